import { describe, expect, it } from 'vitest';
import type { Event } from '../../agent/workflow/event.ts';
import { move } from '../../agent/workflow/move.ts';
import type { MoveContext } from '../../agent/workflow/moved.ts';
import { isForAgency } from '../../agent/workflow/notice.ts';
import { SOP } from '../../agent/workflow/sop.ts';
import { isEnd, type Stage } from '../../agent/workflow/stage.ts';
import { RAISERS } from '../../agent/workflow/authority.ts';
import { AHEAD, INCIDENT, LARGE, PERMANENT, TEMPORARY } from './sop-matrix.ts';
import {
  COMING,
  contextOf,
  EVENTS,
  type EventLabel,
  eventKinds,
  KABID,
  KADIS,
  LATER,
  NOW,
  PROFILE,
  RUNNING,
  shown,
  STAGES,
  stageNames,
  wib,
} from './sop-samples.ts';
import { alike } from '../office/sample-rows.ts';

const LABELS = Object.keys(EVENTS) as readonly EventLabel[];

/** Everything an event does anywhere, as the table writes it. */
function placesOf(event: Event, context: MoveContext): readonly string[] {
  return Object.entries(STAGES).flatMap(([label, stage]) => {
    const moved = move(stage, event, context);
    return moved === undefined ? [] : [`${label} -> ${[moved.stage.at, ...moved.effects.map(shown)].join(' ')}`];
  });
}

describe('agent/workflow/move: the whole matrix', () => {
  it('the samples know every stage and every event', () => {
    expect([...stageNames].toSorted()).toEqual(Object.keys(SOP).toSorted());
    expect([...eventKinds].toSorted()).toEqual(Object.keys(RAISERS).toSorted());
  });

  it.each(LABELS)('permanent: %s has a place exactly where the table says', (label) => {
    expect(placesOf(EVENTS[label], contextOf())).toEqual(PERMANENT[label]);
  });

  it.each(LABELS)('temporary, running: %s', (label) => {
    expect(placesOf(EVENTS[label], contextOf({ window: RUNNING }))).toEqual(TEMPORARY[label] ?? PERMANENT[label]);
  });

  it.each(LABELS)('temporary, ahead: %s', (label) => {
    expect(placesOf(EVENTS[label], contextOf({ window: COMING }))).toEqual(
      AHEAD[label] ?? TEMPORARY[label] ?? PERMANENT[label],
    );
  });

  it.each(LABELS)('large: %s', (label) => {
    expect(placesOf(EVENTS[label], contextOf({}, { needsSecond: true }))).toEqual(LARGE[label] ?? PERMANENT[label]);
  });

  it.each(LABELS)('incident: %s', (label) => {
    expect(placesOf(EVENTS[label], contextOf({ kind: 'incident' }))).toEqual(INCIDENT[label] ?? PERMANENT[label]);
  });

  it('an end is final: no event has a place there', () => {
    const ends = Object.values(STAGES).filter((stage) => isEnd(stage));
    expect(ends.map((stage) => stage.at)).toEqual([
      'closed',
      'duplicate',
      'rejected',
      'cancelled',
      'redirected',
      'lapsed',
    ]);
    for (const stage of ends) {
      for (const event of Object.values(EVENTS)) {
        expect(move(stage, event, contextOf({ window: RUNNING }))).toBeUndefined();
      }
    }
  });

  it('nothing that charges capacity is left behind on the way to an end', () => {
    for (const label of [
      'rejected',
      'cancelled',
      'redirected',
      'offer-answered (cancel)',
      'window-missed',
      'window-over',
    ] as const) {
      const rows = [...PERMANENT[label], ...(TEMPORARY[label] ?? [])].filter((r) =>
        / -> (?:lapsed|rejected|cancelled|redirected)/.test(r),
      );
      for (const row of rows.filter((r) =>
        /^(?:assessed \(enough\)|offered-partial|approved|scheduled|apply-failed)/.test(r),
      )) {
        expect(row).toMatch(/ (?:release|void) /);
      }
    }
  });
});

describe('agent/workflow/move: what a stage carries on', () => {
  it('only letters wait for a disposition where the office says so', () => {
    const letters = { ...PROFILE, disposition: 'letters' } as const;
    const at = (channel: string): string | undefined =>
      move(STAGES.received, EVENTS.triaged, contextOf({ channel }, { profile: letters }))?.stage.at;
    expect(at('letter')).toBe('awaiting-disposition');
    expect(at('whatsapp')).toBe('disposed');
    const given = move(
      STAGES['awaiting-documents'],
      EVENTS['documents-given'],
      contextOf({ channel: 'helpdesk' }, { profile: letters }),
    );
    expect(given?.stage.at).toBe('disposed');
  });

  it('documents that come before the triage lead back to it', () => {
    const moved = move(STAGES['awaiting-documents'], EVENTS['documents-given'], contextOf({ priority: null }));
    expect(moved?.stage).toEqual({ at: 'received', outside: false });
  });

  it('documents given in part leave the rest wanted, by the same day', () => {
    const part: Event = { kind: 'documents-given', documents: ['letter'] };
    expect(move(STAGES['awaiting-documents'], part, contextOf())?.stage).toEqual({
      ...STAGES['awaiting-documents'],
      missing: ['justification'],
    });
  });

  it('the deadline for documents is proposed for refusal once', () => {
    const once = move(STAGES['awaiting-documents'], EVENTS['documents-overdue'], contextOf());
    expect(once?.stage).toEqual({ ...STAGES['awaiting-documents'], overdue: true });
    expect(once?.effects).toEqual([
      { do: 'tell', notice: { kind: 'division-head/propose-rejection', facts: { missing: 'letter,justification' } } },
    ]);
  });

  it('what is asked is told with its facts, and a foreign target to the specialist', () => {
    const moved = move(STAGES.received, { ...EVENTS['corrected (still asked)'], kind: 'questioned' }, contextOf());
    expect(moved?.effects).toEqual([
      {
        do: 'tell',
        notice: {
          kind: 'agency/clarification-wanted',
          facts: { questions: JSON.stringify(EVENTS['corrected (still asked)'].questions), count: 1 },
          asks: 'correction',
        },
      },
      { do: 'tell', notice: { kind: 'specialist/mismatch', facts: { target: '10.62.17.0/24', owner: 'BKAD' } } },
    ]);
  });

  it.each<[string, 'request' | 'incident', string | null, boolean]>([
    ['a line', 'request', 'dinkes', false],
    ['no line', 'request', null, true],
    ['an incident without a line', 'incident', null, false],
  ])('a corrected ticket with %s', (_, kind, line, outside) => {
    expect(move(STAGES['needs-clarification'], EVENTS.corrected, contextOf({ kind, line }))?.stage).toEqual({
      at: 'received',
      outside,
    });
  });

  it('a hold is for the assessed rate, the offer for the offered one, and accepting it splits the rest off', () => {
    expect(move(STAGES.examined, EVENTS['assessed (enough)'], contextOf())?.effects[0]).toEqual({
      do: 'hold',
      rate: alike(40),
      decision: 6,
      until: null,
    });
    const offer = move(STAGES.deferred, EVENTS.offered, contextOf());
    expect(offer?.stage).toEqual({
      at: 'offered-partial',
      decision: 8,
      rate: alike(35),
      until: LATER,
      planHash: 'h',
      signed: [KABID],
    });
    expect(offer?.effects[0]).toEqual({ do: 'hold', rate: alike(35), decision: 8, until: LATER });
    const accepted = move(STAGES['offered-partial'], EVENTS['offer-answered (accept)'], contextOf());
    expect(accepted?.effects).toEqual([
      { do: 'grant', rate: alike(35) },
      { do: 'split', rest: alike(5), decision: 5 },
      { do: 'plan', purpose: 'grant' },
    ]);
    const unknown = move(STAGES['offered-partial'], EVENTS['offer-answered (accept)'], contextOf({ wanted: null }));
    expect(unknown?.effects[1]).toEqual({ do: 'split', rest: alike(0), decision: 5 });
  });

  it('an approval grants what is held', () => {
    expect(move(STAGES['assessed (enough)'], EVENTS.approved, contextOf())?.effects).toEqual([
      { do: 'grant', rate: null },
      { do: 'plan', purpose: 'grant' },
    ]);
  });

  it('a window that begins this very moment is applied now, a later one is scheduled', () => {
    const at = (from: string): Stage | undefined =>
      move(STAGES['assessed (enough)'], EVENTS.approved, contextOf({ window: { from: wib(from), until: LATER } }))
        ?.stage;
    expect(at('2026-05-05 09:00')?.at).toBe('approved');
    expect(at('2026-05-05 09:01')).toEqual({
      at: 'scheduled',
      allocation: 0,
      from: wib('2026-05-05 09:01'),
      signed: [KABID],
    });
  });

  it('who approved goes with the grant to the write and back, and a second hand is added once', () => {
    const large = contextOf({}, { needsSecond: true, signature: KABID });
    const once = move(STAGES.approved, EVENTS.ratified, large)?.stage;
    expect(once).toEqual({ ...STAGES.approved, signed: [KADIS, KABID] });
    expect(move(once!, EVENTS.ratified, large)).toBeUndefined();
    expect(move(once!, EVENTS.intended, large)?.stage).toMatchObject({ at: 'applying', signed: [KADIS, KABID] });
    expect(move(STAGES.applying, EVENTS['not-applied'], large)?.stage).toMatchObject({
      at: 'apply-failed',
      signed: [KADIS],
    });
    expect(move(STAGES.scheduled, EVENTS['window-begun'], large)?.stage).toMatchObject({
      at: 'approved',
      signed: [KADIS],
    });
    expect(move(STAGES['assessed (enough)'], EVENTS.approved, large)?.stage).toMatchObject({
      at: 'approved',
      signed: [KABID],
    });
    const accepted = move(
      STAGES['offered-partial'],
      EVENTS['offer-answered (accept)'],
      contextOf({}, { signature: null }),
    );
    expect(accepted?.stage).toMatchObject({ at: 'approved', signed: [KADIS] });
  });

  it('a deferral that gets room again says so', () => {
    const facts = (stage: Stage): unknown => {
      const told = move(stage, EVENTS['assessed (enough)'], contextOf())?.effects[1];
      return told?.do === 'tell' ? told.notice.facts : undefined;
    };
    expect(facts(STAGES.deferred)).toEqual({ resumed: true });
    expect(facts(STAGES.examined)).toEqual({ resumed: false });
  });

  it.each([
    [0, 7, 7],
    [7, 7, undefined],
    [7, 30, 30],
    [30, 7, undefined],
  ])('a deferral known to be %i days old and told %i is then %s', (aged, days, then) => {
    const moved = move({ ...STAGES.deferred, aged }, { kind: 'deferral-aged', days }, contextOf());
    expect(moved === undefined ? undefined : moved.stage).toEqual(
      then === undefined ? undefined : { ...STAGES.deferred, aged: then },
    );
  });

  it('a deferral by people keeps the reason and the decision', () => {
    expect(move(STAGES['assessed (enough)'], EVENTS.postponed, contextOf())?.stage).toEqual({
      at: 'deferred',
      decision: 5,
      since: NOW,
      reason: 'anggaran',
      aged: 0,
    });
    expect(move(STAGES.examined, EVENTS.postponed, contextOf())?.stage).toMatchObject({ decision: null });
  });

  it('counts tries, and a person starts them again', () => {
    expect(move(STAGES.applying, EVENTS['not-applied (again)'], contextOf())?.stage).toEqual({
      ...STAGES.approved,
      retries: 2,
    });
    expect(move(STAGES.returning, EVENTS['not-applied'], contextOf())?.stage).toEqual({
      ...STAGES.returning,
      retries: 2,
      failed: { why: 'x' },
    });
    expect(move(STAGES.returning, EVENTS['not-applied (again)'], contextOf())?.stage).toEqual({
      ...STAGES.returning,
      retries: 2,
    });
    expect(move({ ...STAGES.returning, failed: { why: 'x' } }, EVENTS.retried, contextOf())?.stage).toEqual({
      ...STAGES.returning,
      retries: 0,
      failed: null,
    });
    expect(move(STAGES['apply-failed'], EVENTS.retried, contextOf())?.stage).toEqual({
      ...STAGES.approved,
      retries: 0,
    });
  });

  it('only notices of the agency are for its eyes', () => {
    expect([
      isForAgency('agency/active'),
      isForAgency('specialist/mismatch'),
      isForAgency('division-head/enough'),
    ]).toEqual([true, false, false]);
  });

  it('an early end is set so that window and grace are over now', () => {
    const moved = move(STAGES.active, EVENTS['ended-early'], contextOf({ window: RUNNING }));
    expect(moved?.effects[0]).toEqual({ do: 'extend', until: wib('2026-05-05 08:30') });
  });

  it('an extension lasts until what was decided', () => {
    const moved = move(STAGES.expiring, EVENTS.extended, contextOf({ window: RUNNING }));
    expect(moved).toEqual({
      stage: { at: 'informed', allocation: 9, since: NOW },
      effects: [{ do: 'extend', until: LATER }],
    });
  });

  it('telling the agency keeps the time since which it is active', () => {
    const since = wib('2026-05-04 11:05');
    expect(move({ ...STAGES.active, since }, EVENTS.told, contextOf())?.stage).toEqual({
      at: 'informed',
      allocation: 9,
      since,
    });
  });

  it('what was restored is told with its cause and how long it lasted', () => {
    const moved = move(STAGES.restoring, { kind: 'applied', facts: { found: '80M' } }, contextOf());
    expect(moved?.stage).toEqual({ at: 'restored', since: NOW, cause: 'diubah manual' });
    expect(moved?.effects.map((e) => (e.do === 'tell' ? e.notice.facts : null))).toEqual(
      Array(2).fill({ found: '80M', cause: 'diubah manual', from: wib('2026-05-04 08:10'), until: NOW }),
    );
  });
});
