import { after, between, MINUTE, type Moment, type Span, span } from '../../../agent/domain/moment.ts';
import type { Clock } from '../../../agent/ports/clock.ts';
import type { Log } from '../../../agent/ports/log.ts';

/** What a time service slews, and a busy machine is late, lies far below. */
const TOLERANCE = span(2 * MINUTE);
/** A time service that was wrong is mended by then; what stands longer was meant. */
const PATIENCE = span(15 * MINUTE);

/** The last moment that both clocks told alike. */
interface Anchor {
  readonly wall: Moment;
  readonly monotonic: number;
}

/** A step of the wall clock that is not believed yet. */
interface Step {
  readonly by: Span;
  readonly since: number;
}

/**
 * A clock whose `now()` does not jump when the wall clock is stepped: it goes on by the monotonic one until the step
 * has stood for fifteen minutes, and only then follows it. So a wrong hour, or a wrong day, ends no hold, begins no
 * window and prints no report. Sleeping is the inner clock's.
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
