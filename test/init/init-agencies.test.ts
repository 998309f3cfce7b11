import fc from 'fast-check';
import { expect, test } from 'vitest';
import { baseRow } from '../../agent/desk/base-data/base-row.ts';
import { NO_RATE, rate } from '../../agent/domain/rate.ts';
import { initAgencies } from '../../agent/init/init-agencies.ts';
import { proposeInit } from '../../agent/init/init-proposal.ts';
import { rowsOf } from '../field/first-day.ts';
import { type QueueFields, surveyOf, tableOf } from '../office/survey-samples.ts';

const UPLINK = [{ id: 'isp-a', name: 'a', interface: 'ether9' }];

/** Printable ASCII with the signs that a list, a spreadsheet or a remark could trip over. */
const word = fc.string({
  minLength: 1,
  maxLength: 12,
  unit: fc.constantFrom(...`abZ09 -_.=+@#'";,/<>()*&~`),
});
const prefix = fc.tuple(fc.nat(255), fc.nat(255)).map(([a, b]) => `10.${a}.${b}.0/24`);
const bits = fc.constantFrom(0, 5, 1000, 384_000, 2_500_000, 3_800_001, 10_000_000, 1_000_000_000);
const speed = fc.tuple(bits, bits).map(([down, up]) => rate(down, up));
const queue = fc.record({
  name: word,
  targets: fc.oneof(
    fc.constant([]),
    word.map((name) => [name]),
    fc.array(prefix, { minLength: 1, maxLength: 3 }).map((targets) => [...new Set(targets)].toSorted()),
  ),
  above: fc.nat(12),
  maxLimit: speed,
  limitAt: fc.oneof(fc.constant(NO_RATE), speed),
});

test('every queue is somewhere, and what is proposed reads back from the list as it is on the router', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(queue, { minLength: 1, maxLength: 12, selector: ({ name }) => name }),
      async (all) => {
        const rows = all.map(({ above, ...fields }, i): QueueFields => {
          const parent = above < i ? (all[above]?.name ?? null) : null;
          return { ...fields, parent };
        });
        const table = tableOf(...rows);
        const proposal = proposeInit(surveyOf(table), 'r');
        const { pools, groups, lines, unmanaged } = proposal;
        const found = [...groups, ...[...pools, ...lines, ...unmanaged].map((one) => one.queue)];
        expect(found.toSorted((a, b) => a.position - b.position)).toEqual(table);

        if (pools.length + lines.length === 0) return;
        const read = (await rowsOf(initAgencies(proposal, UPLINK, 'id'))).map(({ row, fields }) =>
          baseRow(row, fields),
        );
        const shapes = read.map((row) => {
          const place = row.kind === 'pool' ? row.pool : row.line;
          const limitAt = row.kind === 'pool' ? null : row.limitAt;
          return [place?.id, place?.queue, place?.targets, place?.parent, row.rate, limitAt];
        });
        expect(shapes).toEqual([
          ...pools.map((one) => [
            one.id,
            one.queue.name,
            one.queue.targets,
            one.queue.parent,
            one.queue.maxLimit,
            null,
          ]),
          ...lines.map(({ id, queue: { name, targets, parent, maxLimit, limitAt } }) => [
            id,
            name,
            targets,
            parent,
            maxLimit,
            limitAt,
          ]),
        ]);
      },
    ),
    { numRuns: 1000, seed: 11 },
  );
});
