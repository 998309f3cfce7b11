import { describe, expect, it } from 'vitest';
import { LabClock } from './lab-clock.ts';
import { Plant } from './plant.ts';
import { loadScenario } from './scenario.ts';
import { history } from './traffic.ts';

const scenario = loadScenario();
const APRIL = '2026-04-06T00:00:00+07:00';
const open = (at: string): Plant => new Plant(scenario, new LabClock(at));
const row = (plant: Plant, name: string) => plant.queues.find(name)!;
const octets = (plant: Plant, name: string) => {
  plant.catchUp();
  return { up: row(plant, name).counters.up.octets, down: row(plant, name).counters.down.octets };
};
const words = (record: Record<string, string>): Map<string, string> => new Map(Object.entries(record));

const bitsOf = (rates: Float64Array): number => rates.reduce((sum, rate) => sum + rate, 0) * 300;

describe('the plant', () => {
  it('counts April as the frozen history has it, queue by queue, and splits the sum over both uplinks', () => {
    const plant = open(APRIL);
    const before = new Map(plant.queues.rows.map((one) => [one.name, one.counters.down.octets]));
    const uplinks = plant.interfaces.ports.map((port) => port.octetsIn.octets);
    plant.clock.set('2026-05-04T00:00:00+07:00');
    plant.catchUp();
    const april = history(scenario, APRIL, '2026-05-04T00:00:00+07:00');
    const counted = scenario.agencies.map(
      ({ queue }) => row(plant, queue.name).counters.down.octets - before.get(queue.name)!,
    );
    expect(counted).toEqual(scenario.agencies.map(({ id }) => Math.floor(bitsOf(april.agencies.get(id)!.down) / 8)));
    const pool = row(plant, '0.TOTAL-PEMDA').counters.down.octets - before.get('0.TOTAL-PEMDA')!;
    expect(pool).toBe(Math.floor(bitsOf(april.total.down) / 8));
    const [a, b] = plant.interfaces.ports.map((port, place) => port.octetsIn.octets - uplinks[place]!);
    expect(Math.abs(a! + b! - pool)).toBeLessThanOrEqual(1);
    expect(a! / pool).toBeCloseTo(0.6, 6);
    expect(octets(plant, 'TEST ZOOM PAK').down).toBe(before.get('TEST ZOOM PAK'));
    expect(octets(plant, 'ZZ-LAINNYA').down).toBe(before.get('ZZ-LAINNYA'));
  });

  it('counts over 29 days of 5-minute visits what it counts in one step', () => {
    const [often, once] = [open('2026-05-04T00:00:00+07:00'), open('2026-05-04T00:00:00+07:00')];
    for (let visit = 0; visit < 29 * 288; visit += 1) {
      often.clock.advance(300_000);
      often.catchUp();
    }
    once.clock.set(often.clock.now());
    expect(octets(often, 'DINKES')).toEqual(octets(once, 'DINKES'));
  });

  it('counts the same in many small steps as in one', () => {
    const once = open('2026-05-18T09:00:00+07:00');
    const often = open('2026-05-18T09:00:00+07:00');
    once.clock.advance(3_600_000);
    for (let step = 0; step < 3600 / 7 - 1; step += 1) {
      often.clock.advance(7_000);
      often.catchUp();
    }
    often.clock.set(once.clock.now());
    expect(octets(often, 'DINKES')).toEqual(octets(once, 'DINKES'));
    expect(often.interfaces.ports.map((port) => port.octetsIn.octets)).toEqual(
      once.interfaces.ports.map((port) => port.octetsIn.octets),
    );
  });
});

describe('limits', () => {
  it('hold a line down to its max-limit, count drops, and let it through once raised', () => {
    const plant = open('2026-05-18T09:00:00+07:00');
    const id = row(plant, 'dinas pendidikan').id;
    expect(plant.rateOf(id).down).toBe(39_400_000);
    plant.clock.advance(600_000);
    plant.catchUp();
    expect(row(plant, 'dinas pendidikan').counters.dropsDown).toBeGreaterThan(0);
    plant.edit(() => plant.queues.set('dinas pendidikan', words({ 'max-limit': '100M/100M' })));
    expect(plant.rateOf(id).down).toBeGreaterThan(45_000_000);
  });

  it('keep up and down apart: max-limit is up/down', () => {
    const plant = open('2026-05-14T19:38:00+07:00');
    const id = row(plant, 'RSUD MAS AMSYAR').id;
    const before = plant.rateOf(id);
    expect(before.down).toBeGreaterThan(9_000_000);
    plant.edit(() => plant.queues.set(id, words({ 'limit-at': '80M/9M', 'max-limit': '80M/9M' })));
    expect(plant.rateOf(id)).toEqual({ down: 8_865_000, up: before.up });
  });

  it('of the pool queue share what there is, guarantees first', () => {
    const plant = open('2026-05-18T09:30:00+07:00');
    const wanted = plant.rateOf(row(plant, 'RSUD MAS AMSYAR').id).down;
    plant.edit(() => plant.queues.set('0.TOTAL-PEMDA', words({ 'max-limit': '100M/100M' })));
    const rates = plant.queues.rows
      .filter((one) => plant.queues.parentName(one) === '0.TOTAL-PEMDA')
      .map((one) => plant.rateOf(one.id).down);
    expect(rates.reduce((sum, rate) => sum + rate, 0)).toBeLessThanOrEqual(98_500_013);
    expect(plant.rateOf(row(plant, 'RSUD MAS AMSYAR').id).down).toBe(wanted);
    expect(plant.rateOf(row(plant, 'DINKES').id).down).toBeLessThan(29_000_000);
  });

  it('do nothing when another queue above catches the traffic first', () => {
    const plant = open('2026-05-18T09:00:00+07:00');
    plant.edit(() => plant.queues.add(words({ name: 'shadow', target: '10.62.20.0/24' }), { before: '0.TOTAL-PEMDA' }));
    expect(plant.rateOf(row(plant, 'DINKES').id).down).toBe(0);
    expect(plant.rateOf(row(plant, 'shadow').id).down).toBeGreaterThan(29_550_000);
    plant.edit(() => plant.queues.set('shadow', words({ disabled: 'yes' })));
    expect(plant.rateOf(row(plant, 'DINKES').id).down).toBe(29_550_000);
  });
});

describe('uplinks', () => {
  it('hand their share to the other when one is cut, up to its capacity', () => {
    const plant = open('2026-05-18T09:30:00+07:00');
    plant.setUplink('isp-a', { up: false });
    const before = plant.interfaces.ports.map((port) => port.octetsIn.octets);
    plant.clock.advance(300_000);
    plant.catchUp();
    const [a, b] = plant.interfaces.ports.map((port, place) => port.octetsIn.octets - before[place]!);
    expect(a).toBe(0);
    expect(b).toBe((200_000_000 * 300) / 8);
    expect(plant.interfaces.ports.map((port) => port.up)).toEqual([false, true, true]);
  });

  it('change capacity and shares at the capacity event by themselves', () => {
    const plant = open('2026-05-20T07:58:00+07:00');
    plant.clock.set('2026-05-20T07:59:59+07:00');
    plant.catchUp();
    expect(plant.uplinks.map((uplink) => [uplink.capacity.down, uplink.share])).toEqual([
      [300e6, 600],
      [200e6, 400],
    ]);
    plant.clock.set('2026-05-20T08:00:00+07:00');
    plant.catchUp();
    expect(plant.uplinks.map((uplink) => [uplink.capacity.down, uplink.share])).toEqual([
      [300e6, 500],
      [300e6, 500],
    ]);
    expect(open('2026-05-21T00:00:00+07:00').uplinks[1]?.capacity.down).toBe(300e6);
  });

  it('lose their counters and their uptime on a reboot', () => {
    const plant = open('2026-05-11T09:59:00+07:00');
    let told = 0;
    plant.onReboot(() => (told += 1));
    expect(plant.ticks()).toBe(40 * 86_400 * 100);
    plant.clock.set('2026-05-11T10:00:00+07:00');
    plant.reboot();
    expect(plant.ticks()).toBe(0);
    expect(octets(plant, 'DINKES')).toEqual({ up: 0, down: 0 });
    expect(plant.interfaces.ports.map((port) => port.octetsIn.octets)).toEqual([0, 0, 0]);
    expect(told).toBe(1);
  });

  it('list a made-again interface twice, the old row down and frozen', () => {
    const plant = open('2026-05-11T09:00:00+07:00');
    plant.interfaces.recreate('sfp-sfpplus1-ISP-A');
    expect(plant.interfaces.ports.map((port) => [port.index, port.name, port.up])).toEqual([
      [1, 'sfp-sfpplus1-ISP-A', false],
      [2, 'sfp-sfpplus2-ISP-B', true],
      [3, 'sfp-sfpplus3-JIPD', true],
      [4, 'sfp-sfpplus1-ISP-A', true],
    ]);
  });
});
