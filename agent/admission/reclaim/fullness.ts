import { DIRECTIONS } from '../../domain/rate.ts';
import { judgeConstraints } from '../check/constraints.ts';
import type { DecisionInputs } from '../check/decision-inputs.ts';

/** Whether a path holds its lines down: full in either direction, or not known, which is never room. */
export type Fullness = 'room' | 'full' | 'unknown';

/**
 * By the check's own measure: the busy figure on an uplink or pool of the path reaches the policy's saturation of its
 * capacity.
 */
export function fullnessOf(terms: DecisionInputs): Fullness {
  const { bounds, blind, directions } = terms;
  const keys = DIRECTIONS.flatMap((d) => bounds.flatMap((bound) => judgeConstraints(terms, bound, d, 0, bound.share)));
  if (keys.some((key) => key.saturated)) return 'full';
  const isMeasured = DIRECTIONS.every((d) => directions[d].busy.kind === 'known');
  return isMeasured && blind.length === 0 && bounds.every((bound) => bound.capacity !== null) ? 'room' : 'unknown';
}
