import type { DoneOf } from '../../desk/act/order.ts';
import { sayStage } from '../../texts/say.ts';
import type { Screen } from './screen.ts';

/** Where the request stands after an order, as JSON or as one line. */
export function showStood(screen: Screen, stood: DoneOf<'raise'>): void {
  screen.answer(stood, ({ number, stage }) =>
    screen.line(screen.say('stood', { number, stage: sayStage(stage, screen.writing.lang) })),
  );
}
