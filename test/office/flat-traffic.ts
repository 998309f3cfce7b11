import { type Moment, moment } from '../../agent/domain/moment.ts';
import type { Samples } from '../../agent/ports/samples.ts';
import type { Subject } from '../../agent/domain/counters/reading.ts';

const SLOT = 300_000;

/** Imports whole 5-minute intervals from `from` to `until` in which each subject carries its bit/s, down and up. */
export function importFlat(
  samples: Samples,
  from: Moment,
  until: Moment,
  bits: Readonly<Partial<Record<Subject, number>>>,
): void {
  const first = Math.ceil(from / SLOT) * SLOT;
  const starts = Array.from({ length: Math.max(0, Math.floor((until - first) / SLOT)) }, (_, i) =>
    moment(first + i * SLOT),
  );
  for (const [subject, rate = 0] of Object.entries(bits))
    samples.import(
      subject as Subject,
      starts.map((start) => ({ start, down: rate, up: rate, dropsDown: 0, dropsUp: 0 })),
    );
}
