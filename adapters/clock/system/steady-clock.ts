import { after, between, MINUTE, type Moment, type Span, span } from '../../../agent/domain/moment.ts';
import type { Clock } from '../../../agent/ports/clock.ts';
import type { Log } from '../../../agent/ports/log.ts';

/** Differences up to this are normal: a time service slews, a busy machine is late. */
const TOLERANCE = span(2 * MINUTE);
/** A step that lasts longer was intended; a time service that was wrong is corrected by then. */
const PATIENCE = span(15 * MINUTE);

/** The last time at which both clocks agreed. */
interface Anchor {
  readonly wall: Moment;
  readonly monotonic: number;
}

/** A step of the wall clock that is not followed yet. */
interface Step {
  readonly by: Span;
  readonly since: number;
}

/**
 * A clock whose `now()` does not jump when the wall clock is stepped. It continues by the monotonic clock until the
 * step has lasted fifteen minutes, and then follows it. So an hour or a day of wrong time ends no hold, starts no
 * window and prints no report. Sleeping is the inner clock's. Logs a step when it comes, when it is followed and when
 * it is taken back.
 */
export function steadyClock(inner: Clock, log: Log): Clock {
  let anchor: Anchor = { wall: inner.now(), monotonic: inner.monotonic() };
  let step: Step | undefined;

  const follow = (wall: Moment, monotonic: number): Moment => {
    anchor = { wall, monotonic };
    step = undefined;
    return wall;
  };

  return {
    now() {
      const [wall, monotonic] = [inner.now(), inner.monotonic()];
      const steady = after(anchor.wall, span(Math.round(monotonic - anchor.monotonic)));
      const by = between(steady, wall);
      if (Math.abs(by) <= TOLERANCE) {
        if (step !== undefined) log.warn({ ms: step.by }, 'wall clock stepped back to where it was');
        return follow(wall, monotonic);
      }
      if (step === undefined || Math.abs(by - step.by) > TOLERANCE) {
        step = { by, since: monotonic };
        log.warn({ ms: by }, 'wall clock stepped: not followed yet');
      }
      if (monotonic - step.since < PATIENCE) return steady;
      log.warn({ ms: by }, 'wall clock stepped: followed from now on');
      return follow(wall, monotonic);
    },
    monotonic: () => inner.monotonic(),
    sleep: async (length, signal) => await inner.sleep(length, signal),
  };
}
