import { DIRECTIONS } from '../../domain/rate.ts';
import { judgeConstraints } from '../check/constraints.ts';
import type { DecisionInputs } from '../check/decision-inputs.ts';

/** Whether a path holds its lines down: full in either direction, or not known, which is never room. */
export type Fullness = 'room' | 'full' | 'unknown';

/**
 * By the check's own measure: the busy figure on an uplink or pool of the path reaches the policy's saturation of its
 * capacity.
 */
export function fullnessOf(inputs: DecisionInputs): Fullness {
  const { bounds, blind: unknownReasons, directions } = inputs;
  const constraints = DIRECTIONS.flatMap((d) =>
    bounds.flatMap((link) => judgeConstraints(inputs, link, d, 0, link.share)),
  );
  if (constraints.some((key) => key.saturated)) return 'full';
  const isMeasured = DIRECTIONS.every((d) => directions[d].busy.kind === 'known');
  return isMeasured && unknownReasons.length === 0 && bounds.every((link) => link.capacity !== null)
    ? 'room'
    : 'unknown';
}
