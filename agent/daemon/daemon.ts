import { openLocalServer } from '../api/local-server.ts';
import { type Desk, contextOf } from '../desk/act/desk.ts';
import { dispatch } from '../desk/dispatch.ts';
import type { BodyOf, OrderName } from '../desk/act/order.ts';
import type { Fault } from '../domain/fault.ts';
import { type Runner, runLoop } from '../loops/run-loop.ts';
import { answer } from '../views/answers.ts';
import { DayCache } from '../assessment/day-cache.ts';
import type { AskedOf, QuestionName } from '../views/questions.ts';
import { loopsOf } from './loops.ts';
import type { Parts } from './parts.ts';
import { mustBeSane } from './sane-clock.ts';
import { startSchedule } from './schedule.ts';
import { startWatchdog } from './watchdog.ts';

/** A running daemon. */
export interface Running {
  readonly urls: readonly string[];
  /** Starts a pass of every loop that waits for changes in the ledger. */
  wake(): void;
  /** Stops the API and the pages, lets each loop finish its pass, then closes the files; in that order. */
  stop(): Promise<void>;
  /** Resolves when the daemon cannot continue: the ledger cannot be trusted. */
  readonly broken: Promise<Fault>;
}

/**
 * Starts the loops, the local API and the helpdesk's own pages over the parts handed in. Throws Fault
 * `daemon/clock-behind`, and what listening throws.
 */
export async function start(parts: Parts): Promise<Running> {
  mustBeSane(parts.clock.now(), parts.ledger);
  const desk: Desk = {
    ledger: parts.ledger,
    samples: parts.samples,
    office: parts.office,
    cache: new DayCache(),
    clock: parts.clock,
    words: (name, change) => parts.routers.find((r) => r.plan.name === name)?.router.words(change) ?? [],
  };
  const breaking = breakable();
  const runners: Runner[] = [];
  const eager: Runner[] = [];
  const wake = (): void => {
    for (const runner of eager) runner.wake();
  };
  for (const loop of loopsOf(parts, desk)) {
    const { clock, log } = parts;
    const runner = runLoop(loop, {
      clock,
      log,
      random: Math.random,
      changed: wake,
      fatal: (fault) => breaking.broke(fault),
    });
    runners.push(runner);
    if (loop.fixedInterval !== true) eager.push(runner);
  }
  const server = openServer(parts, desk, runners, wake);
  await server.start();
  const { pages } = parts.helpdesk;
  const urls = pages === null ? [] : [(await pages.start()).url];
  const schedule = startSchedule(parts.office.calendar.zone, wake);
  const watchdog = startWatchdog(parts.host, () => parts.ledger.auditHead());
  parts.host.notify('READY=1');
  parts.log.info({ version: parts.version, urls, routers: parts.routers.map((r) => r.plan.name) }, 'daemon ready');
  return {
    urls,
    wake,
    broken: breaking.broken,
    async stop() {
      parts.host.notify('STOPPING=1');
      watchdog.stop();
      await schedule.stop();
      await server.stop();
      await pages?.stop();
      await Promise.all(runners.map((runner) => runner.stop()));
      await close(parts);
      parts.log.info({}, 'daemon stopped');
    },
  };
}

function breakable(): { readonly broken: Promise<Fault>; broke(fault: Fault): void } {
  const listeners: ((fault: Fault) => void)[] = [];
  const broken = new Promise<Fault>((resolve) => listeners.push(resolve));
  return { broken, broke: (fault) => listeners.forEach((tell) => tell(fault)) };
}

function openServer(parts: Parts, desk: Desk, runners: readonly Runner[], wake: () => void) {
  const peers = [...parts.routers.flatMap(({ router, meter }) => [router, meter]), parts.helpdesk, parts.host];
  return openLocalServer({
    socket: parts.socket.path,
    mode: parts.socket.mode,
    version: parts.version,
    host: parts.host,
    people: parts.office.people,
    log: parts.log.with({ part: 'api' }),
    // The server has checked name and shape against the tables of questions and orders.
    ask: async (name, asked) => {
      const loops = runners.map((r) => r.state());
      return await answer(
        { context: contextOf(desk), peers, loops, version: parts.version, reportFolder: parts.printer.folder },
        name as QuestionName,
        asked as AskedOf<QuestionName>,
      );
    },
    order: async (name, body, who) => {
      const done = dispatch(desk, name as OrderName, body as BodyOf<OrderName>, who.person, who.uid);
      wake();
      if (isRetry(name, body)) for (const runner of runners) runner.force();
      return done;
    },
  });
}

/** A person who orders a retry has repaired something, so loops whose peer is being left alone try at once too. */
function isRetry(name: string, body: unknown): boolean {
  return name === 'raise' && (body as BodyOf<'raise'>).event.kind === 'retried';
}

async function close(parts: Parts): Promise<void> {
  await Promise.all(parts.routers.flatMap(({ router, meter }) => [router.close(), meter.close()]));
  await parts.helpdesk.close();
  parts.samples.close();
  parts.ledger.close();
}
