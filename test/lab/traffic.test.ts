import { describe, expect, it } from 'vitest';
import { LabCalendar } from './lab-calendar.ts';
import { loadScenario } from './scenario.ts';
import { history, Traffic } from './traffic.ts';

const FROM = '2026-04-06T00:00+07:00';
const TO = '2026-05-04T00:00+07:00';

function p95(rates: Float64Array, keep: (index: number) => boolean): number {
  const kept = rates.filter((_, index) => keep(index)).toSorted();
  return kept[Math.ceil(0.95 * kept.length) - 1] ?? Number.NaN;
}

describe('the frozen history', () => {
  const scenario = loadScenario();
  const calendar = new LabCalendar(scenario.calendar);
  const april = history(scenario, FROM, TO);
  const working = (index: number): boolean => calendar.isWorking(april.starts[index]!);

  it('has 28 days of 5-minute intervals, 1710 of them in working hours', () => {
    expect(april.starts).toHaveLength(28 * 288);
    expect(april.starts.filter((_, index) => working(index))).toHaveLength(1710);
  });

  it('gives the two base figures to the bit', () => {
    expect(p95(april.total.down, working)).toBe(385_804_632);
    expect(p95(april.total.up, working)).toBe(127_336_815);
  });

  it("gives every agency's observed p95 and need as the scenario states them", () => {
    const figures = scenario.agencies.map(({ id, allocationMbps }) => {
      const { down } = april.agencies.get(id)!;
      const busy = down.filter((_, index) => working(index));
      const above = busy.filter((rate) => rate >= allocationMbps.down * 0.9e6).length;
      return [id, Number((p95(down, working) / 1e6).toFixed(1)), Number(((100 * above) / busy.length).toFixed(1))];
    });
    expect(figures).toEqual(
      scenario.agencies.map(({ id, observed }) => [id, observed.p95Mbps, observed.percentSamplesAbove90]),
    );
  });

  it('gives the weekend figure of 06-18 the temporary tickets were judged by', () => {
    const weekend = (index: number): boolean => {
      const local = new Date(april.starts[index]! + 7 * 3_600_000);
      return [0, 6].includes(local.getUTCDay()) && local.getUTCHours() >= 6 && local.getUTCHours() < 18;
    };
    expect(Number((p95(april.total.down, weekend) / 1e6).toFixed(1))).toBe(scenario.initialCapacity.weekendP95Mbps);
  });
});

describe('the live continuation', () => {
  const scenario = loadScenario();

  it('is the same whether walked step by step, jumped to, or asked for again', () => {
    const stepped = new Traffic(scenario);
    const target = Date.parse('2026-05-20T10:00:00+07:00');
    let seen = stepped.demandAt(Date.parse('2026-05-04T00:00:00+07:00'));
    for (let at = Date.parse('2026-05-04T00:00:00+07:00'); at <= target; at += 300_000) seen = stepped.demandAt(at);
    const jumped = new Traffic(scenario).demandAt(target + 299_999);
    expect(jumped).toEqual(seen);
    stepped.demandAt(target - 3_600_000);
    expect(stepped.demandAt(target)).toEqual(seen);
  });

  it('rests on holidays and wants more than the allocation on busy days', () => {
    const traffic = new Traffic(scenario);
    const disdik = scenario.agencies.findIndex((agency) => agency.id === 'disdik');
    expect(traffic.demandAt(Date.parse('2026-05-14T10:00:00+07:00'))[disdik]!.down).toBeLessThan(20);
    expect(traffic.demandAt(Date.parse('2026-05-19T10:00:00+07:00'))[disdik]!.down).toBeGreaterThan(40);
  });

  it('refuses a moment before its origin', () => {
    expect(() => new Traffic(scenario).demandAt(Date.parse('2026-04-05T23:59:00+07:00'))).toThrow(RangeError);
  });
});
