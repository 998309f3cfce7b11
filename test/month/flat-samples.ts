import { moment, type Window } from '../../agent/domain/moment.ts';
import type { Subject } from '../../agent/domain/counters/reading.ts';
import type { Clock } from '../../agent/ports/clock.ts';
import type { FiveMinute, SamplesView } from '../../agent/ports/samples.ts';
import { manyRates } from '../fakes/many-rates.ts';

const SLOT = 300_000;
const DAY_MS = 86_400_000;

/**
 * Utilisation without a file: each subject carries the same rate for a whole UTC day, up to the interval that is over
 * now.
 */
export function flatSamples(clock: Clock, bitsOf: (subject: Subject, day: number) => number): SamplesView {
  const over = (): number => Math.floor(clock.now() / SLOT) * SLOT;
  const row = (subject: Subject, start: number): FiveMinute => {
    const bits = bitsOf(subject, Math.floor(start / DAY_MS));
    return { start: moment(start), down: bits, up: bits, dropsDown: 0, dropsUp: 0 };
  };
  const series = (subject: Subject, { from, until }: Window): readonly FiveMinute[] => {
    const first = Math.ceil(from / SLOT) * SLOT;
    const count = Math.max(0, Math.floor((Math.min(until, over()) - first) / SLOT));
    return Array.from({ length: count }, (_, i) => row(subject, first + i * SLOT));
  };
  return {
    series,
    rates: (subject, window) => manyRates(series(subject, window)),
    newest: (subject, count) => Array.from({ length: count }, (_, i) => row(subject, over() - (i + 1) * SLOT)),
    hourly: () => [],
    daily: () => [],
    last: () => undefined,
    port: () => undefined,
    missed: () => [],
    columns: () => undefined,
    subjects: () => [],
  };
}
