import { expect, it } from 'vitest';
import type { Window } from '../../agent/domain/moment.ts';
import type { Direction } from '../../agent/domain/rate.ts';
import { uncachedPast } from '../../agent/assessment/uncached-past.ts';
import type { ReadContext } from '../../agent/assessment/read-context.ts';
import { NOW, when } from '../office/evidence-kit.ts';
import { five, flat, contextOver } from '../office/read-context-kit.ts';
import { realDay } from '../office/office-calendar.ts';

const BOOKS = { lines: [], pools: [], contracts: [], shares: [], poolLimits: [], allocations: [] };
const THURSDAY = realDay('2026-04-30');

function readingContext(): { readonly context: ReadContext; readonly read: Window[] } {
  const context = contextOver(BOOKS, {
    'line:x': flat(when('2026-04-01T00:00+07:00'), NOW, 7e6).map((f) => five(f.start, f.down, 2e6)),
  });
  const read: Window[] = [];
  const series: ReadContext['samples']['series'] = (subject, window) => {
    read.push(window);
    return context.samples.series(subject, window);
  };
  return { context: { ...context, samples: { ...context.samples, series } }, read };
}

it('reads a day once for both directions, and leaves nothing on the cache', () => {
  const { context, read } = readingContext();
  const past = uncachedPast(context, 'line:x');
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
  context.cache.of(context.samples, 'line:x', THURSDAY, context.office.calendar.zone, context.now);
  expect(read).toHaveLength(2);
});
