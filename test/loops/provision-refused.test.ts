import { afterEach, describe, expect, test } from 'vitest';
import { Fault, type FaultCode } from '../../agent/domain/fault.ts';
import { HOUR, MINUTE, span } from '../../agent/domain/moment.ts';
import { provisionLoop } from '../../agent/loops/provision.ts';
import { type Runner, runLoop } from '../../agent/loops/run-loop.ts';
import type { Router } from '../../agent/ports/router.ts';
import { contextOf } from '../../agent/desk/act/desk.ts';
import { statusView } from '../../agent/views/status-view.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';
import { actsOf, approvedRequest, limitOf } from '../office/granted-request.ts';
import { quietLog } from '../fakes/quiet-log.ts';

let kit: DeskKit;
const running: Runner[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((runner) => runner.stop()));
  kit.close();
});

/** A router that refuses every visit like this, until it is told otherwise; it counts who knocks. */
function refusing(code: FaultCode): Router & { knocks: number; refuses: boolean } {
  const door = {
    ...kit.router,
    knocks: 0,
    refuses: true,
    async open() {
      door.knocks += 1;
      if (door.refuses) throw new Fault(code, { router: 'core' });
      return await kit.router.open();
    },
  };
  return door;
}

function run(router: Router): Runner {
  const plan = { ...kit.office.routers[0]!, name: router.name };
  const loop = provisionLoop(kit.desk, router, plan, quietLog(), span(5 * MINUTE));
  const runner = runLoop(loop, {
    clock: kit.clock,
    log: quietLog(),
    random: () => 0,
    changed: () => undefined,
    fatal: () => undefined,
  });
  running.push(runner);
  return runner;
}

describe('agent/loops/provision: a router that refuses the login', () => {
  test('gets one login per long interval whatever is ordered, one finding and one entry; others go on', async () => {
    kit = deskKit({ busy: 10 });
    const locked = refusing('router/refused-login');
    const runner = run(locked);
    const other = run({ ...kit.router, name: 'other' });
    await kit.clock.asleep(2);
    for (let i = 0; i < 119; i += 1) {
      runner.wake();
      other.wake();
      await kit.clock.pass(span(MINUTE));
    }
    // Two hours at thirty minutes each, the first knock included.
    expect(locked.knocks).toBe(4);
    expect(kit.router.visits).toBeGreaterThan(100);
    expect(actsOf(kit, 'router/findings').filter((f) => JSON.stringify(f).includes('refused-login'))).toHaveLength(1);
  });

  test('is shown with what to do; a person may force it; a success clears it and writes what waited', async () => {
    kit = deskKit({ busy: 10 });
    await approvedRequest(kit);
    const locked = refusing('router/refused-login');
    const runner = run(locked);
    await kit.clock.asleep(1);
    const status = statusView(contextOf(kit.desk), [], '1').routers[0]!;
    expect(status.findings.filter((f) => f.level === 'alarm')).toMatchObject([
      { code: 'router/refused-login', subject: 'core' },
    ]);
    expect(status.outage).toMatchObject({ until: null, why: 'router/refused-login' });
    expect(status.waits).toMatchObject([
      { about: 'BW-2026-0041', wait: { why: 'router-away', fault: 'router/refused-login' } },
    ]);
    runner.force();
    await kit.clock.pass(span(0));
    expect(locked.knocks).toBe(2);
    locked.refuses = false;
    runner.force();
    await kit.clock.pass(span(0));
    await kit.clock.pass(span(0));
    await kit.clock.pass(span(MINUTE));
    expect(limitOf(kit)).toBe(40);
    const after = statusView(contextOf(kit.desk), [], '1').routers[0]!;
    expect([after.waits, after.findings.filter((f) => f.level === 'alarm')]).toEqual([[], []]);
  });

  test('differs from one that is only away: that is tried again in growing waits, five minutes at most', async () => {
    kit = deskKit({ busy: 10 });
    const away = refusing('router/unreachable');
    run(away);
    await kit.clock.pass(span(HOUR));
    expect(away.knocks).toBe(17);
    expect(kit.ledger.findings('core')).toEqual([]);
  });

  test('a wrong name is a finding once too, and what was found before stays', async () => {
    kit = deskKit({ busy: 10 });
    kit.router.hand((t) => t.map((r) => (r.name === 'DINKES' ? { ...r, name: 'lain' } : r)));
    await kit.work();
    const wrong = refusing('router/wrong-identity');
    run(wrong);
    await kit.clock.pass(span(HOUR));
    expect(wrong.knocks).toBeGreaterThan(5);
    expect(kit.ledger.findings('core').map((f) => f.code)).toEqual([
      'queue/unmarked',
      'queue/renamed',
      'router/wrong-identity',
    ]);
    expect(actsOf(kit, 'router/findings')).toHaveLength(2);
  });
});
