import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteLedger } from '../../adapters/ledger/sqlite/sqlite-ledger.ts';
import { openSqliteSamples } from '../../adapters/samples/sqlite/sqlite-samples.ts';
import type { Desk } from '../../agent/desk/act/desk.ts';
import { dispatch } from '../../agent/desk/dispatch.ts';
import type { BodyOf, DoneOf, OrderName, RaisedEvent } from '../../agent/desk/act/order.ts';
import { REPORT_ONLY } from '../../agent/domain/drift-plan.ts';
import { after, MINUTE, type Moment, momentOf, span } from '../../agent/domain/moment.ts';
import type { Office } from '../../agent/domain/office.ts';
import type { Person } from '../../agent/domain/person.ts';
import { DEFAULT_POLICY } from '../../agent/domain/policy.ts';
import { NO_RATE, rate } from '../../agent/domain/rate.ts';
import { assessLoop } from '../../agent/loops/assess.ts';
import { expireLoop } from '../../agent/loops/expire.ts';
import { intakeLoop } from '../../agent/loops/intake.ts';
import type { Loop } from '../../agent/loops/loop.ts';
import { provisionLoop } from '../../agent/loops/provision.ts';
import { publishLoop } from '../../agent/loops/publish.ts';
import type { RequestRecord, Ledger } from '../../agent/ports/ledger.ts';
import type { Samples } from '../../agent/ports/samples.ts';
import type { Ticket, TicketReply } from '../../agent/ticket/ticket.ts';
import { DayCache } from '../../agent/assessment/day-cache.ts';
import { officeCalendar } from './office-calendar.ts';
import { type MemoryRouter, memoryRouter, observedAs } from '../fakes/memory-router.ts';
import { MemoryHelpdesk } from '../fakes/memory-helpdesk.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { type SetClock, setClock } from '../fakes/set-clock.ts';

/** People of the test office; each role one person, and one who records for officials. */
export const PEOPLE: readonly Person[] = [
  { id: 'kadis', user: 'kadis', roles: ['department-head'] },
  { id: 'kabid', user: 'kabid', roles: ['division-head'] },
  { id: 'prakom', user: 'prakom', roles: ['computer-specialist'] },
  { id: 'support', user: 'support', roles: ['technical-support'] },
];

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
  /** Mbps that the one uplink carries in working hours. */
  readonly busy?: number;
  readonly capacity?: number;
  readonly office?: Partial<Office>;
  readonly router?: Partial<Office['routers'][number]>;
}

const START = momentOf('2026-05-04T08:00:00+07:00');
const HISTORY = momentOf('2026-04-06T00:00:00+07:00');

export function deskKit(options: DeskKitOptions = {}): DeskKit {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  const clock = setClock(START);
  const ledger = openSqliteLedger({ file: join(folder, 'ledger.db') });
  const samples = openSqliteSamples({ file: join(folder, 'samples.db') });
  const office = officeOf(options);
  const router = memoryRouter({ name: 'core', identity: 'CORE', queues: queues() });
  const helpdesk = new MemoryHelpdesk(clock);
  const desk: Desk = {
    ledger,
    samples,
    office,
    cache: new DayCache(),
    clock,
    words: (_router, change) => router.words(change),
  };
  const busy = (options.busy ?? 40) * 1e6;
  feed(samples, HISTORY, START, busy);
  baseData(ledger, options.capacity ?? 100);
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
    as: (person, name, body) => dispatch(desk, name, body, PEOPLE.find((p) => p.id === person) ?? null, 1000),
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
      feed(samples, from, to, busy);
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

function officeOf({ office, router }: DeskKitOptions): Office {
  return {
    profile: {
      office: 'Kantor uji',
      disposition: 'always',
      delegatedUpTo: null,
      headAbove: null,
      required: ['letter', 'technical-data', 'justification'],
      duties: 'separate',
      numbering: { request: { prefix: 'BW', first: 41 }, incident: { prefix: 'IN', first: 17 } },
      helpdeskUrl: 'http://helpdesk.example',
    },
    policy: DEFAULT_POLICY,
    calendar: officeCalendar(),
    uplinks: [{ id: 'isp-a', name: 'ISP-A', router: 'core', interface: 'ether1' }],
    routers: [
      {
        name: 'core',
        mode: 'apply',
        dryRun: false,
        management: ['10.99.0.0/16'],
        wordsPerOp: 4,
        writesPerHour: 100,
        movedPerHour: null,
        secondApproverAbove: null,
        loginRetry: span(30 * MINUTE),
        quiet: span(15_000),
        freezes: [],
        massDrift: 3,
        drift: REPORT_ONLY,
        ...router,
      },
    ],
    people: PEOPLE,
    language: 'id',
    ...office,
  };
}

function queues() {
  const shape = (
    name: string,
    targets: readonly string[],
    limit: number,
    position: number,
    parent: string | null = '0.POOL',
  ) => observedAs({ name, targets, parent, maxLimit: rate(limit * 1e6, limit * 1e6), limitAt: NO_RATE, position });
  return [
    shape('0.POOL', ['10.62.0.0/16'], 100, 0, null),
    { ...shape('DINKES', ['10.62.20.0/24'], 30, 1), comment: 'bwagent:dinkes' },
    { ...shape('DISDIK', ['10.62.19.0/24'], 20, 2), comment: 'bwagent:disdik' },
  ];
}

function baseData(ledger: Ledger, capacity: number): void {
  const from = momentOf('2026-01-01T00:00:00+07:00');
  ledger.record((books) => {
    const agency = (id: string, managed = true) =>
      books.putAgency({ id, code: id.toUpperCase(), name: `Dinas ${id}`, kind: 'opd', location: 'Kasongan', managed });
    for (const id of ['dinkes', 'disdik']) agency(id);
    agency('kec-marikit', false);
    const path = { kind: 'pinned', uplink: 'isp-a' } as const;
    books.putPool({ id: 'pool', router: 'core', queue: '0.POOL', targets: ['10.62.0.0/16'], path });
    books.putPoolLimit({ pool: 'pool', from, rate: rate(capacity * 1e6, capacity * 1e6) });
    books.putContract({
      uplink: 'isp-a',
      from,
      until: null,
      rate: rate(capacity * 1e6, capacity * 1e6),
      document: 'K-1',
    });
    const line = (id: string, target: string, limit: number) => {
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
      const held = rate(limit * 1e6, limit * 1e6);
      books.allocate({
        line: id,
        request: null,
        rate: held,
        limitAt: NO_RATE,
        window: null,
        state: { at: 'granted', since: from },
        appliedAt: from,
        returnedAt: null,
      });
    };
    line('dinkes', '10.62.20.0/24', 30);
    line('disdik', '10.62.19.0/24', 20);
    books.enter({ at: START, actor: { kind: 'agent' }, act: 'test/base-data', request: null, facts: {} });
  });
}

/** Flat traffic: `busy` on the uplink, and 95 % of its limit on DINKES, so that its need is proven. */
function feed(samples: Samples, from: Moment, until: Moment, busy: number): void {
  const first = Math.ceil(from / 300_000) * 300_000;
  const starts = Array.from(
    { length: Math.max(0, Math.floor((until - first) / 300_000)) },
    (_, i) => (first + i * 300_000) as Moment,
  );
  const rows = (bits: number) => starts.map((start) => ({ start, down: bits, up: bits, dropsDown: 0, dropsUp: 0 }));
  samples.import('uplink:isp-a', rows(busy));
  samples.import('line:dinkes', rows(28.5e6));
  samples.import('line:disdik', rows(19e6));
}

/** A clear permanent request of DINKES from 30 to 40 Mbps. */
const ASKED: Omit<Ticket, 'id' | 'revision' | 'openedAt'> = {
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
};

export const PAPER = { role: 'division-head', document: '555/1/2026', date: '2026-05-04', file: null } as const;
