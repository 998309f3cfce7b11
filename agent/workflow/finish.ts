import { type MoveContext, type Moved, type Moves, notify, to } from './moved.ts';
import type { Stage } from './stage.ts';

type FinishEvent = 'confirmed' | 'silence-confirmed' | 'closed';

/** SOP 8: closed after the agency's confirmation, its silence, or by technical support. */
export const finishMoves: Moves<FinishEvent> = {
  confirmed: (stage, _event, context) => {
    // A tested temporary grant still has its return ahead.
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

/** All that the SOP asks before closing was done: verified, reported, told; a temporary grant returned. */
function isFinished(stage: Stage, context: MoveContext): boolean {
  if (stage.at === 'returned' || stage.at === 'restored') return true;
  return stage.at === 'informed' && context.request.window === null;
}

function closed(note: string): Moved {
  return to({ at: 'closed' }, notify('agency/closed', { note }));
}
