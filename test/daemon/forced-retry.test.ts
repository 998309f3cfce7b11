import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Running, start } from '../../agent/daemon/daemon.ts';
import { Fault } from '../../agent/domain/fault.ts';
import { HOUR, span } from '../../agent/domain/moment.ts';
import type { Router } from '../../agent/ports/router.ts';
import { localCall } from '../fakes/local-call.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';
import { approvedRequest } from '../office/granted-request.ts';
import { fakeHost } from '../fakes/fake-host.ts';
import { memoryMeter } from '../fakes/memory-meter.ts';
import { quietLog } from '../fakes/quiet-log.ts';

const VERSION = '1.2.3';
/** Every loop of a daemon with one router. */
const LOOPS = 8;
const PACE = { intake: HOUR, measure: HOUR, assess: HOUR, provision: HOUR, publish: HOUR, expire: HOUR };

let kit: DeskKit;
let daemon: Running | undefined;
afterEach(async () => {
  // It closes the ledger and the samples too.
  await daemon?.stop();
  kit.close();
});

/** A router that refuses every login, and counts them. */
function locked(): Router & { logins: number } {
  const door = {
    ...kit.router,
    logins: 0,
    open: async () => {
      door.logins += 1;
      return await Promise.reject(new Fault('router/refused-login', { router: 'core' }));
    },
  };
  return door;
}

async function served(router: Router): Promise<void> {
  daemon = await start({
    version: VERSION,
    office: kit.office,
    pace: PACE,
    clock: kit.clock,
    log: quietLog(),
    host: fakeHost({ users: { 1001: 'prakom' }, caller: { uid: 1001, pid: 1 } }),
    ledger: kit.ledger,
    samples: kit.samples,
    helpdesk: kit.helpdesk,
    printer: { folder: kit.folder, write: async (name) => await Promise.resolve({ name, sha256: '0' }) },
    routers: [
      { plan: { ...kit.office.routers[0]!, loginRetry: span(10 * HOUR) }, router, meter: memoryMeter(kit.clock) },
    ],
    socket: { path: join(kit.folder, 'bwagent.sock'), mode: 0o660 },
  });
}

/** Orders this of the daemon as the computer specialist, and waits until every loop has come to rest again. */
async function order(name: string, body: object): Promise<number> {
  const headers = { 'x-bwagent-version': VERSION, 'content-type': 'application/json' };
  const path = `/order/${name}`;
  const { status } = await localCall(join(kit.folder, 'bwagent.sock'), {
    method: 'POST',
    path,
    headers,
    body: JSON.stringify(body),
  });
  await kit.clock.pass(span(0));
  await kit.clock.asleep(LOOPS);
  return status;
}

describe('agent/daemon: a router that refused the login', () => {
  test('is not tried again for an order, but for a person who orders a retry', async () => {
    kit = deskKit({ busy: 10 });
    const number = await approvedRequest(kit);
    const router = locked();
    await served(router);
    await kit.clock.asleep(LOOPS);
    for (let i = 0; i < 5; i += 1) expect(await order('check', { number })).toBe(200);
    daemon?.wake();
    await kit.clock.pass(span(HOUR));
    expect(router.logins).toBe(1);
    expect(await order('raise', { number, event: { kind: 'retried' }, paper: null })).toBe(200);
    expect(router.logins).toBe(2);
    expect(kit.at(number)).toBe('approved');
  });
});
