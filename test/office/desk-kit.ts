import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteLedger } from '../../adapters/ledger/sqlite/sqlite-ledger.ts';
import { openSqliteSamples } from '../../adapters/samples/sqlite/sqlite-samples.ts';
import type { Desk } from '../../agent/desk/act/desk.ts';
import { dispatch } from '../../agent/desk/dispatch.ts';
import type { BodyOf, DoneOf, OrderName, RaisedEvent } from '../../agent/desk/act/order.ts';
import { after, MINUTE, momentOf, span } from '../../agent/domain/moment.ts';
import type { Office } from '../../agent/domain/office.ts';
import type { Person } from '../../agent/domain/person.ts';
import { assessLoop } from '../../agent/loops/assess.ts';
import { expireLoop } from '../../agent/loops/expire.ts';
import { intakeLoop } from '../../agent/loops/intake.ts';
import type { Loop } from '../../agent/loops/loop.ts';
import { provisionLoop } from '../../agent/loops/provision.ts';
import { publishLoop } from '../../agent/loops/publish.ts';
import type { RequestRecord, Ledger } from '../../agent/ports/ledger.ts';
import type { Samples } from '../../agent/ports/samples.ts';
import type { Ticket, TicketReply } from '../../agent/ticket/ticket.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { DayCache } from '../../agent/assessment/day-cache.ts';
import { type MemoryRouter, memoryRouter, observedAs } from '../fakes/memory-router.ts';
import { MemoryHelpdesk } from '../fakes/memory-helpdesk.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { type SetClock, setClock } from '../fakes/set-clock.ts';
import { importFlat } from './flat-traffic.ts';
import { MEMORY } from './memory-folder.ts';
import { officeCalendar } from './office-calendar.ts';
import { officeOf, PEOPLE, routerPlan, SOP_PROFILE } from './office-plan.ts';
import { DINKES, DISDIK, enterBaseData, type OwnLine, POOL, putOwnLine } from './own-lines.ts';
import { agencyRow, alike, contractRow, lineRow, YEAR_BEGAN } from './sample-rows.ts';
import { LEFT_EMPTY } from '../ticket/ticket-samples.ts';

/** A desk over real SQLite files in a folder of its own, with a router in memory. */
export interface DeskKit {
  /** Where ledger.db and samples.db are; gone after `close`. */
  readonly folder: string;
  readonly desk: Desk;
  readonly ledger: Ledger;
  readonly samples: Samples;
  readonly clock: SetClock;
  readonly router: MemoryRouter;
  readonly helpdesk: MemoryHelpdesk;
  readonly office: Office;
  /** Every loop that works on the ledger, in the order in which `work` lets them pass. */
  readonly loops: readonly Loop[];
  as<N extends OrderName>(person: string, name: N, body: BodyOf<N>): DoneOf<N>;
  raise(person: string, number: string, event: RaisedEvent): string;
  file(ticket?: Partial<Omit<Ticket, 'id' | 'revision'>>): Promise<RequestRecord>;
  reply(number: string, reply: TicketReply): Promise<void>;
  at(number: string): string;
  /** Lets every loop pass until nothing changes. */
  work(): Promise<void>;
  /** Moves the clock and keeps the samples fresh, as the measuring loop would. */
  later(minutes: number): Promise<void>;
  close(): void;
}

export interface DeskKitOptions {
  /** Mbps that the one uplink carries. */
  readonly busy?: number;
  readonly capacity?: number;
  /** What the office owns on the router and in the books; DINKES and DISDIK when left out. */
  readonly lines?: readonly OwnLine[];
  readonly office?: Partial<Office>;
  readonly router?: Partial<Office['routers'][number]>;
}

const START = momentOf('2026-05-04T08:00:00+07:00');
const HISTORY = momentOf('2026-04-06T00:00:00+07:00');

export function deskKit(options: DeskKitOptions = {}): DeskKit {
  const folder = mkdtempSync(join(MEMORY, 'desk-'));
  const clock = setClock(START);
  const ledger = openSqliteLedger({ file: join(folder, 'ledger.db') });
  const busy = (options.busy ?? 40) * 1e6;
  copyFileSync(pastOf(busy), join(folder, 'samples.db'));
  const samples = openSqliteSamples({ file: join(folder, 'samples.db') });
  const office = deskOffice(options);
  const lines = options.lines ?? [DINKES, DISDIK];
  const router = memoryRouter({ name: 'core', identity: 'CORE', queues: queues(lines) });
  const helpdesk = new MemoryHelpdesk(clock);
  const desk: Desk = {
    ledger,
    samples,
    office,
    cache: new DayCache(),
    clock,
    words: (_router, change) => router.words(change),
  };
  baseData(ledger, options.capacity ?? POOL.mbps, lines);
  const intake = intakeLoop(desk, helpdesk, span(15_000));
  const loops = [
    intake,
    provisionLoop(desk, router, office.routers[0]!, quietLog(), span(300_000)),
    assessLoop(desk, span(300_000)),
    publishLoop(desk, helpdesk, quietLog(), span(15_000)),
    expireLoop(desk, span(60_000)),
  ];
  const kit: DeskKit = {
    folder,
    desk,
    ledger,
    samples,
    clock,
    router,
    helpdesk,
    office,
    loops,
    as: (person, name, body) => dispatch(desk, name, body, personOf(office, person), 1000),
    raise: (person, number, event) => kit.as(person, 'raise', { number, event, paper: null }).stage,
    async file(ticket = {}) {
      const id = helpdesk.agencyFiles({ ...ASKED, ...ticket });
      await intake.pass();
      return ledger.requestsOfTicket(id)[0]!;
    },
    async reply(number, reply) {
      helpdesk.agencyReplies(ledger.requestByNumber(number)!.request.ticketId, reply);
      await intake.pass();
    },
    at: (number) => ledger.requestByNumber(number)!.stage.at,
    async work() {
      for (let turn = 0; turn < 12; turn += 1) for (const loop of loops) await loop.pass();
    },
    async later(minutes) {
      const from = clock.now();
      const to = after(from, span(minutes * MINUTE));
      importFlat(samples, from, to, traffic(busy));
      await clock.advance(to);
      await kit.work();
    },
    close() {
      samples.close();
      ledger.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return kit;
}

/** One of the office's people, or of the usual ones where a test gives the office others; null: nobody of that id. */
function personOf(office: Office, id: string): Person | null {
  return [...office.people, ...PEOPLE].find((p) => p.id === id) ?? null;
}

function deskOffice({ office, router }: DeskKitOptions): Office {
  return officeOf({
    profile: SOP_PROFILE,
    calendar: officeCalendar(),
    routers: [routerPlan(router)],
    people: PEOPLE,
    ...office,
  });
}

/** The pool's queue without our mark, and below it each line's own. */
function queues(lines: readonly OwnLine[]): readonly ObservedQueue[] {
  const shape = ({ queue, target, mbps }: OwnLine, position: number) => ({
    ...observedAs({ name: queue, targets: [target], maxLimit: alike(mbps) }),
    position,
  });
  return [
    shape(POOL, 0),
    ...lines.map((line, i) => ({ ...shape(line, i + 1), parent: POOL.queue, comment: `bwagent:${line.id}` })),
  ];
}

function baseData(ledger: Ledger, capacity: number, lines: readonly OwnLine[]): void {
  const { path } = lineRow('');
  ledger.record((books) => {
    books.putAgency(agencyRow('kec-marikit', { managed: false }));
    books.putPool({ id: POOL.id, router: 'core', queue: POOL.queue, parent: null, targets: [POOL.target], path });
    books.putPoolLimit({ pool: POOL.id, from: YEAR_BEGAN, rate: alike(capacity) });
    books.putContract(contractRow('isp-a', alike(capacity)));
    for (const line of lines) putOwnLine(books, line);
    enterBaseData(books, START);
  });
}

/** `busy` bit/s on the uplink, and 95 % of their limits on DINKES and DISDIK, so that their need is proven. */
function traffic(busy: number): Parameters<typeof importFlat>[3] {
  return { 'uplink:isp-a': busy, 'line:dinkes': 28.5e6, 'line:disdik': 19e6 };
}

/** Files with four weeks of traffic, by its bit/s: made once in a process, copied for each kit. */
const pasts = new Map<number, string>();

function pastOf(busy: number): string {
  const known = pasts.get(busy);
  if (known !== undefined) return known;
  const folder = mkdtempSync(join(MEMORY, 'desk-past-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'samples.db');
  const samples = openSqliteSamples({ file });
  importFlat(samples, HISTORY, START, traffic(busy));
  samples.close();
  pasts.set(busy, file);
  return file;
}

/** A clear permanent request of DINKES from 30 to 40 Mbps. */
const ASKED: Required<Omit<Ticket, 'id' | 'revision' | 'openedAt'>> = {
  ...LEFT_EMPTY,
  kind: 'request',
  channel: 'helpdesk',
  agency: 'DINKES',
  subject: 'Penambahan bandwidth',
  body: 'Antrean jenuh.',
  wantedDown: '40',
  wantedUp: '40',
  meaning: 'total',
  duration: 'permanent',
  windowFrom: '',
  windowUntil: '',
  targets: ['10.62.20.0/24'],
  documents: ['letter', 'technical-data', 'justification'],
  letterNumber: '005/1/2026',
  letterDate: '2026-05-04',
  recordedBy: null,
};

export const PAPER = { role: 'division-head', document: '555/1/2026', date: '2026-05-04', file: null } as const;
