import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verdictsOf } from './verdict.ts';
import { type GoodFolder, makeGoodFolder } from './good-folder.ts';
import { PLANTED } from './planted-violations.ts';

let good: GoodFolder;
beforeAll(async () => {
  good = await makeGoodFolder();
});
afterAll(() => good?.close());

describe('the independent checker', () => {
  test('finds nothing in a good folder, and counts what it saw', async () => {
    const [verdict] = await verdictsOf([good.folder]);
    expect(verdict?.violations).toEqual([]);
    expect(verdict?.counted).toMatchObject({ ops: 2, sentences: 2, executed: 2, requests: 1 });
    expect(verdict?.counted['messages']).toBeGreaterThan(3);
  });

  test('names each violation that was planted', async () => {
    const folders = PLANTED.map(([, , spoil]) => {
      const copy = good.copy();
      spoil(copy);
      return copy.folder;
    });
    const verdicts = await verdictsOf(folders);
    const missed = PLANTED.flatMap(([invariant, what], i) => {
      const found = verdicts[i]!.violations.map((violation) => violation.invariant);
      return found.includes(invariant) ? [] : [`${invariant} ${what}: ${found.join(', ') || 'nothing'}`];
    });
    expect(missed).toEqual([]);
    console.log(
      `${PLANTED.length} violations planted, all named, of ` +
        `${new Set(PLANTED.map(([invariant]) => invariant)).size} invariants`,
    );
  });

  test('is content when people were told', async () => {
    const copy = good.copy();
    copy.router(({ queues }) => {
      queues[2]!.maxLimit = '1000000/1000000';
    });
    const told = [{ code: 'queue/differs', level: 'alarm', subject: 'DISDIK', facts: { owner: 'disdik' } }];
    copy.ledger(`INSERT OR REPLACE INTO router_findings VALUES ('core', '${JSON.stringify(told)}')`);
    expect((await verdictsOf([copy.folder]))[0]?.violations).toEqual([]);
  });
});
