import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openSqliteLedger } from '../../adapters/ledger/sqlite/sqlite-ledger.ts';
import { openSqliteSamples } from '../../adapters/samples/sqlite/sqlite-samples.ts';
import type { Desk } from '../../agent/desk/act/desk.ts';
import { DAY, HOUR, type Moment, moment, type Window } from '../../agent/domain/moment.ts';
import { AGENT } from '../../agent/domain/person.ts';
import { perMille } from '../../agent/domain/rate.ts';
import type { Request } from '../../agent/domain/request.ts';
import { zone } from '../../agent/domain/zone.ts';
import type { Books, Ledger } from '../../agent/ports/ledger.ts';
import type { Samples } from '../../agent/ports/samples.ts';
import { DayCache } from '../../agent/assessment/day-cache.ts';
import { officeOf } from '../office/office-plan.ts';
import { agencyRow, alike, contractRow, grantRow, lineRow, requestRow } from '../office/sample-rows.ts';

/** Monday 4 May 2026, ten in the morning of western Indonesia. */
export const NOW = moment(Date.parse('2026-05-04T10:00+07:00'));
const SINCE = moment(NOW - 35 * DAY);
const UPLINKS = ['isp-a', 'isp-b', 'isp-c', 'isp-d'];
const SLOT = 300_000;
const WORK = [
  { from: 450, until: 720 },
  { from: 780, until: 960 },
];

export interface CheckOffice {
  readonly desk: Desk;
  readonly ledger: Ledger;
  readonly samples: Samples;
}

/**
 * Lines over four uplinks with 35 days of their 5-minute rates, and requests that were examined; in new files in the
 * folder.
 */
export function foundCheckOffice(folder: string, lines: number, requests: number): void {
  foundBooks(folder, lines, requests);
  fillSamples(join(folder, 'samples.db'), lines);
}

/** The same office without samples. */
export function foundBooks(folder: string, lines: number, requests: number): void {
  const ledger = openSqliteLedger({ file: join(folder, 'ledger.db') });
  ledger.record((books) => {
    baseData(books, lines);
    for (let n = 0; n < requests; n += 1)
      books.open(
        requestOf(n, lines),
        { at: 'examined' },
        { at: NOW, event: 'examined', actor: 'kabid', byOffice: true },
      );
    books.enter({ at: NOW, actor: AGENT, act: 'bench/base-data', request: null, facts: { lines, requests } });
  });
  ledger.close();
}

export function openCheckOffice(folder: string): CheckOffice {
  const ledger = openSqliteLedger({ file: join(folder, 'ledger.db') });
  const samples = openSqliteSamples({ file: join(folder, 'samples.db') });
  const clock = { now: () => NOW, monotonic: () => 0, sleep: () => Promise.resolve() };
  return { ledger, samples, desk: { ledger, samples, office: OFFICE, cache: new DayCache(), clock, words: () => [] } };
}

const OFFICE = officeOf({
  calendar: {
    zone: zone('Asia/Pontianak'),
    normal: [[], WORK, WORK, WORK, WORK, WORK, []],
    ramadan: [[], WORK, WORK, WORK, WORK, WORK, []],
    ramadanPeriods: [],
    holidays: new Map(),
    lastYear: 2026,
  },
  uplinks: UPLINKS.map((id) => ({ id, name: id, router: 'core', interface: id })),
  routers: [],
});

/**
 * One line in five is dedicated, one in four balanced over two uplinks; contracts change twice, and twenty temporary
 * grants are to come.
 */
function baseData(books: Books, lines: number): void {
  for (const [n, uplink] of UPLINKS.entries()) {
    books.putContract(contractRow(uplink, alike(600), { from: SINCE }));
    books.putContract(contractRow(uplink, alike(700), { from: moment(NOW + (30 + n) * DAY), document: 'K-2' }));
  }
  books.putShares({ from: SINCE, shares: { 'isp-a': perMille(600), 'isp-b': perMille(400) } });
  for (let n = 0; n < lines; n += 1) {
    const id = `line-${n}`;
    const dedicated = n % 5 === 0;
    const path =
      n % 4 === 0
        ? ({ kind: 'balanced', uplinks: ['isp-a', 'isp-b'] } as const)
        : ({ kind: 'pinned', uplink: UPLINKS[n % 4] ?? '' } as const);
    books.putAgency(agencyRow(id));
    const service = dedicated ? 'dedicated' : 'shared';
    books.putLine(lineRow(id, { queue: id, targets: [`10.0.${n}.0/24`], parent: null, service, path }));
    books.allocate(grantRow(id, alike(4 + (n % 8)), n % 10 === 1 ? { limitAt: alike(2) } : {}, SINCE));
    if (n % 10 === 3) books.allocate(grantRow(id, alike(14), { window: comingWindow(n), appliedAt: null }, SINCE));
  }
}

function comingWindow(n: number): Window {
  const from = moment(NOW + (3 + (n % 17)) * DAY + ((n % 7) - 3) * HOUR);
  return { from, until: moment(from + (4 + (n % 5)) * HOUR) };
}

/** Each of another line and of another size, one in five for a day; the last of them no longer fit. */
function requestOf(n: number, lines: number): Omit<Request, 'id'> {
  const line = `line-${(n * 37) % lines}`;
  return requestRow({
    number: `BW-2026-${String(n + 1).padStart(4, '0')}`,
    ticketId: `t${n}`,
    channel: 'page',
    agency: line,
    line,
    wanted: alike((((n * 37) % lines) % 8) + 5 + ((n * 13) % 20)),
    window: n % 5 === 4 ? comingWindow(n) : null,
    targets: [],
    receivedAt: NOW,
    recordedAt: NOW,
    impact: null,
    urgency: null,
  });
}

/** Rates with the shape of a working day: uplinks up to 300 Mbps, lines up to 8; ends with the interval before now. */
function fillSamples(file: string, lines: number): void {
  const samples = openSqliteSamples({ file });
  const starts = Array.from({ length: (NOW - SINCE) / SLOT }, (_, n) => (SINCE + n * SLOT) as Moment);
  const series = (top: number, seed: number) =>
    starts.map((start, n) => {
      const hour = ((start + 7 * HOUR) % DAY) / HOUR;
      const down = Math.round(
        top * (0.2 + 0.6 * Math.exp(-(((hour - 11) / 4) ** 2)) + 0.2 * (((n * 7919 + seed * 104_729) % 1000) / 1000)),
      );
      return { start, down, up: down >> 1, dropsDown: 0, dropsUp: 0 };
    });
  for (const [n, uplink] of UPLINKS.entries()) samples.import(`uplink:${uplink}`, series(300_000_000, n));
  for (let n = 0; n < lines; n += 1) samples.import(`line:line-${n}`, series(8_000_000, n));
  samples.close();
  const db = new Database(file);
  db.exec(`UPDATE subject SET until = ${NOW}`);
  db.close();
}
