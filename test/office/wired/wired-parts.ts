import { join } from 'node:path';
import { openSqliteLedger } from '../../../adapters/ledger/sqlite/sqlite-ledger.ts';
import type { Desk } from '../../../agent/desk/act/desk.ts';
import type { Clock } from '../../../agent/ports/clock.ts';
import { span } from '../../../agent/domain/moment.ts';
import type { RouterPlan } from '../../../agent/domain/office.ts';
import { Secret } from '../../../agent/domain/secret.ts';
import type { Loop } from '../../../agent/loops/loop.ts';
import { provisionLoop } from '../../../agent/loops/provision.ts';
import type { Ledger } from '../../../agent/ports/ledger.ts';
import type { Router } from '../../../agent/ports/router.ts';
import { labRouterAdapter } from '../../contract/lab-router.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { LAB_USERS } from '../../lab/router/lab-router-facts.ts';
import type { Lab } from '../../lab/open-lab.ts';
import { DayCache } from '../../../agent/assessment/day-cache.ts';

const PERIOD = span(300_000);

/** What a daemon opens when it starts, and what is gone when it dies: adapter, ledger, desk and provision loop. */
export interface WiredParts {
  readonly router: Router;
  readonly ledger: Ledger;
  readonly desk: Desk;
  readonly loop: Loop;
}

export interface PartsNeeds {
  /** Where ledger.db is. */
  readonly folder: string;
  readonly lab: Lab;
  /** Of a proxy, where there is one. */
  readonly port: number | undefined;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly plan: RouterPlan;
  readonly deadlineMs: number;
  readonly readOnly: boolean;
  /** The router that the settings name, whoever answers when a daemon starts. */
  readonly identity: string;
  /** What is put around the adapter. */
  readonly around: (router: Router) => Router;
}

export function openWiredParts(needs: PartsNeeds): WiredParts {
  const { lab, port, clock, plan } = needs;
  const ledger = openSqliteLedger({ file: join(needs.folder, 'ledger.db') });
  const user = LAB_USERS[needs.readOnly ? 1 : 0]!;
  const router = needs.around(
    labRouterAdapter(lab, {
      user: user.name,
      password: new Secret(user.password),
      deadlineMs: needs.deadlineMs,
      identity: needs.identity,
      ...(port === undefined ? {} : { port }),
    }),
  );
  const desk: Desk = {
    ...needs.desk,
    office: { ...needs.desk.office, routers: [plan] },
    cache: new DayCache(),
    ledger,
    clock,
    words: (_, change) => router.words(change),
  };
  return { router, ledger, desk, loop: provisionLoop(desk, router, plan, quietLog(), PERIOD) };
}
