import { afterEach, describe, expect, test } from 'vitest';
import { decide } from '../../agent/admission/check/decision.ts';
import type { DecisionInputs } from '../../agent/admission/check/decision-inputs.ts';
import { inputsFor } from '../../agent/assessment/availability.ts';
import { contextOf } from '../../agent/desk/act/desk.ts';
import { mbps } from '../../agent/domain/rate.ts';
import type { DeskKit } from '../office/desk-kit.ts';
import { asks, type OwnGroupOptions, ownGroupKit, writtenOn } from '../office/own-group-kit.ts';
import { actsOf, approve, examinedRequest, laterAt, limitOf, planOf, WINDOW } from '../office/granted-request.ts';
import { observedAs } from '../fakes/memory-router.ts';
import { enterBaseData, putOwnLine } from '../office/own-lines.ts';
import { alike, YEAR_BEGAN } from '../office/sample-rows.ts';

let kit: DeskKit;
afterEach(() => kit.close());

async function open(options: OwnGroupOptions = {}): Promise<void> {
  kit = await ownGroupKit(options);
}

/** What the check of DINKES reads if it asks for this many Mbps from now on. */
function inputsAt(megabits: number): DecisionInputs {
  const context = contextOf(kit.desk);
  const line = kit.ledger.line('dinkes')!;
  return inputsFor(context, { line, wanted: alike(megabits), window: null, request: null, from: context.now });
}

describe("an agency's own parent queue", () => {
  test('does not bound its line; the plan shows that it is raised first, and it is', async () => {
    await open();
    const number = await examinedRequest(kit, asks(50));
    await kit.work();
    expect(kit.at(number)).toBe('assessed');
    const plan = planOf(kit, number);
    expect(plan.raises).toEqual([{ queue: 'G-DINKES', from: alike(30), to: alike(50) }]);
    expect([plan.refusals, plan.effects]).toEqual([[], []]);
    approve(kit, number);
    await kit.later(5);
    await kit.later(5);
    expect(writtenOn(kit)).toEqual(['G-DINKES 50', 'DINKES 50']);
    expect([limitOf(kit, 'G-DINKES'), limitOf(kit)]).toEqual([50, 50]);
    expect(actsOf(kit, 'base-data/pool-limit')).toMatchObject([{ pool: 'g-dinkes', until: null }]);
    expect(kit.ledger.findings('core').filter(({ level }) => level === 'alarm')).toEqual([]);
  });

  test('is raised for the time of a temporary grant only, and lowered after its line', async () => {
    await open();
    const number = await examinedRequest(kit, { ...WINDOW, ...asks(60) });
    await kit.work();
    approve(kit, number);
    await laterAt(kit, '2026-05-06 06:00');
    await kit.later(5);
    expect([limitOf(kit, 'G-DINKES'), limitOf(kit)]).toEqual([60, 60]);
    await laterAt(kit, '2026-05-06 12:30');
    await kit.later(5);
    await kit.later(5);
    expect([kit.at(number), limitOf(kit, 'G-DINKES'), limitOf(kit)]).toEqual(['returned', 30, 30]);
    expect(writtenOn(kit)).toEqual(['G-DINKES 60', 'DINKES 60', 'DINKES 30', 'G-DINKES 30']);
  });

  test('that is large enough stays as it is', async () => {
    await open();
    kit.ledger.record((books) => {
      books.putPoolLimit({ pool: 'g-dinkes', from: kit.clock.now(), rate: alike(80) });
      enterBaseData(books, kit.clock.now());
    });
    kit.router.hand((rows) => rows.map((row) => (row.name === 'G-DINKES' ? { ...row, maxLimit: alike(80) } : row)));
    await kit.work();
    const number = await examinedRequest(kit, asks(50));
    await kit.work();
    expect(planOf(kit, number).raises).toEqual([]);
    approve(kit, number);
    await kit.later(5);
    expect(writtenOn(kit)).toEqual(['DINKES 50']);
  });

  test('bounds its line as soon as somebody else stands below it', async () => {
    await open();
    kit.router.hand((rows) => [
      ...rows,
      { ...observedAs({ name: 'TAMU', targets: ['10.62.77.0/24'] }), parent: 'G-DINKES', position: rows.length },
    ]);
    await kit.work();
    const inputs = inputsAt(50);
    expect(inputs.bounds.map(({ name }) => name)).toEqual(['isp-a', 'g-dinkes', 'pool']);
    expect(decide(inputs)).toMatchObject({ verdict: 'not-enough' });
  });

  test('bounds its line when the ledger has a line of another agency below it, whose queue is missing', async () => {
    await open();
    const guests = { id: 'tamu', queue: 'TAMU', target: '10.62.77.0/24', mbps: 10 };
    kit.ledger.record((books) => {
      putOwnLine(books, guests, YEAR_BEGAN, { parent: 'G-DINKES' });
      enterBaseData(books, kit.clock.now());
    });
    expect(inputsAt(50).bounds.map(({ name }) => name)).toContain('g-dinkes');
  });

  test('bounds its line by a limit of both directions together, which no plan raises', async () => {
    await open({ extras: { totalMaxLimit: mbps(40) } });
    expect(inputsAt(50).bounds.map(({ name }) => name)).toContain('g-dinkes');
  });

  test('hides nothing of what is committed above it: its line counts with the rate that it will have', async () => {
    await open();
    const big = { id: 'big', queue: 'BIG', target: '10.62.78.0/24', mbps: 50 };
    kit.ledger.record((books) => {
      books.putLine({ ...books.line('dinkes')!, service: 'dedicated' });
      putOwnLine(books, big, YEAR_BEGAN, { service: 'dedicated' });
      enterBaseData(books, kit.clock.now());
    });
    const promised = decide(inputsAt(60)).keys.find(({ key, bound }) => key === 'promised' && bound === 'pool');
    // 60 + BIG 50 + (DISDIK 20 and the other line of the group 10) / 2, of 90.
    expect(promised).toMatchObject({ demand: 125e6, limit: 90e6, pass: false });
  });
});
