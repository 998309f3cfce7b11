import { openFakeDevice } from '../../adapters/meter/snmp-fake-device.ts';
import { follow } from '../led-child.ts';

const calls = {
  /**
   * A device with as many uplinks `sfp<n>` and simple queues `opd-<n>`, on the loopback of this namespace; its port.
   */
  open: async ({ uplinks, queues }: { uplinks: number; queues: number }): Promise<number> => {
    const device = await openFakeDevice({ community: 'bench' });
    for (let i = 0; i < uplinks; i += 1) device.interface(i + 1, { name: `sfp${i}`, inOctets: 5n, outOctets: 6n });
    for (let i = 0; i < queues; i += 1) device.queue(i + 1, { name: `opd-${i}`, bytesIn: 7n, bytesOut: 8n });
    return device.agent.port;
  },
};
export type DeviceCalls = typeof calls;

follow(calls, () => process.exit());
