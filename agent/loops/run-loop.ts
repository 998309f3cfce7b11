import { Fault } from '../domain/fault.ts';
import { type Moment, SECOND, type Span, span } from '../domain/moment.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Loop } from './loop.ts';

const FIRST_WAIT = span(5 * SECOND);
const LONGEST_WAIT = span(300 * SECOND);
/** The largest part of a wait that chance takes away. */
const SPREAD = 0.25;

/** A loop under way. */
export interface Runner {
  readonly name: string;
  /** Comes back at once, or right after the pass under way; not while its breaker is open. */
  wake(): void;
  /** Comes back at once although its breaker is open: a person said so. */
  force(): void;
  /** Resolves when the pass under way is over; no other begins. */
  stop(): Promise<void>;
  state(): { readonly name: string; readonly lastPass: Moment | null; readonly failing: string | null };
}

export interface RunnerParts {
  readonly clock: Clock;
  readonly log: Log;
  /**
   * From 0 up to but not including 1: spreads the waits after failures, so that not all peers are asked at one time.
   */
  random(): number;
  /** Called after a pass that changed something. */
  changed(name: string): void;
  /** Called when nothing may go on: the ledger cannot be trusted, or a bug showed itself. */
  fatal(fault: Fault): void;
}

/**
 * Runs one loop for ever: one pass at a time, failures with growing waits, wakes merged, and kept from a peer that its
 * breaker spares.
 */
export function runLoop(loop: Loop, parts: RunnerParts): Runner {
  const { clock, log } = parts;
  let woken = false;
  const end = new AbortController();
  let nap: AbortController | undefined;
  let lastPass: Moment | null = null;
  let failing: string | null = null;
  let failures = 0;
  /** Whether only a person, or time, ends the wait under way. */
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
      if (isFatal(fault)) parts.fatal(fault);
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

function isFatal(fault: Fault): boolean {
  return fault.code === 'ledger/corrupt' || fault.code === 'ledger/disk';
}

/** Only the outermost name and message: causes may carry what was on the wire. */
function causeOf(fault: Fault): string | undefined {
  return fault.cause instanceof Error ? `${fault.cause.name}: ${fault.cause.message.slice(0, 200)}` : undefined;
}
