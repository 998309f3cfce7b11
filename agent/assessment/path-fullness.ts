import { type Fullness, fullnessOf } from '../admission/reclaim/fullness.ts';
import type { Line } from '../domain/line.ts';
import { unchangedQuery } from './check-query.ts';
import { inputsFor } from './availability.ts';
import type { ReadContext } from './read-context.ts';

/** Whether the path of a line is full now, worked out once for all lines on the same uplinks below the same pool. */
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
