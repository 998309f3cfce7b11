import { join } from 'node:path';
import { systemClock } from '../../adapters/clock/system/system-clock.ts';
import { openSqliteLedger } from '../../adapters/ledger/sqlite/sqlite-ledger.ts';
import { openSqliteSamples } from '../../adapters/samples/sqlite/sqlite-samples.ts';
import type { Desk } from '../../agent/desk/act/desk.ts';
import { type Moment, span } from '../../agent/domain/moment.ts';
import type { Office, RouterPlan } from '../../agent/domain/office.ts';
import { AGENT } from '../../agent/domain/person.ts';
import { rate } from '../../agent/domain/rate.ts';
import { zone } from '../../agent/domain/zone.ts';
import { provisionLoop } from '../../agent/loops/provision.ts';
import type { Ledger } from '../../agent/ports/ledger.ts';
import type { Router } from '../../agent/ports/router.ts';
import { DayCache } from '../../agent/assessment/day-cache.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { lineWords } from './replay-table.ts';
import { replayedRouter } from './replayed-router.ts';
import { officeOf, routerPlan } from '../office/office-plan.ts';
import { agencyRow, grantRow, lineRow, planRow } from '../office/sample-rows.ts';

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
  const plan = unbounded();
  const desk: Desk = {
    ledger,
    samples,
    office: passOffice(plan),
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
          books.planChange(planRow(owner, { dueAt: at }));
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

function unbounded(): RouterPlan {
  return routerPlan({ management: [], writesPerHour: 100_000, massDrift: 1_000 });
}

function passOffice(plan: RouterPlan): Office {
  return officeOf({
    calendar: {
      zone: zone('Asia/Pontianak'),
      normal: [[], [], [], [], [], [], []],
      ramadan: [[], [], [], [], [], [], []],
      ramadanPeriods: [],
      holidays: new Map(),
      lastYear: 2026,
    },
    routers: [plan],
  });
}

function fill(ledger: Ledger, lines: number, at: Moment): void {
  const path = { kind: 'pinned', uplink: 'isp-a' } as const;
  const pool = { id: 'pool-opd', router: ROUTER, queue: 'POOL-OPD', parent: null, targets: ['10.0.0.0/8'], path };
  ledger.record((books) => {
    books.putPool(pool);
    books.putPoolLimit({ pool: pool.id, from: at, rate: rate(9_000_000_000, 9_000_000_000) });
    for (let i = 0; i < lines; i += 1) {
      const { name, target, mark } = lineWords(i);
      books.putAgency(agencyRow(mark, { code: name, name }));
      books.putLine(lineRow(mark, { queue: name, targets: [target], parent: pool.queue, path }));
      books.allocate(grantRow(mark, rate(20_000_000, 10_000_000), {}, at));
    }
    books.enter({ at, actor: AGENT, act: 'bench/base-data', request: null, facts: { lines } });
  });
}
