import { afterEach, describe, expect, test } from 'vitest';
import { REPORT_ONLY } from '../../agent/domain/drift-plan.ts';
import { mbps } from '../../agent/domain/rate.ts';
import type { DeskKit } from '../office/desk-kit.ts';
import {
  approve,
  approvedRequest,
  examinedRequest,
  laterAt,
  limitOf,
  planOf,
  WINDOW,
} from '../office/granted-request.ts';
import { asks, groupLimits, type OwnGroupOptions, ownGroupKit, PUSKESMAS, writtenOn } from '../office/own-group-kit.ts';

let kit: DeskKit;
afterEach(() => kit.close());

async function open(options: OwnGroupOptions = {}): Promise<void> {
  kit = await ownGroupKit(options);
}

/** Moves the clock, then lets the agent visit the router twice more. */
async function visitedAt(text: string): Promise<void> {
  await laterAt(kit, text);
  await kit.later(5);
  await kit.later(5);
}

const AFTERNOON = { ...WINDOW, windowFrom: '2026-05-06 09:00', windowUntil: '2026-05-06 18:00' } as const;
const standing = () => [limitOf(kit, 'G-DINKES'), limitOf(kit), limitOf(kit, PUSKESMAS.queue)];

describe('a raise of the own group', () => {
  test('is not recorded for a grant that is cancelled before it is written', async () => {
    await open();
    const number = await approvedRequest(kit, asks(50));
    kit.raise('support', number, { kind: 'cancelled', reason: 'ditarik' });
    await kit.later(5);
    await kit.later(5);
    expect([groupLimits(kit).length, writtenOn(kit)]).toEqual([1, []]);
  });

  test('waits for the second approval of its grant', async () => {
    await open({ router: { secondApproverAbove: mbps(10) } });
    await approvedRequest(kit, asks(50));
    await kit.later(5);
    await kit.later(5);
    expect([groupLimits(kit).length, writtenOn(kit)]).toEqual([1, []]);
  });

  test('that cannot be written refuses the grant, before the approval and after, and leaves no limit', async () => {
    await open({ mark: '' });
    const number = await examinedRequest(kit, asks(50));
    await kit.work();
    expect(planOf(kit, number).refusals).toMatchObject([{ code: 'guard/not-as-planned', subject: 'G-DINKES' }]);
    approve(kit, number);
    await kit.later(5);
    await kit.later(5);
    expect([kit.at(number), groupLimits(kit).length, writtenOn(kit)]).toEqual(['apply-failed', 1, []]);
  });

  test('for good outlasts the end of a temporary one', async () => {
    await open();
    const temporary = await approvedRequest(kit, { ...WINDOW, ...asks(60) });
    await visitedAt('2026-05-06 06:00');
    await approvedRequest(kit, asks(50));
    await kit.later(5);
    expect(standing()).toEqual([60, 60, 10]);
    await visitedAt('2026-05-06 12:30');
    expect([kit.at(temporary), ...standing()]).toEqual(['returned', 50, 50, 10]);
    expect(groupLimits(kit).at(-1)).toEqual(['2026-05-06T12:30', 50]);
    expect(writtenOn(kit)).toEqual(['G-DINKES 60', 'DINKES 60', 'DINKES 50', 'G-DINKES 50']);
  });

  test('lasts as long as the longer of two temporary grants of two lines, and then ends', async () => {
    await open({ router: { drift: { ...REPORT_ONLY, policy: 'enforce' } } });
    await approvedRequest(kit, { ...WINDOW, ...asks(60) });
    await approvedRequest(kit, { ...AFTERNOON, ...asks(40), targets: [PUSKESMAS.target] });
    await visitedAt('2026-05-06 06:00');
    await visitedAt('2026-05-06 09:00');
    expect(standing()).toEqual([60, 60, 40]);
    await visitedAt('2026-05-06 12:31');
    expect(standing()).toEqual([40, 30, 40]);
    await visitedAt('2026-05-06 18:31');
    expect(standing()).toEqual([30, 30, 10]);
    expect(groupLimits(kit).slice(1)).toEqual([
      ['2026-05-06T06:00', 60],
      ['2026-05-06T12:30', 40],
      ['2026-05-06T18:30', 30],
    ]);
  });

  test('is extended with its grant', async () => {
    await open({ router: { drift: { ...REPORT_ONLY, policy: 'enforce' } } });
    const number = await approvedRequest(kit, { ...WINDOW, ...asks(60) });
    await visitedAt('2026-05-06 06:00');
    kit.as('kabid', 'extend', { number, until: '2026-05-06 18:00', paper: null });
    await visitedAt('2026-05-06 12:31');
    expect(standing()).toEqual([60, 60, 10]);
    await visitedAt('2026-05-06 18:31');
    expect([kit.at(number), ...standing()]).toEqual(['returned', 30, 30, 10]);
    expect(groupLimits(kit).slice(1)).toEqual([
      ['2026-05-06T06:00', 60],
      ['2026-05-06T12:30', 60],
      ['2026-05-06T18:30', 30],
    ]);
    expect(writtenOn(kit)).toEqual(['G-DINKES 60', 'DINKES 60', 'DINKES 30', 'G-DINKES 30']);
  });
});
