import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { steadyClock } from '../adapters/clock/system/steady-clock.ts';
import { systemClock } from '../adapters/clock/system/system-clock.ts';
import { openEmbeddedHelpdesk } from '../adapters/helpdesk/embedded/embedded-helpdesk.ts';
import { embeddedOptions } from '../adapters/helpdesk/embedded/embedded-options.ts';
import { openLinuxHost } from '../adapters/host/linux/linux-host.ts';
import { openSqliteLedger } from '../adapters/ledger/sqlite/sqlite-ledger.ts';
import { openSnmpMeter } from '../adapters/meter/snmp/snmp-meter.ts';
import { snmpOptions } from '../adapters/meter/snmp/snmp-options.ts';
import { openFolderPrinter } from '../adapters/printer/folder/folder-printer.ts';
import { dryRun } from '../adapters/router/dry-run/dry-run-router.ts';
import { routerOsOptions, surveyOptions } from '../adapters/router/routeros/routeros-options.ts';
import { openRouterOs } from '../adapters/router/routeros/routeros-router.ts';
import { surveyRouterOs } from '../adapters/router/routeros/routeros-survey.ts';
import { openSqliteSamples } from '../adapters/samples/sqlite/sqlite-samples.ts';
import type { Parts } from './daemon/parts.ts';
import { pinoLog } from './daemon/pino-log.ts';
import { Fault } from './domain/fault.ts';
import { at, dayOf, nextDay, type Zone } from './domain/zone.ts';
import { packageVersion } from './package-root.ts';
import type { Clock } from './ports/clock.ts';
import type { HelpdeskDeps } from './ports/helpdesk.ts';
import type { Ledger } from './ports/ledger.ts';
import type { Log } from './ports/log.ts';
import type { Peer } from './ports/peer.ts';
import type { RouterDeps } from './ports/router.ts';
import type { RouterSurvey } from './ports/survey.ts';
import { kind, type Kinds, routerKind } from './settings/kinds.ts';
import type { Settings } from './settings/settings.ts';

/**
 * Every kind of adapter, by port: the schema of its block and the function that opens it. To add a kind, add its folder
 * and one line here (adapters/README.md).
 */
export const KINDS = {
  router: {
    routeros: routerKind({
      options: routerOsOptions,
      open: openRouterOs,
      survey: { options: surveyOptions, open: surveyRouterOs },
    }),
  },
  meter: { snmp: kind({ options: snmpOptions, open: openSnmpMeter }) },
  helpdesk: { embedded: kind({ options: embeddedOptions, open: openEmbeddedHelpdesk }) },
} satisfies Kinds;

/**
 * Makes the peers that `doctor` asks without ledger and daemon: routers, meters and host. Nothing is connected before
 * it is asked.
 */
export function openPeers(settings: Settings, log: Log, clock: Clock = systemClock()): readonly Peer[] {
  return [
    ...openRouters(settings, log, clock).flatMap(({ router, meter }) => [router, meter]),
    openLinuxHost({ stateDir: settings.stateDir }),
  ];
}

/**
 * Reads a router once that no configuration names yet, for `bwagent init`. Writes nothing. `wire` is the block that the
 * YAML would have, without the expected identity of the router. Throws Fault `settings/invalid` for a wrong block or a
 * kind that cannot be surveyed, and what opening a router throws.
 */
export async function survey(wire: Wire, deps: RouterDeps): Promise<RouterSurvey> {
  const { kind: name, ...block } = wire;
  const kinds: Kinds['router'] = KINDS.router;
  const read = kinds[name]?.survey?.(block) ?? { problems: [{ path: ['kind'], what: 'cannot be surveyed' }] };
  if ('open' in read) return await read.open(deps);
  const problems = read.problems.map(({ path, what }) => `${path.join('.')}: ${what}`);
  throw new Fault('settings/invalid', { file: 'init', count: problems.length, problems: problems.join('\n') });
}

/** A router's wire before the configuration exists: the kind, and the block of that kind. */
interface Wire {
  readonly kind: string;
  readonly [key: string]: unknown;
}

/**
 * Opens everything that a daemon needs. Locks and migrates the ledger; contacts no router, meter or helpdesk yet.
 * Throws Fault `ledger/…`.
 */
export function openParts(
  settings: Settings,
  log: Log = pinoLog(settings.log),
  clock: Clock = steadyClock(systemClock(), log),
): Parts {
  mkdirSync(settings.stateDir, { recursive: true, mode: 0o700 });
  const { zone } = settings.office.calendar;
  const ledger = openSqliteLedger({ file: join(settings.stateDir, 'ledger.db') });
  const samples = openSqliteSamples({
    file: join(settings.stateDir, 'samples.db'),
    day: (moment) => localDay(moment, zone),
  });
  return {
    version: packageVersion(),
    office: settings.office,
    pace: settings.pace,
    clock,
    log,
    host: openLinuxHost({ stateDir: settings.stateDir }),
    ledger,
    samples,
    helpdesk: settings.helpdesk.open({ clock, log: log.with({ part: 'helpdesk' }), agencies: agenciesOf(ledger) }),
    printer: openFolderPrinter(settings.reports),
    routers: openRouters(settings, log, clock),
    socket: settings.socket,
  };
}

function openRouters(settings: Settings, log: Log, clock: Clock): Parts['routers'] {
  return settings.routers.map(({ plan, wire, meter }) => {
    const deps = { name: plan.name, log: log.with({ router: plan.name }) };
    const router = wire.open(deps);
    return {
      plan,
      router: plan.dryRun ? dryRun(router) : router,
      meter: meter.open({ ...deps, clock }),
    };
  });
}

function agenciesOf(ledger: Ledger): HelpdeskDeps['agencies'] {
  return () => ledger.agencies().map(({ code, name }) => ({ code, name }));
}

function localDay(moment: Parameters<typeof dayOf>[0], zone: Zone) {
  const day = dayOf(moment, zone);
  return { from: at(day, 0, zone), until: at(nextDay(day), 0, zone) };
}
