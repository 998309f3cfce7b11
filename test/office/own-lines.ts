import type { Line } from '../../agent/domain/line.ts';
import type { Moment } from '../../agent/domain/moment.ts';
import type { Books } from '../../agent/ports/ledger.ts';
import { agencyRow, alike, grantRow, lineRow, YEAR_BEGAN } from './sample-rows.ts';

/** A queue that the office owns, in plain figures: the router's table and the books are both made from this. */
export interface OwnLine {
  readonly id: string;
  readonly queue: string;
  readonly target: string;
  /** Mbps, both ways. */
  readonly mbps: number;
}

/** The queue above all lines. */
export const POOL = { id: 'pool', queue: '0.POOL', target: '10.62.0.0/16', mbps: 100 };

/** The two lines of every test office, both on isp-a. */
export const DINKES: OwnLine = { id: 'dinkes', queue: 'DINKES', target: '10.62.20.0/24', mbps: 30 };
export const DISDIK: OwnLine = { id: 'disdik', queue: 'DISDIK', target: '10.62.19.0/24', mbps: 20 };

/** Puts an agency, its line and its grant into the books, all of the line's id. */
export function putOwnLine(
  books: Books,
  { id, queue, target, mbps }: OwnLine,
  since: Moment = YEAR_BEGAN,
  change: Partial<Line> = {},
): void {
  books.putAgency(agencyRow(id, { code: queue }));
  books.putLine(lineRow(id, { queue, targets: [target], ...change }));
  books.allocate(grantRow(id, alike(mbps), {}, since));
}

/** Audits that base data were laid: a record without an entry is refused. */
export function enterBaseData(books: Books, at: Moment = YEAR_BEGAN): void {
  books.enter({ at, actor: { kind: 'agent' }, act: 'test/base-data', request: null, facts: {} });
}
