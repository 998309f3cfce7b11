import { describe, expect, it } from 'vitest';
import { p95Figures } from './p95-figures.ts';
import { WEATHERS } from './poll-weathers.ts';

const seed = 'smoke';
const DAYS = 7;
/** The months polled every five minutes; `npm run p95-truth` takes them all, over many seeds. */
const SHORT = WEATHERS.filter(({ name }) => !name.includes('every minute'));
const named = (part: string) => WEATHERS.find(({ name }) => name.includes(part))!;

describe('p95 beside the true one', () => {
  it.each(SHORT)('$name: never below it by more than $tolerance', async (weather) => {
    const { truth, ours, coverage } = await p95Figures(weather, seed, DAYS);
    console.log(
      `${weather.name}: seed ${seed}, ${(coverage * 100).toFixed(1)} % covered, ` +
        `${ours === null ? 'no bound' : ours / truth}`,
    );
    if (ours === null) expect(coverage).toBeLessThan(0.95);
    else expect(ours).toBeGreaterThanOrEqual(truth * (1 - weather.tolerance) - 1);
  });

  it('is the true one to the bit when nothing goes wrong', async () => {
    const { truth, ours } = await p95Figures(named('on time, every five'), seed, DAYS);
    expect(ours).toBe(truth);
  });

  it('stands beside rules that are too low', async () => {
    const dark = await p95Figures(named('busy minutes dark'), seed, DAYS);
    expect(dark.zeroed).toBeLessThan(dark.truth);
    expect(dark.hourly).toBeLessThan(dark.truth);
    expect(dark.ours).toBeGreaterThanOrEqual(dark.truth);
  });
});
