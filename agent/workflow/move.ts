import { applyMoves } from './apply.ts';
import type { Event, EventKind } from './event.ts';
import { finishMoves } from './finish.ts';
import { judgeMoves } from './judge.ts';
import type { Move, MoveContext, Moved, Moves } from './moved.ts';
import { receiveMoves } from './receive.ts';
import type { Stage } from './stage.ts';

/** The whole SOP: a row for every event, or it does not compile. */
const MOVES: Moves<EventKind> = { ...receiveMoves, ...judgeMoves, ...applyMoves, ...finishMoves };

/**
 * The SOP "Penambahan Bandwidth" as one pure function: what `event` makes of `stage`, with every effect that follows
 * from it, or undefined where the event has no place. Nothing is performed here.
 */
export function move(stage: Stage, event: Event, context: MoveContext): Moved | undefined {
  const row = MOVES[event.kind] as Move<EventKind>;
  return row(stage, event, context);
}
