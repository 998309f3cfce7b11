import type { Desk } from '../desk/act/desk.ts';
import { HOUR } from '../domain/moment.ts';
import { noteTurned } from '../desk/base-data/note-turned.ts';
import { assessLoop } from '../loops/assess.ts';
import { columnsLoop } from '../loops/columns.ts';
import { expireLoop } from '../loops/expire.ts';
import { intakeLoop } from '../loops/intake.ts';
import type { Loop } from '../loops/loop.ts';
import { measureLoop } from '../loops/measure.ts';
import { provisionLoop } from '../loops/provision.ts';
import { pruneLoop } from '../loops/prune.ts';
import { publishLoop } from '../loops/publish.ts';
import { reportLoop } from '../loops/report.ts';
import { knownLimits } from '../views/known-limits.ts';
import type { Parts } from './parts.ts';
import { pointsOf } from './points.ts';

/**
 * Makes every loop of the daemon. Each router has a measure and a provision loop of its own, so that one unreachable
 * router delays no other.
 */
export function loopsOf(parts: Parts, desk: Desk): readonly Loop[] {
  const { pace, log, helpdesk, samples, office, ledger, clock, printer } = parts;
  const ofRouters = parts.routers.flatMap(({ plan, router, meter }) => [
    measureLoop({
      name: plan.name,
      meter,
      samples,
      clock,
      log: log.with({ loop: 'measure', router: plan.name }),
      every: pace.measure,
      points: () => pointsOf(office, ledger, plan.name, samples.columns(plan.name)?.bytesIn),
      limits: () => knownLimits(office, ledger, plan.name, clock.now()),
      turning: (turn) => noteTurned(desk, turn),
    }),
    ...(meter.queueBytesIn === undefined
      ? []
      : [
          columnsLoop({
            name: plan.name,
            router,
            meter,
            ledger,
            samples,
            clock,
            log: log.with({ loop: 'columns', router: plan.name }),
            breaker: { opensAfter: 3, refusal: 'router/refused-login', refusalWait: plan.loginRetry },
            provision: pace.provision,
            points: () => pointsOf(office, ledger, plan.name, samples.columns(plan.name)?.bytesIn),
          }),
        ]),
    provisionLoop(desk, router, plan, log.with({ loop: 'provision', router: plan.name }), pace.provision),
  ]);
  return [
    ...ofRouters,
    intakeLoop(desk, helpdesk, pace.intake),
    assessLoop(desk, pace.assess),
    publishLoop(desk, helpdesk, log.with({ loop: 'publish' }), pace.publish),
    expireLoop(desk, pace.expire),
    reportLoop(desk, printer, HOUR),
    pruneLoop(samples, clock, HOUR),
  ];
}
