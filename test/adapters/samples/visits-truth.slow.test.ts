import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSqliteSamples } from '../../../adapters/samples/sqlite/sqlite-samples.ts';
import { type Moment, moment, momentOf } from '../../../agent/domain/moment.ts';
import type { Subject } from '../../../agent/domain/counters/reading.ts';
import type { FiveMinute, Octets } from '../../../agent/ports/samples.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const SLOT = 5 * MINUTE;
const HOUR = 60 * MINUTE;
const START = momentOf('2026-05-04T03:00:00Z');
const SUBJECTS: readonly Subject[] = ['uplink:a', 'line:b'];
const ALWAYS = { from: moment(0), until: moment(START + 1000 * HOUR) };

interface Interval {
  covered: number;
  down: number;
}

/** One subject as the rules say it, with every span and interval in a list. */
class PlainSubject {
  readonly spans: { readonly since: number; readonly until: number }[] = [];
  readonly intervals = new Map<number, Interval>();

  put({ from, until, down }: Octets): void {
    const seam = Math.max(2 * SECOND, Math.round((until - from) * 0.02));
    const edge = Math.max(-1, ...this.spans.map((s) => s.until).filter((end) => Math.abs(end - from) <= seam));
    const since = edge < 0 || edge >= until ? from : edge;
    if (since >= until || this.spans.some((s) => s.since < until && s.until > since)) return;
    this.spans.push({ since, until });
    for (let at: number = since; at < until; ) {
      const start = Math.floor(at / SLOT) * SLOT;
      const end = Math.min(start + SLOT, until);
      const share = (upTo: number) => Math.floor((Number(down) * (upTo - since)) / (until - since));
      const known = this.intervals.get(start) ?? { covered: 0, down: 0 };
      if (known.covered + end - at <= SLOT) {
        this.intervals.set(start, { covered: known.covered + end - at, down: known.down + share(end) - share(at) });
      }
      at = end;
    }
  }

  import(start: number, rate: number): void {
    if ((this.intervals.get(start)?.covered ?? 0) >= 4 * MINUTE) return;
    this.intervals.set(start, { covered: SLOT, down: Math.floor((rate * SLOT + 4000) / 8000) });
  }

  /** Start and rate of what is over and valid, oldest first. */
  given(): readonly (readonly [number, number])[] {
    const reached = Math.max(0, ...this.spans.map((s) => s.until));
    return [...this.intervals]
      .filter(([start, { covered }]) => covered === SLOT || (covered >= 4 * MINUTE && start + SLOT <= reached))
      .map(([start, { covered, down }]) => [start, Math.floor((down * 16_000 + covered) / (2 * covered))] as const)
      .toSorted((a, b) => a[0] - b[0]);
  }

  octetsIn(hour: number): number {
    return [...this.intervals]
      .filter(([start]) => start >= hour && start < hour + HOUR)
      .reduce((sum, [, { down }]) => sum + down, 0);
  }
}

const subject = fc.constantFrom(...SUBJECTS);
/**
 * Visits go on from the one before, shifted by the delay of an answer; now and then late, twice, after a gap or after
 * the clock was set back.
 */
const visit = fc.record({
  act: fc.constant('visit' as const),
  subject,
  shift: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: -3 * SECOND, max: 3 * SECOND }) },
    { weight: 1, arbitrary: fc.integer({ min: -90 * MINUTE, max: 20 * MINUTE }) },
  ),
  length: fc.oneof(
    { weight: 4, arbitrary: fc.constant(MINUTE) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 15 * MINUTE }) },
  ),
  down: fc.integer({ min: 0, max: 1e6 }),
  fails: fc.nat(9).map((n) => n === 0),
});
const acts = fc.array(
  fc.oneof(
    { weight: 30, arbitrary: visit },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('roll' as const), minutes: fc.nat(240) }) },
    {
      weight: 1,
      arbitrary: fc.record({ act: fc.constant('import' as const), subject, slot: fc.nat(48), rate: fc.nat(1e6) }),
    },
    { weight: 1, arbitrary: fc.constant({ act: 'restart' as const }) },
  ),
  { minLength: 20, maxLength: 160 },
);

test('the rules hold for each subject after any order of visits, rolls, imports, failures and restarts', () => {
  fc.assert(
    fc.property(acts, (all) => {
      const folder = mkdtempSync(join(tmpdir(), 'visits-truth-'));
      const file = join(folder, 'samples.db');
      let samples = openSqliteSamples({ file });
      const plain = new Map(SUBJECTS.map((name) => [name, { books: new PlainSubject(), at: START }]));
      const of = (name: Subject) => plain.get(name)!;
      try {
        for (const one of all) {
          if (one.act === 'visit') {
            const known = of(one.subject);
            const from = moment(known.at + one.shift);
            const until = moment(from + one.length);
            const passed = {
              subject: one.subject,
              from,
              until,
              down: BigInt(one.down),
              up: 0n,
              dropsDown: 0,
              dropsUp: 0,
            };
            const reading = {
              subject: one.subject,
              at: until,
              monotonic: 0,
              agentTicks: 0,
              down: BigInt(until),
              up: 0n,
              index: 1,
              operational: true,
            };
            if (one.fails) {
              const before = samples.last(one.subject);
              expect(() => samples.put([reading], [passed, { ...passed, down: -1n }])).toThrow('bug');
              expect(samples.last(one.subject)).toEqual(before);
            } else {
              samples.put([reading], [passed]);
              expect(samples.last(one.subject)?.at).toBe(until);
              known.books.put(passed);
              known.at = until;
            }
          } else if (one.act === 'roll') {
            samples.roll(moment(START + one.minutes * MINUTE));
          } else if (one.act === 'import') {
            const start = moment(START + (one.slot - 12) * SLOT);
            samples.import(one.subject, [{ start, down: one.rate, up: 0, dropsDown: 0, dropsUp: 0 }]);
            of(one.subject).books.import(start, one.rate);
          } else {
            samples.close();
            samples = openSqliteSamples({ file });
          }
        }
        const shown = (rates: readonly FiveMinute[]) => rates.map(({ start, down }) => [start, down]);
        for (const name of SUBJECTS) {
          const given = of(name).books.given();
          expect(shown(samples.series(name, ALWAYS))).toEqual(given);
          const window = { from: moment(START + HOUR), until: moment(START + 2 * HOUR) };
          expect(shown(samples.series(name, window))).toEqual(
            given.filter(([start]) => start >= window.from && start < window.until),
          );
          for (const count of [1, 3, 20])
            expect(shown(samples.newest(name, count))).toEqual(given.toReversed().slice(0, count));
        }
        samples.roll(moment(START + 200 * HOUR));
        for (const name of SUBJECTS) {
          for (const { start, downOctets } of samples.hourly(name, ALWAYS))
            expect(Number(downOctets)).toBe(of(name).books.octetsIn(start));
          const hours = new Set([...of(name).books.intervals.keys()].map((start) => Math.floor(start / HOUR) * HOUR));
          expect(samples.hourly(name, ALWAYS).map(({ start }): Moment => start)).toEqual(
            [...hours].toSorted((a, b) => a - b),
          );
        }
      } finally {
        samples.close();
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 60, seed: 20_260_504 },
  );
}, 300_000);
