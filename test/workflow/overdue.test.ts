import { describe, expect, it } from 'vitest';
import { moment } from '../../agent/domain/moment.ts';
import { DEFAULT_POLICY } from '../../agent/domain/policy.ts';
import type { Request } from '../../agent/domain/request.ts';
import { overdue, type Passing } from '../../agent/workflow/overdue.ts';
import type { Stage } from '../../agent/workflow/stage.ts';
import { officeCalendar } from '../office/office-calendar.ts';
import { COMING, REQUEST, STAGES, wib } from './sop-samples.ts';

const calendar = officeCalendar();

function passing(stage: Stage, rest: Partial<Passing> = {}, request: Partial<Request> = {}): Passing {
  const known = { holdUntil: null, isReturnLost: false, policy: DEFAULT_POLICY, calendar };
  return { request: { ...REQUEST, ...request }, stage, ...known, ...rest };
}

const hold = { holdUntil: wib('2026-05-08 09:00') };
const deferred = (aged: number): Stage => ({ ...STAGES.deferred, since: wib('2026-05-04 14:05'), aged });
const temporary = { window: COMING };
/** Told on a Wednesday before two holidays: the second working day is over on Tuesday. */
const since = wib('2026-05-13 09:00');

describe('agent/workflow/overdue', () => {
  it.each<[string, Passing, string, unknown]>([
    ['documents', passing(STAGES['awaiting-documents']), '2026-05-08 09:00', { kind: 'documents-overdue' }],
    ['a hold', passing(STAGES['assessed (enough)'], hold), '2026-05-08 09:00', { kind: 'hold-expired' }],
    ['an offer', passing(STAGES['offered-partial']), '2026-05-08 09:00', { kind: 'offer-expired' }],
    ['a deferral of a week', passing(deferred(0)), '2026-05-11 14:05', { kind: 'deferral-aged', days: 7 }],
    ['a deferral of a month', passing(deferred(7)), '2026-06-03 14:05', { kind: 'deferral-aged', days: 30 }],
    ['a deferral of two months', passing(deferred(30)), '2026-07-03 14:05', { kind: 'deferral-aged', days: 60 }],
    ['a deferral of three months', passing(deferred(60)), '2026-08-02 14:05', { kind: 'deferral-aged', days: 90 }],
    ['a schedule', passing(STAGES.scheduled), '2026-05-09 06:00', { kind: 'window-begun' }],
    [
      'the notice of an end, once told',
      passing(STAGES.informed, {}, temporary),
      '2026-05-09 18:00',
      { kind: 'expiry-near' },
    ],
    ['a window and its grace', passing(STAGES.expiring, {}, temporary), '2026-05-10 18:30', { kind: 'window-over' }],
    ['a window never applied', passing(STAGES.approved, {}, temporary), '2026-05-10 18:30', { kind: 'window-over' }],
    [
      'a window that failed',
      passing(STAGES['apply-failed'], {}, temporary),
      '2026-05-10 18:30',
      { kind: 'window-over' },
    ],
    [
      'a time that nobody granted',
      passing(STAGES.disposed, {}, temporary),
      '2026-05-10 18:00',
      { kind: 'window-missed' },
    ],
    [
      'a time that was offered in part',
      passing({ ...STAGES['offered-partial'], until: wib('2026-05-12 09:00') }, {}, temporary),
      '2026-05-10 18:00',
      { kind: 'window-missed' },
    ],
    [
      'silence after a grant',
      passing({ ...STAGES.informed, since }),
      '2026-05-19 09:00',
      { kind: 'silence-confirmed' },
    ],
    [
      'silence after a return',
      passing({ ...STAGES.returned, since }, {}, temporary),
      '2026-05-19 09:00',
      { kind: 'silence-confirmed' },
    ],
    [
      'silence after an incident',
      passing({ ...STAGES.restored, since }),
      '2026-05-19 09:00',
      { kind: 'silence-confirmed' },
    ],
  ])('%s passes at the moment and not a millisecond before', (_, what, at, event) => {
    expect(overdue(what, moment(wib(at) - 1))).toBeUndefined();
    expect(overdue(what, wib(at))).toEqual(event);
  });

  it('a long absence tells only the highest age', () => {
    expect(overdue(passing(deferred(0)), wib('2026-07-20 08:00'))).toEqual({ kind: 'deferral-aged', days: 60 });
    expect(overdue(passing(deferred(90)), wib('2027-01-01 08:00'))).toBeUndefined();
  });

  it('a window that is over comes before the notice that it ends', () => {
    expect(overdue(passing(STAGES.active, {}, temporary), wib('2026-05-10 18:30'))).toEqual({ kind: 'window-over' });
  });

  it.each<[string, Passing]>([
    ['a proposal already made', passing(STAGES['awaiting-documents (overdue)'])],
    ['an answer without a hold', passing(STAGES['assessed (not enough)'], hold)],
    ['a hold the ledger does not know', passing(STAGES['assessed (enough)'])],
    ['a permanent grant', passing(STAGES.active)],
    ['an approval without a window', passing(STAGES.approved)],
    ['a write that is open (UNKNOWN is not failed)', passing(STAGES.applying, hold, temporary)],
    ['a return under way', passing(STAGES.returning, {}, temporary)],
    ['a restoration under way', passing(STAGES.restoring)],
    ['a request nobody has looked at', passing(STAGES.received)],
    ['an unknown answer', passing(STAGES.unknown)],
    ['a closed one', passing(STAGES.closed)],
    ['an approved hold (it never expires by itself)', passing(STAGES.approved, hold)],
  ])('time does nothing to %s', (_, what) => {
    expect(overdue(what, wib('2027-06-01 08:00'))).toBeUndefined();
  });

  it('a temporary grant that was told is not closed by silence before its return', () => {
    const early = passing({ ...STAGES.informed, since: wib('2026-05-04 08:00') }, {}, temporary);
    expect(overdue(early, wib('2026-05-09 17:59'))).toBeUndefined();
  });

  it('a return whose plan was dropped is planned again at once', () => {
    expect(overdue(passing(STAGES.returning, { isReturnLost: true }, temporary), since)).toEqual({
      kind: 'return-due',
    });
    expect(overdue(passing(STAGES.returning, {}, temporary), since)).toBeUndefined();
  });
});
