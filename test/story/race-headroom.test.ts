import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { check, examine } from '../../agent/desk/request/check.ts';
import type { RequestRecord } from '../../agent/ports/ledger.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';

/** 1,000 with LONG=1; the fast suite shows the same in fewer. */
const ROUNDS = process.env['LONG'] === undefined ? 100 : 1000;
const CLIENTS = 4;

let kit: DeskKit;
afterEach(() => kit.close());

/**
 * Room for exactly one line: 100 Mbps · 0.85 − 70 = 15 Mbps measured, 20 Mbps wanted each with activity 0.7. Two wishes
 * of one line for the same total take the room once.
 */
async function contenders(round: number): Promise<readonly RequestRecord[]> {
  const cases: RequestRecord[] = [];
  for (let i = 0; i < CLIENTS; i += 1) {
    const [agency, target] = i % 2 === 0 ? ['DINKES', '10.62.20.0/24'] : ['DISDIK', '10.62.19.0/24'];
    const rate = String(i % 2 === 0 ? 50 : 40);
    const filed = await kit.file({
      agency,
      targets: [target],
      wantedDown: rate,
      wantedUp: rate,
      subject: `${round}/${i}`,
    });
    const { number } = filed.request;
    if (kit.at(number) === 'possible-duplicate') kit.raise('support', number, { kind: 'found-original' });
    kit.raise('support', number, { kind: 'triaged', impact: 'medium', urgency: 'medium', missing: [] });
    kit.raise('kadis', number, { kind: 'disposed', note: '' });
    kit.raise('kabid', number, { kind: 'examined', missing: [] });
    cases.push(kit.ledger.requestByNumber(number)!);
  }
  return cases;
}

function giveUp(cases: readonly RequestRecord[]): void {
  for (const { request } of cases) kit.raise('support', request.number, { kind: 'cancelled', reason: 'next round' });
}

describe('agent/desk: several clients race for the last headroom', () => {
  test(`exactly one line wins in each of ${ROUNDS} rounds`, async () => {
    kit = deskKit({ busy: 70 });
    let wrong = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      // A fresh ledger now and then, so that the rounds stay equally fast.
      if (round > 0 && round % 100 === 0) {
        kit.close();
        kit = deskKit({ busy: 70 });
      }
      const cases = await contenders(round);
      await Promise.all(
        cases.map(async ({ request }) => {
          await setImmediate();
          check(kit.desk, request.id);
        }),
      );
      const won = cases.filter(({ request }) => kit.ledger.request(request.id)!.stage.at === 'assessed');
      if (new Set(won.map(({ request }) => request.line)).size !== 1) wrong += 1;
      giveUp(cases);
    }
    console.log(`race: ${ROUNDS} rounds, ${CLIENTS} clients, ${wrong} with other than one winner`);
    expect(wrong).toBe(0);
  }, 300_000);

  test('the control, which decides first and writes later, over-commits', async () => {
    kit = deskKit({ busy: 70 });
    let over = 0;
    for (let round = 0; round < 5; round += 1) {
      const cases = await contenders(round);
      const verdicts = await Promise.all(
        cases.map(async ({ request }) => {
          const line = kit.ledger.lines().find((l) => l.id === request.line)!;
          const { decision } = examine(kit.desk, kit.ledger, request, line);
          await setImmediate();
          return decision.verdict;
        }),
      );
      if (verdicts.filter((v) => v === 'enough').length > 1) over += 1;
      giveUp(cases);
    }
    expect(over).toBe(5);
  });
});
