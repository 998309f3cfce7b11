import { expect, test } from 'vitest';
import { queueBytesOf } from '../../../adapters/router/routeros/routeros-counters.ts';
import { openLab } from '../../lab/open-lab.ts';
import { labRouterAdapter } from '../../contract/lab-router.ts';

test('bytes is upload/download, exact to 64 bits; a row without a counter is left out', () => {
  expect(
    queueBytesOf([
      { name: 'guest', bytes: '48665868/808891769' },
      { name: 'wide', bytes: '0/18446744073709551615' },
      { name: 'bare' },
      { name: 'odd', bytes: '12' },
      { name: 'words', bytes: 'a/b' },
      { bytes: '1/2' },
    ]),
  ).toEqual([
    { name: 'guest', down: 808_891_769n, up: 48_665_868n },
    { name: 'wide', down: 18_446_744_073_709_551_615n, up: 0n },
  ]);
});

test("a lab's router gives what its queues counted", async () => {
  const lab = await openLab({ at: '2026-04-06T10:00:00+07:00' });
  const router = labRouterAdapter(lab);
  const session = await router.open();
  try {
    const row = lab.plant.queues.find('DINKES')!;
    const dinkes = (await session.counters()).find(({ name }) => name === 'DINKES');
    expect(dinkes).toEqual({
      name: 'DINKES',
      down: BigInt(row.counters.down.octets),
      up: BigInt(row.counters.up.octets),
    });
  } finally {
    await session.close();
    await router.close();
    await lab.close();
  }
});
