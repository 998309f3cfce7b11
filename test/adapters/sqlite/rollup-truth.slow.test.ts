import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSqliteSamples } from '../../../adapters/samples/sqlite/sqlite-samples.ts';
import { moment } from '../../../agent/domain/moment.ts';
import type { Subject } from '../../../agent/domain/counters/reading.ts';
import type { Rollup } from '../../../agent/ports/samples.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Midnight in western Indonesia. */
const START = Date.parse('2026-05-04T00:00+07:00');
const SUBJECTS: readonly Subject[] = ['uplink:a', 'line:b'];
const HOURS = 50;

/** A minute that was counted: which, of whom, and how many octets. */
interface Counted {
  readonly subject: Subject;
  readonly minute: number;
  readonly octets: number;
}

/**
 * Minutes of two days and a bit, most of an hour or few of it, so that valid and invalid intervals stand beside each
 * other.
 */
const counted = fc
  .uniqueArray(fc.record({ subject: fc.constantFrom(...SUBJECTS), block: fc.nat(HOURS * 12 - 1), gone: fc.nat(9) }), {
    selector: ({ subject, block }) => `${subject} ${block}`,
    maxLength: 120,
  })
  .chain((blocks) => {
    const minutes = blocks.flatMap(({ subject, block, gone }) =>
      [0, 1, 2, 3, 4]
        .filter((n) => n !== gone && n !== gone - 5)
        .map((n) => ({ subject, minute: block * 5 + n, octets: (block * 7919 + n * 104_729) % 1_000_003 })),
    );
    return fc.shuffledSubarray(minutes, { minLength: minutes.length });
  });

/** What an hour or a day must hold, added up one minute after the other. */
function bruteForce(all: readonly Counted[], subject: Subject, start: number, length: number): Rollup | undefined {
  const intervals = new Map<number, { octets: number; minutes: number }>();
  for (const one of all) {
    const at = START + one.minute * MINUTE;
    if (one.subject !== subject || at < start || at >= start + length) continue;
    const key = Math.floor(one.minute / 5);
    const known = intervals.get(key) ?? { octets: 0, minutes: 0 };
    intervals.set(key, { octets: known.octets + one.octets, minutes: known.minutes + 1 });
  }
  const found = [...intervals.values()];
  if (found.length === 0) return undefined;
  const valid = found.filter(({ minutes }) => minutes >= 4);
  const most = Math.max(0, ...valid.map(({ octets, minutes }) => Math.round((octets * 8) / (minutes * 60))));
  const octets = found.reduce((sum, one) => sum + one.octets, 0);
  return {
    start: moment(start),
    downOctets: BigInt(octets),
    upOctets: BigInt(octets),
    seconds: found.reduce((sum, one) => sum + one.minutes * 60, 0),
    maxDown: most,
    maxUp: most,
    valid: valid.length,
    expected: length / (5 * MINUTE),
  };
}

test('hours and days hold what was counted, in whatever order it came and whenever it was rolled', () => {
  fc.assert(
    fc.property(counted, fc.array(fc.nat(HOURS), { maxLength: 4 }), (all, rolls) => {
      const folder = mkdtempSync(join(tmpdir(), 'rollup-truth-'));
      const day = (at: number) => {
        const from = Math.floor((at - START) / DAY) * DAY + START;
        return { from: moment(from), until: moment(from + DAY) };
      };
      const samples = openSqliteSamples({ file: join(folder, 'samples.db'), day });
      try {
        const instants = rolls.toSorted((a, b) => a - b);
        const part = Math.ceil(all.length / (instants.length + 1));
        for (let n = 0; n <= instants.length; n += 1) {
          const spans = all.slice(n * part, (n + 1) * part).map(({ subject, minute, octets }) => {
            const from = moment(START + minute * MINUTE);
            return {
              subject,
              from,
              until: moment(from + MINUTE),
              down: BigInt(octets),
              up: BigInt(octets),
              dropsDown: 0,
              dropsUp: 0,
            };
          });
          samples.put([], spans);
          samples.roll(moment(START + (instants[n] ?? 2 * HOURS) * HOUR));
        }
        const window = { from: moment(START), until: moment(START + 3 * DAY) };
        for (const subject of SUBJECTS) {
          const expected = (length: number) =>
            Array.from(
              { length: (3 * DAY) / length },
              (_, n) => bruteForce(all, subject, START + n * length, length) ?? [],
            ).flat();
          expect(samples.hourly(subject, window)).toEqual(expected(HOUR));
          expect(samples.daily(subject, window)).toEqual(expected(DAY));
        }
      } finally {
        samples.close();
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 60, seed: 20_260_504 },
  );
});
