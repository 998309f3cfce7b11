import { userInfo } from 'node:os';
import type { Person } from '../../agent/domain/person.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';
import { importFlat } from '../office/flat-traffic.ts';
import { DINKES, DISDIK, type OwnLine } from '../office/own-lines.ts';

/** Each client has an agency and a line of its own. */
const PLACES: readonly OwnLine[] = [
  DINKES,
  DISDIK,
  { id: 'dpmd', queue: 'DPMD', target: '10.62.18.0/24', mbps: 20 },
  { id: 'dishub', queue: 'DISHUB', target: '10.62.17.0/24', mbps: 20 },
];

/** Mbps. Room for one of four: 0.85 · 100 − 70 = 15 measured, and 0.7 · 20 = 14 asked by each. */
export const RACE = {
  capacity: 100,
  busy: 70,
  clients: PLACES.length,
  before: Object.fromEntries(PLACES.map(({ id, mbps }) => [id, mbps])),
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
  return deskKit({ capacity: RACE.capacity, busy: RACE.busy, lines: PLACES, office: { people: [RACER] } });
}

/** One request of each agency, examined and not yet checked. */
export async function contenders(kit: DeskKit, round: number): Promise<readonly string[]> {
  const numbers: string[] = [];
  for (const { queue, target, mbps } of PLACES) {
    const wanted = String(mbps + RACE.more);
    const filed = await kit.file({
      agency: queue,
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
  importFlat(kit.samples, kit.clock.now(), hold.state.until, { 'uplink:isp-a': RACE.busy * 1e6 });
  await kit.clock.advance(hold.state.until);
}
