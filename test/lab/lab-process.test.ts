import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attributesOf, LabApiClient } from './router/lab-api-client.ts';
import { type ForkedLab, forkLab } from './lab-fork.ts';

describe('a lab in a process of its own', () => {
  let lab: ForkedLab;

  beforeAll(async () => {
    lab = await forkLab({ at: '2026-05-13T08:00:00+07:00', routerVersion: '7.20.1' });
  });
  afterAll(() => lab.close());

  it('is moved, edited and read over IPC while its wires serve', async () => {
    const first = await lab.ask({ do: 'counters' });
    await lab.ask({ do: 'advance', to: '2026-05-13T08:20:00+07:00' });
    const second = await lab.ask({ do: 'counters' });
    expect(second.ticks - first.ticks).toBe(120_000);
    expect(second.queues['DINKES']!.down).toBeGreaterThan(first.queues['DINKES']!.down);
    await lab.ask({ do: 'edit', edit: { kind: 'queue-set', queue: 'DINKES', words: { name: 'Dinkes baru' } } });
    const client = await LabApiClient.login(lab.routeros, 'bwagent', 'lab-write');
    const [row] = await client.talk('/queue/simple/print', '?name=Dinkes baru');
    expect(attributesOf(row!)['target']).toBe('10.62.20.0/24');
    await lab.ask({ do: 'fault', fault: { arm: { kind: 'cut-after' } } });
    expect(await client.talk('/queue/simple/set', '=.id=Dinkes baru', '=comment=x')).toEqual([]);
    expect(await lab.ask({ do: 'sentences' })).toMatchObject([{ executed: true, user: 'bwagent' }]);
    expect((await lab.ask({ do: 'queues' })).find((queue) => queue.name === 'Dinkes baru')).toMatchObject({
      comment: 'x',
    });
  });

  it('obeys every kind of edit', async () => {
    await lab.ask({
      do: 'edit',
      edit: { kind: 'queue-add', words: { name: 'hand', target: '10.62.99.0/24' }, before: '*1', dynamic: true },
    });
    await lab.ask({ do: 'edit', edit: { kind: 'queue-move', queue: 'hand' } });
    expect((await lab.ask({ do: 'queues' })).at(-1)).toMatchObject({ name: 'hand', dynamic: true });
    await lab.ask({ do: 'edit', edit: { kind: 'queue-remove', queue: 'TEST ZOOM PAK' } });
    await lab.ask({ do: 'edit', edit: { kind: 'uplink', uplink: 'isp-a', up: false } });
    await lab.ask({ do: 'edit', edit: { kind: 'renumber-interfaces' } });
    await lab.ask({ do: 'edit', edit: { kind: 'recreate-interface', name: 'sfp-sfpplus2-ISP-B' } });
    await lab.ask({ do: 'edit', edit: { kind: 'reset-counters' } });
    await lab.ask({ do: 'edit', edit: { kind: 'facts', changes: { identity: 'other-router' } } });
    const { ports } = await lab.ask({ do: 'counters' });
    expect(ports.map((port) => [port.index, port.up])).toEqual([
      [11, false],
      [12, false],
      [13, true],
      [14, true],
    ]);
    await lab.ask({ do: 'edit', edit: { kind: 'reboot' } });
    expect((await lab.ask({ do: 'counters' })).ticks).toBe(0);
    await lab.ask({ do: 'fault', fault: { switches: { unreachable: true } } });
    await expect(LabApiClient.login(lab.routeros, 'bwagent', 'lab-write')).rejects.toThrow(/ECONNRESET|no login/);
    await lab.ask({ do: 'fault', fault: { arm: { kind: 'silent' } } });
    await lab.ask({ do: 'fault', fault: { disarm: true } });
    expect(await lab.ask({ do: 'status' })).toMatchObject({ sessions: 0, waitingFaults: 0 });
  });

  it('says why it refuses, and lives on', async () => {
    await expect(lab.ask({ do: 'edit', edit: { kind: 'queue-remove', queue: 'nowhere' } })).rejects.toThrow(
      'no such item (4)',
    );
    await expect(lab.ask({ do: 'advance', to: '2026-05-13T07:00:00+07:00' })).rejects.toThrow(/is before it/);
    await expect(lab.ask({ do: 'edit', edit: { kind: 'uplink', uplink: 'isp-c', up: true } })).rejects.toThrow(
      'no uplink isp-c',
    );
    expect((await lab.ask({ do: 'status' })).snmpRequests).toBe(0);
  });
});
