import { DIRECTIONS } from '../../domain/rate.ts';
import { judgeConstraints } from '../check/constraints.ts';
import type { DecisionInputs } from '../check/decision-inputs.ts';

/**
 * Whether a path has room. `full`: saturated in at least one direction, so its lines may use less than they want.
 * `unknown`: not measured, or capacity unknown.
 */
export type Fullness = 'room' | 'full' | 'unknown';

/**
 * Says whether the 95th percentile on a link or pool of the path reaches the policy's saturation share of its capacity,
 * in either direction.
 * @param inputs of a check in which nothing is requested (Δ = 0).
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
