import { type MoveContext, type Moved, type Moves, notify, to } from './moved.ts';
import type { Stage } from './stage.ts';

type FinishEvent = 'confirmed' | 'silence-confirmed' | 'closed';

/**
 * Rows of the SOP state machine (see `move`) for SOP step 8: a request is closed after the agency confirmed, after a
 * time without an answer, or by technical support.
 */
export const finishMoves: Moves<FinishEvent> = {
  confirmed: (stage, _event, context) => {
    // A temporary grant must still be returned later, so that its request stays open.
    if (
      context.request.window !== null &&
      (stage.at === 'active' || stage.at === 'informed' || stage.at === 'expiring')
    )
      return to(stage);
    return stage.at === 'active' || isFinished(stage, context) ? closed('') : undefined;
  },
  'silence-confirmed': (stage, _event, context) => (isFinished(stage, context) ? closed('') : undefined),
  closed: (stage, event, context) => (isFinished(stage, context) ? closed(event.note) : undefined),
};

/**
 * Whether everything that the SOP asks before closing is done: verified, reported, agency told, temporary grant
 * returned.
 */
function isFinished(stage: Stage, context: MoveContext): boolean {
  if (stage.at === 'returned' || stage.at === 'restored') return true;
  return stage.at === 'informed' && context.request.window === null;
}

function closed(note: string): Moved {
  return to({ at: 'closed' }, notify('agency/closed', { note }));
}
