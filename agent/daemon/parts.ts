import type { Office, Pace, RouterPlan } from '../domain/office.ts';
import type { Clock } from '../ports/clock.ts';
import type { Helpdesk } from '../ports/helpdesk.ts';
import type { Host } from '../ports/host.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import type { Meter } from '../ports/meter.ts';
import type { Printer } from '../ports/printer.ts';
import type { Router } from '../ports/router.ts';
import type { Samples } from '../ports/samples.ts';

/**
 * Everything that a daemon needs, already opened. `agent/compose.ts` makes it from settings; tests use fakes, the lab a
 * clock that tests set.
 */
export interface Parts {
  readonly version: string;
  readonly office: Office;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly log: Log;
  readonly host: Host;
  readonly ledger: Ledger;
  readonly samples: Samples;
  readonly helpdesk: Helpdesk;
  readonly printer: Printer;
  readonly routers: readonly { readonly plan: RouterPlan; readonly router: Router; readonly meter: Meter }[];
  readonly socket: { readonly path: string; readonly mode: 0o660 | 0o666 };
}
