import { expect, test } from 'vitest';
import { rate } from '../../agent/domain/rate.ts';
import { Plant } from '../lab/plant.ts';
import { LabClock } from '../lab/lab-clock.ts';
import { loadScenario } from '../lab/scenario.ts';
import { queuePage } from '../lab/router/lab-queue-page.ts';
import { observedQueue } from '../../adapters/router/routeros/routeros-queue-row.ts';
import { FIELD_TABLES, fieldTable, fillRouter, rscTable } from './rsc-table.ts';

test.each([
  ['c1-bucket', 13],
  ['g1-town-hall', 26],
  ['h1-homes', 28],
  ['m1-marks', 4],
  ['m4-target-empty', 3],
  ['r1b-unpaid-last', 48],
  ['s1-spellings', 16],
  ['u1-university', 24],
  ['v1-vlans', 4],
] as const)('%s has %i queues', (name, count) => {
  expect(fieldTable(name).queues).toHaveLength(count);
});

test('continued lines, suffixes, decimals, quoted names and bytes are read as the API prints them', () => {
  const { queues, interfaces } = fieldTable('s1-spellings');
  const named = new Map(queues.map((row) => [row.name, row]));
  expect(named.get('queue1')?.maxLimit).toEqual(rate(3_800_000, 12_000_000));
  expect(named.get('Guest')?.maxLimit).toEqual(rate(10, 5));
  expect(named.get('QoS-up')?.maxLimit).toEqual(rate(0, 15_000_000));
  expect(named.get('Perumahan')?.comment).toBe('Diatur µMon: perumahan');
  expect(named.get('PAKET_2M')?.comment).toBe('# batas l\u{FFFD}mit:\r\n# naik 5M\r\n# turun 35M');
  expect(named.get('PAKET_2M')?.limitAt).toEqual(rate(5_000_000, 384_000));
  expect(named.get('Client- 02:00:5E:F6:F6:F0')?.targets).toEqual(['192.168.100.178/32']);
  expect(named.get('Pusat')).toMatchObject({ targets: [], disabled: true, extras: { dst: '192.168.1.0/24' } });
  expect(named.get('Kantor-Malam')?.extras?.hours).toMatchObject({ from: 61_200, until: 28_800 });
  expect(named.get('Tamu')?.extras).toEqual({ totalMaxLimit: 30_000_000 });
  expect(interfaces.map(({ name }) => name)).toEqual(expect.arrayContaining(['INTERNET', '<pppoe-y>', 'cap1']));
});

test('set [find name=...] changes the rows that it finds', () => {
  const { queues } = rscTable(
    '/queue simple\nadd name="a b" target=10.0.0.1/32\nadd name=c target=10.0.0.2/32\nset [ find name="a b" ] \\\n' +
      '    max-limit=1M/2M disabled=yes\n',
  );
  expect(queues.map(({ maxLimit, disabled }) => [maxLimit, disabled])).toEqual([
    [rate(2_000_000, 1_000_000), true],
    [rate(0, 0), false],
  ]);
  expect(() => rscTable('/queue simple\nprint\n')).toThrow('not of an export');
  expect(() => rscTable('/queue simple\nadd name="a\n')).toThrow('open quote');
});

test.each(FIELD_TABLES)('%s in the lab’s router reads the same', (name) => {
  const plant = new Plant(loadScenario(), new LabClock('2026-05-04T08:00:00+07:00'));
  const table = fieldTable(name);
  fillRouter(plant, table);
  const ascii = /^[\x20-\x7e]*$/;
  const seen = queuePage(plant).map((row, place) => observedQueue(Object.fromEntries(row), place));
  expect(seen.filter(({ comment }) => ascii.test(comment))).toEqual(
    table.queues.filter(({ comment }) => ascii.test(comment)),
  );
});
