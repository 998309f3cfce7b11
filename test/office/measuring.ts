import { MINUTE } from '../../agent/domain/moment.ts';
import type { Measuring } from '../../agent/loops/measure.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { setClock } from '../fakes/set-clock.ts';

/** What a measure loop works with, where the office knows no limit and no point is named. */
export function measuringOf(given: Pick<Measuring, 'meter' | 'samples'> & Partial<Measuring>): Required<Measuring> {
  return {
    name: 'core',
    clock: setClock(),
    log: quietLog(),
    every: MINUTE,
    points: () => [],
    limits: () => new Map(),
    turning: () => undefined,
    ...given,
  };
}
