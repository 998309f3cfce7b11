import { join } from 'node:path';
import { systemClock } from '../../adapters/clock/system/system-clock.ts';
import { openSqliteLedger } from '../../adapters/ledger/sqlite/sqlite-ledger.ts';
import { openSqliteSamples } from '../../adapters/samples/sqlite/sqlite-samples.ts';
import type { Desk } from '../../agent/desk/act/desk.ts';
import { REPORT_ONLY } from '../../agent/domain/drift-plan.ts';
import { type Moment, span } from '../../agent/domain/moment.ts';
import type { Office, RouterPlan } from '../../agent/domain/office.ts';
import { AGENT } from '../../agent/domain/person.ts';
import { DEFAULT_POLICY } from '../../agent/domain/policy.ts';
import { NO_RATE, rate } from '../../agent/domain/rate.ts';
import { zone } from '../../agent/domain/zone.ts';
import { provisionLoop } from '../../agent/loops/provision.ts';
import type { Ledger } from '../../agent/ports/ledger.ts';
import type { Router } from '../../agent/ports/router.ts';
import { DayCache } from '../../agent/assessment/day-cache.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { lineWords } from './replay-table.ts';
import { replayedRouter } from './replayed-router.ts';
import { PLAIN_PROFILE } from '../office/plain-profile.ts';

/** An office whose ledger owns every queue of the replayed router, with the product's own provision loop. */
export interface PassOffice {
  readonly ledger: Ledger;
  readonly router: Router;
  pass(): Promise<void>;
  /** Orders the queues of these owners back to what the ledger says. */
  restore(owners: readonly string[]): void;
  close(): Promise<void>;
}

const ROUTER = 'core';

/**
 * Base data of `lines` lines below one pool, in a new ledger in the folder. A process of its own does it, as a daemon
 * finds it done.
 */
export function foundOffice(folder: string, lines: number): void {
  const ledger = openSqliteLedger({ file: join(folder, 'ledger.db') });
  fill(ledger, lines, systemClock().now());
  ledger.close();
}

export function openPassOffice(folder: string, port: number): PassOffice {
  const clock = systemClock();
  const ledger = openSqliteLedger({ file: join(folder, 'ledger.db') });
  const samples = openSqliteSamples({ file: join(folder, 'samples.db') });
  const router = replayedRouter(port);
  const plan = routerPlan();
  const desk: Desk = {
    ledger,
    samples,
    office: officeOf(plan),
    cache: new DayCache(),
    clock,
    words: (_, change) => router.words(change),
  };
  const loop = provisionLoop(desk, router, plan, quietLog(), span(60_000));
  return {
    ledger,
    router,
    pass: async () => void (await loop.pass()),
    restore(owners) {
      ledger.record((books) => {
        const at = clock.now();
        for (const owner of owners) {
          books.planChange({ router: ROUTER, owner, purpose: 'restore', request: null, dueAt: at, seen: null });
        }
        books.enter({ at, actor: AGENT, act: 'drift/restore', request: null, facts: { count: owners.length } });
      });
    },
    async close() {
      await router.close();
      samples.close();
      ledger.close();
    },
  };
}

function routerPlan(): RouterPlan {
  return {
    name: ROUTER,
    mode: 'apply',
    dryRun: false,
    management: [],
    wordsPerOp: 4,
    writesPerHour: 100_000,
    movedPerHour: null,
    secondApproverAbove: null,
    loginRetry: span(1_800_000),
    quiet: span(15_000),
    freezes: [],
    massDrift: 1_000,
    drift: REPORT_ONLY,
  };
}

function officeOf(plan: RouterPlan): Office {
  return {
    profile: PLAIN_PROFILE,
    policy: DEFAULT_POLICY,
    calendar: {
      zone: zone('Asia/Pontianak'),
      normal: [[], [], [], [], [], [], []],
      ramadan: [[], [], [], [], [], [], []],
      ramadanPeriods: [],
      holidays: new Map(),
      lastYear: 2026,
    },
    uplinks: [{ id: 'isp-a', name: 'ISP-A', router: ROUTER, interface: 'ether1' }],
    routers: [plan],
    people: [],
    language: 'id',
  };
}

function fill(ledger: Ledger, lines: number, at: Moment): void {
  const path = { kind: 'pinned', uplink: 'isp-a' } as const;
  const pool = { id: 'pool-opd', router: ROUTER, queue: 'POOL-OPD', targets: ['10.0.0.0/8'], path };
  ledger.record((books) => {
    books.putPool(pool);
    books.putPoolLimit({ pool: pool.id, from: at, rate: rate(9_000_000_000, 9_000_000_000) });
    for (let i = 0; i < lines; i += 1) {
      const { name, target, mark } = lineWords(i);
      books.putAgency({ id: mark, code: name, name, kind: 'opd', location: '', managed: true });
      books.putLine({
        id: mark,
        agency: mark,
        router: ROUTER,
        queue: name,
        targets: [target],
        parent: pool.queue,
        service: 'shared',
        path,
      });
      books.allocate({
        line: mark,
        request: null,
        rate: rate(20_000_000, 10_000_000),
        limitAt: NO_RATE,
        window: null,
        state: { at: 'granted', since: at },
        appliedAt: at,
        returnedAt: null,
      });
    }
    books.enter({ at, actor: AGENT, act: 'bench/base-data', request: null, facts: { lines } });
  });
}
