import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { grantsToReview, reviewGrant } from '../../../agent/desk/request/review-grant.ts';
import { after, DAY, type Moment, span } from '../../../agent/domain/moment.ts';
import { DEFAULT_POLICY } from '../../../agent/domain/policy.ts';
import { mbps } from '../../../agent/domain/rate.ts';
import type { WorkCalendar } from '../../../agent/domain/work-calendar.ts';
import { NOTICES_ID } from '../../../agent/texts/notices-id.ts';
import { type DeskKit, deskKit, PAPER } from '../../office/desk-kit.ts';
import { actsOf, approvedRequest, limitOf, WINDOW } from '../../office/granted-request.ts';

const DAYS = 24 * 60;
/** Minutes in which the last interval may still come in. */
const SETTLING = 10;
let kit: DeskKit;
beforeEach(() => (kit = deskKit()));
afterEach(() => kit.close());

/** DINKES from 30 to 40 Mbps, on the router since now. */
async function granted(asked = {}): Promise<string> {
  const number = await approvedRequest(kit, asked);
  await kit.work();
  return number;
}

/** What DINKES carries in the days from now on; what is not told is 28.5 Mbps. */
function carries(bits: number | undefined, days: number): void {
  const slots = Array.from({ length: days * 288 }, (_, i) => after(kit.clock.now(), span((i + 1) * 300_000)));
  if (bits === undefined) return;
  kit.samples.import(
    'line:dinkes',
    slots.map((start) => ({
      start: (start - (start % 300_000)) as Moment,
      down: bits,
      up: bits,
      dropsDown: 0,
      dropsUp: 0,
    })),
  );
}

const reviews = () => actsOf(kit, 'request/reviewed');

/** What the outbox says of it, by request. */
function notices(number: string): readonly (readonly [kind: string, sent: boolean])[] {
  return kit.ledger.outboxOf(kit.ledger.requestByNumber(number)!.request.id).flatMap(({ message, doneAt }) => {
    if (message.kind !== 'notice' || !message.notice.kind.startsWith('division-head/grant-')) return [];
    return [[message.notice.kind, doneAt !== null] as const];
  });
}

describe('a grant after its weeks', () => {
  test('is looked at once, although its request is closed, and told on its ticket', async () => {
    const number = await granted();
    carries(mbps(38), 15);
    await kit.later(13 * DAYS);
    expect([kit.at(number), reviews()]).toEqual(['closed', []]);
    await kit.later(1 * DAYS);
    expect(reviews()).toEqual([]);
    await kit.later(SETTLING);
    expect(kit.at(number)).toBe('closed');
    expect(notices(number)).toEqual([['division-head/grant-used', true]]);
    expect(reviews()).toMatchObject([
      { verdict: 'used', line: 'dinkes', beforeDown: mbps(30), nowDown: mbps(40), p95Down: mbps(38), shareDown: 950 },
    ]);
    const [facts] = reviews();
    expect(facts!['valid']).toBe(facts!['expected']);
    await kit.later(20 * DAYS);
    expect([reviews().length, notices(number).length]).toEqual([1, 1]);
    expect(reviewGrant(kit.desk, kit.ledger.requestByNumber(number)!.request.id)).toBe(false);
  });

  test('that carries no more than before was not used, and the head is told where to look', async () => {
    const number = await granted();
    await kit.later(14 * DAYS + SETTLING);
    expect(notices(number)).toEqual([['division-head/grant-unused', true]]);
    expect(reviews()).toMatchObject([{ verdict: 'unused', p95Down: mbps(28.5), shareDown: 713 }]);
    const { ticketId } = kit.ledger.requestByNumber(number)!.request;
    const [message] = kit.helpdesk.messages(ticketId).filter((m) => m.key === `${number}:review`);
    expect(message).toMatchObject({ audience: 'internal' });
    expect(message!.text).toContain('unduh 28,5 Mbps (71,3 % dari alokasi)');
    expect(NOTICES_ID['division-head/grant-unused'].text).toContain('bwagent reclaim');
  });

  test('that nobody measured is told as that, and never as unused', async () => {
    const number = await granted();
    await kit.clock.advance(after(kit.clock.now(), span(15 * DAY)));
    await kit.work();
    expect(notices(number)).toEqual([['division-head/grant-unmeasured', true]]);
    expect(reviews()).toMatchObject([{ verdict: 'unmeasured', p95Down: null, shareUp: null }]);
  });

  test('is looked at late and once by an agent that was away for weeks, over the days it was due for', async () => {
    const number = await granted();
    carries(mbps(38), 14);
    await kit.later(45 * DAYS);
    expect(notices(number)).toEqual([['division-head/grant-used', true]]);
    expect(reviews()).toHaveLength(1);
  });

  test.each([
    ['in time', 14 * DAYS + SETTLING],
    ['late', 30 * DAYS],
  ])('gives the same answer %s, also where it was applied within an interval', async (_, minutes) => {
    await kit.later(62);
    await granted();
    await kit.later(minutes);
    const [facts] = reviews();
    expect(facts).toMatchObject({ verdict: 'unused', days: 14, p95Down: mbps(28.5) });
    expect(facts!['valid']).toBe(facts!['expected']);
    // Monday from 9.05: 71; seven whole days of 90, without the holidays of 14 and 15 May; and 18 to 9.00 on the second
    // Monday after it.
    expect(facts!['expected']).toBe(719);
  });

  test('waits for normal working days where none came', async () => {
    const { calendar } = kit.office;
    kit.close();
    const ramadan = { from: '2026-05-05', until: '2026-05-24' } as WorkCalendar['ramadanPeriods'][number];
    kit = deskKit({ office: { calendar: { ...calendar, ramadanPeriods: [ramadan] } } });
    const number = await granted();
    carries(mbps(12), 21);
    await kit.later(21 * DAYS);
    expect([notices(number), reviews()]).toEqual([[], []]);
    carries(mbps(38), 15);
    await kit.later(15 * DAYS);
    expect(notices(number)).toEqual([['division-head/grant-used', true]]);
    expect(reviews()).toMatchObject([{ p95Down: mbps(38), days: 31 }]);
  });

  test('is left to the reclaim list when it came due longer ago than samples are looked back to', async () => {
    await granted();
    await kit.clock.advance(after(kit.clock.now(), span((14 + 90) * DAY)));
    expect(grantsToReview(kit.desk)).toEqual([]);
    await kit.work();
    expect(reviews()).toEqual([]);
  });
});

describe('what is not looked at', () => {
  test('a temporary grant', async () => {
    await granted(WINDOW);
    await kit.later(30 * DAYS);
    expect(reviews()).toEqual([]);
  });

  test('base data, and a grant that was reduced before its weeks were over', async () => {
    const number = await granted();
    await kit.later(5 * DAYS);
    const order = {
      change: { kind: 'reduce', line: 'dinkes', down: '30', up: '30' },
      reason: 'pindah gedung',
      paper: PAPER,
    } as const;
    const { hash } = kit.as('support', 'change-line', { ...order, shown: null });
    kit.as('support', 'change-line', { ...order, shown: hash });
    await kit.work();
    await kit.later(1);
    expect(limitOf(kit)).toBe(30);
    await kit.later(20 * DAYS);
    expect([notices(number), reviews()]).toEqual([[], []]);
  });

  test('anything, where the office set no days', async () => {
    kit.close();
    kit = deskKit({ office: { policy: { ...DEFAULT_POLICY, reviewDays: 0 } } });
    await granted();
    await kit.later(30 * DAYS);
    expect(reviews()).toEqual([]);
  });
});
