import { snmpOptions } from '../../adapters/meter/snmp/snmp-options.ts';
import { openSnmpMeter } from '../../adapters/meter/snmp/snmp-meter.ts';
import { Secret } from '../../agent/domain/secret.ts';
import { openFakeDevice } from '../adapters/meter/snmp-fake-device.ts';
import { memoryMeter } from '../fakes/memory-meter.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { setClock } from '../fakes/set-clock.ts';
import { meterContract } from './meter-contract.ts';

meterContract('memory', async () => {
  const clock = setClock();
  const meter = memoryMeter(clock);
  return await Promise.resolve({ meter, clock, device: meter, close: async () => await meter.close() });
});

meterContract('SNMPv2c over UDP', async () => {
  const clock = setClock();
  const device = await openFakeDevice();
  const options = snmpOptions.parse({
    host: '127.0.0.1',
    port: device.agent.port,
    version: '2c',
    community: new Secret('public'),
    timeoutMs: 2000,
    retries: 0,
  });
  const meter = openSnmpMeter(options, { name: 'core', clock, log: quietLog() });
  return {
    meter,
    clock,
    device: {
      interface: (index, row) =>
        device.interface(index, {
          name: row.name,
          inOctets: row.down,
          outOctets: row.up,
          up: row.operational !== false,
          type: row.type ?? 6,
        }),
      queue: (index, row) =>
        device.queue(index, {
          name: row.name,
          bytesIn: row.up,
          bytesOut: row.down,
          droppedIn: row.drops?.up ?? 0,
          droppedOut: row.drops?.down ?? 0,
        }),
      drop: (index) => device.drop(index),
      upTime: (ticks) => device.upTime(ticks),
      mute: (silent) => {
        device.agent.misbehave = silent ? () => [] : undefined;
      },
    },
    close: async () => {
      await meter.close();
      device.agent.close();
    },
  };
});
