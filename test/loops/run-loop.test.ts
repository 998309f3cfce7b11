import { afterEach, describe, expect, test } from 'vitest';
import { Fault, type FaultCode } from '../../agent/domain/fault.ts';
import { HOUR, MINUTE, SECOND, span } from '../../agent/domain/moment.ts';
import type { Loop } from '../../agent/loops/loop.ts';
import { type Runner, runLoop } from '../../agent/loops/run-loop.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { setClock } from '../fakes/set-clock.ts';

const EVERY = span(10 * MINUTE);
const BREAKER = { opensAfter: 3, refusal: 'router/refused-login', refusalWait: span(HOUR) } as const;

let running: Runner | undefined;
afterEach(async () => await running?.stop());

/** A loop that fails as told, on a clock that stands; `at` are the seconds at which it passed. */
function started(
  rest: { readonly breaker?: Loop['breaker']; readonly chance?: number; readonly fails?: FaultCode | null } = {},
) {
  const clock = setClock();
  const begin = clock.now();
  const at: number[] = [];
  const state = { fails: rest.fails ?? null, changes: 0 };
  const loop: Loop = {
    name: 'probe',
    ...(rest.breaker === undefined ? {} : { breaker: rest.breaker }),
    async pass() {
      at.push((clock.now() - begin) / 1000);
      if (state.fails !== null) throw new Fault(state.fails, { router: 'core' });
      return { after: EVERY, changed: true };
    },
  };
  const runner = runLoop(loop, {
    clock,
    log: quietLog(),
    random: () => rest.chance ?? 0,
    changed: () => void (state.changes += 1),
    fatal: (fault) => {
      throw fault;
    },
  });
  running = runner;
  return { clock, at, state, runner };
}

describe('agent/loops/run-loop: waits', () => {
  test('grow after failures to five minutes, and begin anew after a success', async () => {
    const { clock, at, state } = started({ fails: 'router/unreachable' });
    await clock.pass(span(25 * MINUTE));
    expect(at).toEqual([0, 5, 15, 35, 75, 155, 315, 615, 915, 1215]);
    state.fails = null;
    await clock.pass(span(5 * MINUTE));
    state.fails = 'router/unreachable';
    await clock.pass(span(6 * MINUTE));
    expect(at.slice(10)).toEqual([1515, 2115, 2120, 2130, 2150]);
  });

  test('are shortened by chance, at most by a quarter', async () => {
    const { clock, at } = started({ fails: 'router/unreachable', chance: 0.999 });
    await clock.pass(span(60 * SECOND));
    expect(at.map((s) => Math.round(s))).toEqual([0, 4, 11, 26, 56]);
  });

  test('a wake ends a wait, and wakes during a pass are one pass more', async () => {
    const { clock, at, runner, state } = started();
    await clock.asleep(1);
    runner.wake();
    runner.wake();
    await clock.asleep(1);
    await clock.pass(span(0));
    expect(at).toEqual([0, 0]);
    expect(state.changes).toBe(2);
  });

  test('without a breaker a wake tries again at once, however often it failed', async () => {
    const { clock, at, runner } = started({ fails: 'helpdesk/unreachable' });
    for (let i = 0; i < 6; i += 1) {
      await clock.asleep(1);
      runner.wake();
      await clock.pass(span(0));
    }
    expect(at).toHaveLength(7);
  });
});

describe('agent/loops/run-loop: a breaker', () => {
  test('opens after so many failures in a row: wakes change nothing, time and a person do', async () => {
    const { clock, at, runner } = started({ fails: 'router/unreachable', breaker: BREAKER });
    await clock.pass(span(15 * SECOND));
    expect(at).toEqual([0, 5, 15]);
    for (let i = 0; i < 50; i += 1) {
      runner.wake();
      await clock.pass(span(0));
    }
    expect(at).toHaveLength(3);
    runner.force();
    await clock.pass(span(0));
    expect(at).toEqual([0, 5, 15, 15]);
    await clock.pass(span(40 * SECOND));
    expect(at.at(-1)).toBe(55);
  });

  test('a refusal opens it at once, for its own long time', async () => {
    const { clock, at, runner, state } = started({ fails: 'router/refused-login', breaker: BREAKER });
    await clock.asleep(1);
    for (let i = 0; i < 59; i += 1) {
      runner.wake();
      await clock.pass(span(MINUTE));
    }
    expect(at).toEqual([0]);
    await clock.pass(span(MINUTE));
    expect(at).toEqual([0, 3600]);
    runner.force();
    await clock.pass(span(0));
    expect(at).toEqual([0, 3600, 3600]);
    state.fails = null;
    runner.force();
    await clock.pass(span(0));
    runner.wake();
    await clock.pass(span(0));
    expect(at).toHaveLength(5);
  });

  test('a wake that came during the failing pass is not kept for later', async () => {
    const { clock, at, runner } = started({ fails: 'router/refused-login', breaker: BREAKER });
    runner.wake();
    await clock.asleep(1);
    await clock.pass(span(30 * MINUTE));
    expect(at).toEqual([0]);
  });

  test('a stop does not wait for it', async () => {
    const { clock, at, runner } = started({ fails: 'router/refused-login', breaker: BREAKER });
    await clock.asleep(1);
    await runner.stop();
    expect(at).toEqual([0]);
    expect(clock.sleepers()).toBe(0);
  });
});
