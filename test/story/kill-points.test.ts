import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Death, type Life, live } from './life.ts';
import { type Dawn, makeDawn } from './mortal-office.ts';

const CHECKER = fileURLToPath(new URL('../checker/check.py', import.meta.url));
const LONG = process.env['LONG'] !== undefined;
/** Lives in the short run; with LONG=1 every kind of point at its first, middle and last time. */
const SHORT = 6;
const run = promisify(execFile);

interface Verdict {
  readonly violations: readonly { readonly invariant: string; readonly what: string }[];
  readonly counted: Readonly<Record<string, number>>;
}

async function verdictOf(life: Life): Promise<Verdict> {
  try {
    return JSON.parse((await run('/usr/bin/python3', [CHECKER, life.evidence])).stdout) as Verdict;
  } catch (error) {
    return JSON.parse((error as { readonly stdout: string }).stdout) as Verdict;
  } finally {
    await life.close();
  }
}

/** The first, the middle and the last time of every kind of point. */
function deathsOf(passed: readonly string[]): readonly Death[] {
  const times = new Map<string, number[]>();
  for (const [i, name] of passed.entries()) times.set(name, [...(times.get(name) ?? []), i + 1]);
  const chosen = [...times.values()].flatMap((all) => [all[0], all[Math.floor(all.length / 2)], all.at(-1)]);
  const points = [...new Set(chosen)].filter((n) => n !== undefined).toSorted((a, b) => a - b);
  return [...points.map((point) => ({ point })), { wire: 'silent' }, { wire: 'silent-before' }];
}

let dawn: Dawn;
beforeAll(async () => {
  dawn = await makeDawn();
}, 300_000);
afterAll(() => dawn?.close());

describe('one request lives through the death of the daemon', () => {
  test(
    `SIGKILL at ${LONG ? 'every kind of point, thrice' : `${SHORT} points`}, started again: the checker finds nothing`,
    async () => {
      const whole = await live(dawn, { point: 0 });
      expect((await verdictOf(whole)).violations).toEqual([]);
      const all = deathsOf(whole.passed);
      const every = LONG ? 1 : Math.ceil(all.length / SHORT);
      // From the end, so that the wire's own deaths are among the few.
      const deaths = all.toReversed().filter((_, i) => i % every === 0);
      const bad: unknown[] = [];
      const places = new Set<string>();
      let tried = 0;
      const worker = async (): Promise<void> => {
        for (let death = deaths[tried++]; death !== undefined; death = deaths[tried++]) {
          const life = await live(dawn, death);
          const { violations } = await verdictOf(life);
          places.add(life.diedAt ?? 'nowhere');
          if (violations.length > 0 || life.diedAt === undefined) bad.push({ death, diedAt: life.diedAt, violations });
        }
      };
      await Promise.all([worker(), worker()]);
      console.log(
        `kill points: ${deaths.length} lives cut at ${places.size} kinds of point (of ${whole.passed.length} ` +
          `points in a life), ${bad.length} with violations`,
      );
      expect(bad).toEqual([]);
      expect(places.has('nowhere')).toBe(false);
    },
    LONG ? 3_600_000 : 240_000,
  );
});
