import { Fault } from '../domain/fault.ts';
import { type Moment, SECOND, type Span, span } from '../domain/moment.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Loop } from './loop.ts';

const FIRST_WAIT = span(5 * SECOND);
const LONGEST_WAIT = span(300 * SECOND);

/** A loop under way. */
export interface Runner {
  readonly name: string;
  /** Comes back at once, or right after the pass under way. */
  wake(): void;
  /** Resolves when the pass under way is over; no other begins. */
  stop(): Promise<void>;
  state(): { readonly name: string; readonly lastPass: Moment | null; readonly failing: string | null };
}

export interface RunnerParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Called after a pass that changed something. */
  changed(name: string): void;
  /** Called when nothing may go on: the ledger cannot be trusted, or a bug showed itself. */
  fatal(fault: Fault): void;
}

/** Runs one loop for ever: one pass at a time, failures with growing waits, wakes merged. */
export function runLoop(loop: Loop, parts: RunnerParts): Runner {
  const { clock, log } = parts;
  let woken = false;
  const end = new AbortController();
  let nap: AbortController | undefined;
  let lastPass: Moment | null = null;
  let failing: string | null = null;
  let wait = FIRST_WAIT;

  const pass = async (): Promise<Span> => {
    woken = false;
    try {
      const again = await loop.pass();
      lastPass = clock.now();
      if (failing !== null) log.info({ loop: loop.name }, 'loop recovered');
      failing = null;
      wait = FIRST_WAIT;
      if (again.changed) parts.changed(loop.name);
      return again.after;
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault('bug', { where: loop.name }, { cause: error });
      if (isFatal(fault)) parts.fatal(fault);
      if (failing !== fault.code)
        log.warn({ loop: loop.name, code: fault.code, facts: fault.facts, cause: causeOf(fault) }, 'loop pass failed');
      failing = fault.code;
      const now = wait;
      wait = span(Math.min(wait * 2, LONGEST_WAIT));
      return now;
    }
  };

  const rest = async (length: Span): Promise<void> => {
    if (woken || end.signal.aborted) return;
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
