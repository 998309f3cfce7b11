import { userInfo } from 'node:os';
import { moment, type Moment } from '../../agent/domain/moment.ts';
import type { Person } from '../../agent/domain/person.ts';
import { NO_RATE, rate } from '../../agent/domain/rate.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';

/** Each client has an agency and a line of its own. */
const PLACES = [
  { agency: 'dinkes', target: '10.62.20.0/24' },
  { agency: 'disdik', target: '10.62.19.0/24' },
  { agency: 'dpmd', target: '10.62.18.0/24' },
  { agency: 'dishub', target: '10.62.17.0/24' },
] as const;

/** Mbps. Room for one of four: 0.85 · 100 − 70 = 15 measured, and 0.7 · 20 = 14 asked by each. */
export const RACE = {
  capacity: 100,
  busy: 70,
  clients: PLACES.length,
  before: { dinkes: 30, disdik: 20, dpmd: 20, dishub: 20 },
  more: 20,
};

/** The account that runs the test, by the kernel's word; it records what officials decide on paper. */
export const RACER: Person = {
  id: 'teknisi',
  user: userInfo().username,
  roles: ['technical-support', 'computer-specialist'],
};

/** An office over real SQLite files with room for exactly one of the four wishes. */
export function raceOffice(): DeskKit {
  const kit = deskKit({ capacity: RACE.capacity, busy: RACE.busy, office: { people: [RACER] } });
  kit.ledger.record((books) => {
    for (const { agency: id, target } of PLACES.slice(2)) {
      books.putAgency({
        id,
        code: id.toUpperCase(),
        name: `Dinas ${id}`,
        kind: 'opd',
        location: 'Kasongan',
        managed: true,
      });
      const path = { kind: 'pinned', uplink: 'isp-a' } as const;
      books.putLine({
        id,
        agency: id,
        router: 'core',
        queue: id.toUpperCase(),
        targets: [target],
        parent: '0.POOL',
        service: 'shared',
        path,
      });
      const held = mbps(RACE.before[id]);
      const since = kit.clock.now();
      const state = { at: 'granted', since } as const;
      books.allocate({
        line: id,
        request: null,
        rate: held,
        limitAt: NO_RATE,
        window: null,
        state,
        appliedAt: since,
        returnedAt: null,
      });
    }
    books.enter({ at: kit.clock.now(), actor: { kind: 'agent' }, act: 'test/base-data', request: null, facts: {} });
  });
  return kit;
}

/** One request of each agency, examined and not yet checked. */
export async function contenders(kit: DeskKit, round: number): Promise<readonly string[]> {
  const numbers: string[] = [];
  for (const { agency, target } of PLACES) {
    const wanted = String(RACE.before[agency] + RACE.more);
    const filed = await kit.file({
      agency: agency.toUpperCase(),
      targets: [target],
      wantedDown: wanted,
      wantedUp: wanted,
      subject: `round ${round}`,
    });
    const { number } = filed.request;
    kit.raise('support', number, { kind: 'triaged', impact: 'medium', urgency: 'medium', missing: [] });
    kit.raise('kadis', number, { kind: 'disposed', note: '' });
    kit.raise('kabid', number, { kind: 'examined', missing: [] });
    numbers.push(number);
  }
  return numbers;
}

/** Ends the requests of a round: those that hold nothing first, so that nobody takes what another gives back. */
export function giveUp(kit: DeskKit, numbers: readonly string[]): void {
  const holds = (number: string): number => Number(['approved', 'assessed'].includes(kit.at(number)));
  for (const number of numbers.toSorted((a, b) => holds(a) - holds(b)))
    kit.raise('support', number, { kind: 'cancelled', reason: 'next round' });
}

/** Moves the clock to the instant at which the request's hold has run out, with fresh samples; no loop passes. */
export async function untilLapsed(kit: DeskKit, number: string): Promise<void> {
  const id = kit.ledger.requestByNumber(number)?.request.id;
  const hold = kit.ledger.allocations().find((a) => a.request === id && a.state.at === 'held');
  if (hold?.state.at !== 'held') throw new Error(`${number} holds nothing`);
  feed(kit, kit.clock.now(), hold.state.until);
  await kit.clock.advance(hold.state.until);
}

function feed(kit: DeskKit, from: Moment, until: Moment): void {
  const bits = RACE.busy * 1e6;
  const first = Math.ceil(from / 300_000) * 300_000;
  const starts = Array.from({ length: Math.max(0, Math.floor((until - first) / 300_000)) }, (_, i) =>
    moment(first + i * 300_000),
  );
  kit.samples.import(
    'uplink:isp-a',
    starts.map((start) => ({ start, down: bits, up: bits, dropsDown: 0, dropsUp: 0 })),
  );
}

function mbps(value: number): ReturnType<typeof rate> {
  return rate(value * 1e6, value * 1e6);
}
