import { momentOf } from '../../agent/domain/moment.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { observedAs } from '../fakes/memory-router.ts';
import { type DeskKit, deskKit, type DeskKitOptions } from './desk-kit.ts';
import { DINKES, DISDIK, enterBaseData } from './own-lines.ts';
import { alike, YEAR_BEGAN } from './sample-rows.ts';

export interface OwnGroupOptions {
  /** Comment of the group's queue; our mark when left out. */
  readonly mark?: string;
  readonly extras?: ObservedQueue['extras'];
  readonly router?: DeskKitOptions['router'];
}

/** A second line of DINKES, 10 Mbps, below the same group. */
export const PUSKESMAS = { id: 'puskesmas', queue: 'PUSKESMAS', target: '10.62.21.0/24', mbps: 10 };

/**
 * An office in which DINKES has a parent queue of its own, G-DINKES with 30 Mbps, below the pool of 100, and two lines
 * below it.
 */
export async function ownGroupKit(options: OwnGroupOptions = {}): Promise<DeskKit> {
  const { mark = 'bwagent:g-dinkes', extras = {}, router = {} } = options;
  const targets = [DINKES.target, PUSKESMAS.target];
  const kit = deskKit({ busy: 10, lines: [DINKES, DISDIK, PUSKESMAS], router });
  kit.router.hand((rows) => {
    const group = {
      ...observedAs({ name: 'G-DINKES', targets, maxLimit: alike(30) }),
      comment: mark,
      extras,
      parent: '0.POOL',
    };
    const isBelow = (name: string): boolean => name === DINKES.queue || name === PUSKESMAS.queue;
    const moved = rows.map((row) => (isBelow(row.name) ? { ...row, parent: 'G-DINKES' } : row));
    return [...moved.slice(0, 1), group, ...moved.slice(1)].map((row, position) => ({ ...row, position }));
  });
  kit.ledger.record((books) => {
    const line = books.line(DINKES.id)!;
    books.putPool({ id: 'g-dinkes', router: 'core', queue: 'G-DINKES', parent: '0.POOL', targets, path: line.path });
    books.putPoolLimit({ pool: 'g-dinkes', from: YEAR_BEGAN, rate: alike(30) });
    books.putLine({ ...line, parent: 'G-DINKES' });
    books.putLine({ ...books.line(PUSKESMAS.id)!, agency: line.agency, parent: 'G-DINKES' });
    enterBaseData(books, kit.clock.now());
  });
  await kit.work();
  return kit;
}

/** A ticket's wish for this many Mbps in both directions. */
export function asks(megabits: number) {
  return { wantedDown: String(megabits), wantedUp: String(megabits) };
}

/** Every write to the router, oldest first: `G-DINKES 50`. */
export function writtenOn(kit: DeskKit): readonly string[] {
  return kit.router.writes.map((change) =>
    'want' in change ? `${change.want.name} ${change.want.maxLimit.down / 1e6}` : change.kind,
  );
}

/** Limits of the group by the ledger: since when by the office's clock, and Mbps. */
export function groupLimits(kit: DeskKit): readonly (readonly [since: string, megabits: number])[] {
  const zone = momentOf('1970-01-01T00:00:00+00:00') - momentOf('1970-01-01T00:00:00+07:00');
  return kit.ledger
    .poolLimits()
    .filter(({ pool }) => pool === 'g-dinkes')
    .map(({ from, rate }) => [new Date(from + zone).toISOString().slice(0, 16), rate.down / 1e6]);
}
