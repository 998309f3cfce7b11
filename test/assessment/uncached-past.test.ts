import { expect, it } from 'vitest';
import type { Window } from '../../agent/domain/moment.ts';
import type { Direction } from '../../agent/domain/rate.ts';
import { passingPast } from '../../agent/assessment/uncached-past.ts';
import type { Sight } from '../../agent/assessment/read-context.ts';
import { NOW, when } from '../admission/evidence-kit.ts';
import { five, flat, sightOver } from '../admission/sight-kit.ts';
import { realDay } from '../domain/office-calendar.ts';

const BOOKS = { lines: [], pools: [], contracts: [], shares: [], poolLimits: [], allocations: [] };
const THURSDAY = realDay('2026-04-30');

function readingSight(): { readonly sight: Sight; readonly read: Window[] } {
  const sight = sightOver(BOOKS, {
    'line:x': flat(when('2026-04-01T00:00+07:00'), NOW, 7e6).map((f) => five(f.start, f.down, 2e6)),
  });
  const read: Window[] = [];
  const series: Sight['samples']['series'] = (subject, window) => {
    read.push(window);
    return sight.samples.series(subject, window);
  };
  return { sight: { ...sight, samples: { ...sight.samples, series } }, read };
}

it('reads a day once for both directions, and leaves nothing on the shelf', () => {
  const { sight, read } = readingSight();
  const past = passingPast(sight, 'line:x');
  const first = (direction: Direction) => [
    past(direction).of(THURSDAY).rates[0],
    past(direction).of(THURSDAY).starts.length,
  ];
  expect([first('down'), first('up')]).toEqual([
    [7e6, 288],
    [2e6, 288],
  ]);
  expect(past('up').today).toBe('2026-05-04');
  expect(read).toHaveLength(1);
  sight.shelf.of(sight.samples, 'line:x', THURSDAY, sight.office.calendar.zone, sight.now);
  expect(read).toHaveLength(2);
});
