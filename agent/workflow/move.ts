import { applyMoves } from './apply.ts';
import type { Event, EventKind } from './event.ts';
import { finishMoves } from './finish.ts';
import { judgeMoves } from './judge.ts';
import type { Move, MoveContext, Moved, Moves } from './moved.ts';
import { receiveMoves } from './receive.ts';
import type { Stage } from './stage.ts';

/** All rows of the SOP state machine, one for every event. */
const MOVES: Moves<EventKind> = { ...receiveMoves, ...judgeMoves, ...applyMoves, ...finishMoves };

/**
 * Returns what `event` makes of a request in `stage`: the new stage and all effects. undefined: the event is not
 * possible in this stage. Pure: the caller stores the stage and performs the effects. This is the SOP "Penambahan
 * Bandwidth" as one function.
 */
export function move(stage: Stage, event: Event, context: MoveContext): Moved | undefined {
  const row = MOVES[event.kind] as Move<EventKind>;
  return row(stage, event, context);
}
