import { Fault, isLedgerLost } from '../domain/fault.ts';
import { type Moment, SECOND, type Span, span } from '../domain/moment.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Loop } from './loop.ts';

const FIRST_WAIT = span(5 * SECOND);
const LONGEST_WAIT = span(300 * SECOND);
/** The largest share of a wait that is taken away at random. */
const SPREAD = 0.25;

/** A running loop. */
export interface Runner {
  readonly name: string;
  /** Starts a pass at once, or right after the present one; not while the breaker is open. */
  wake(): void;
  /** Starts a pass at once even while the breaker is open: a person ordered it. */
  force(): void;
  /** Resolves when the present pass is over; no other begins. */
  stop(): Promise<void>;
  state(): { readonly name: string; readonly lastPass: Moment | null; readonly failing: string | null };
}

/** What a running loop needs from the daemon. */
export interface RunnerParts {
  readonly clock: Clock;
  readonly log: Log;
  /**
   * Random number, 0 ≤ n < 1. Shortens waits after failures by a random share, so that peers are not all asked at one
   * moment.
   */
  random(): number;
  /** Called after a pass that changed something. */
  changed(name: string): void;
  /** Called when the ledger cannot be trusted; the daemon then stops. */
  fatal(fault: Fault): void;
}

/**
 * Runs a loop until `stop`: one pass at a time, growing waits after failures, several wakes merged into one pass, and
 * no pass while the breaker is open.
 */
export function runLoop(loop: Loop, parts: RunnerParts): Runner {
  const { clock, log } = parts;
  let woken = false;
  const end = new AbortController();
  let nap: AbortController | undefined;
  let lastPass: Moment | null = null;
  let failing: string | null = null;
  let failures = 0;
  /** Whether the breaker is open: only time or a person ends the present wait. */
  let open = false;
  let forced = false;

  const waitAfter = (fault: Fault): Span => {
    failures += 1;
    const { breaker } = loop;
    const refused = breaker !== undefined && fault.code === breaker.refusal;
    open = refused || (breaker !== undefined && failures >= breaker.opensAfter);
    if (refused) return breaker.refusalWait;
    const longest = Math.min(FIRST_WAIT * 2 ** Math.min(failures - 1, 20), LONGEST_WAIT);
    return span(longest * (1 - SPREAD * parts.random()));
  };

  const pass = async (): Promise<Span> => {
    woken = false;
    forced = false;
    try {
      const again = await loop.pass();
      lastPass = clock.now();
      if (failing !== null) log.info({ loop: loop.name }, 'loop recovered');
      failing = null;
      failures = 0;
      open = false;
      if (again.changed) parts.changed(loop.name);
      return again.after;
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault('bug', { where: loop.name }, { cause: error });
      if (isLedgerLost(fault)) parts.fatal(fault);
      if (failing !== fault.code)
        log.warn({ loop: loop.name, code: fault.code, facts: fault.facts, cause: causeOf(fault) }, 'loop pass failed');
      failing = fault.code;
      return waitAfter(fault);
    }
  };

  const rest = async (length: Span): Promise<void> => {
    if (forced || (woken && !open) || end.signal.aborted) return;
    nap = new AbortController();
    await clock.sleep(length, nap.signal).catch(() => undefined);
    nap = undefined;
  };

  const running = (async () => {
    while (!end.signal.aborted) await rest(await pass());
  })();

  return {
    name: loop.name,
    wake() {
      woken = true;
      if (!open) nap?.abort();
    },
    force() {
      forced = true;
      nap?.abort();
    },
    async stop() {
      end.abort();
      nap?.abort();
      await running;
    },
    state: () => ({ name: loop.name, lastPass, failing }),
  };
}

/** Only name and message of the direct cause: deeper causes may hold what was on the wire. */
function causeOf(fault: Fault): string | undefined {
  return fault.cause instanceof Error ? `${fault.cause.name}: ${fault.cause.message.slice(0, 200)}` : undefined;
}
