import { type Fullness, fullnessOf } from '../admission/reclaim/fullness.ts';
import type { Line } from '../domain/line.ts';
import { unchangedQuery } from './check-query.ts';
import { inputsFor } from './availability.ts';
import type { ReadContext } from './read-context.ts';

/**
 * Returns a function that says whether the path of a line is full now. Lines on the same uplinks and below the same
 * pool share one computation.
 */
export function pathFullness(context: ReadContext): (line: Line) => Fullness {
  const known = new Map<string, Fullness>();
  return (line) => {
    const path = JSON.stringify([line.path, line.router, line.parent]);
    let fullness = known.get(path);
    if (fullness === undefined)
      known.set(path, (fullness = fullnessOf(inputsFor(context, unchangedQuery(context, line)))));
    return fullness;
  };
}
