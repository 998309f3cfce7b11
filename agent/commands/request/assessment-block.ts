import type { RequestView } from '../../views/request-view.ts';
import { showDecision } from './decision-block.ts';
import { sayUnknown } from './decision-why.ts';
import { exactMbps, tightest } from './key-numbers.ts';
import { keyFacts } from './key-table.ts';
import type { Screen } from '../terminal/screen.ts';

/** Prints the newest check of a request (SOP step 5), and what the standby would carry if the active uplink failed. */
export function showAssessment(
  screen: Screen,
  { decision, survival }: Pick<RequestView, 'decision' | 'survival'>,
): void {
  if (decision !== null) showDecision(screen, decision);
  if (survival !== null) screen.line(`  ${saySurvival(screen, survival)}`);
}

function saySurvival(screen: Screen, { lost, onto, unknown, keys }: NonNullable<RequestView['survival']>): string {
  const binding = tightest(keys);
  if (binding === undefined) {
    return screen.say('survival-unknown', {
      lost,
      onto,
      why: unknown.map((why) => sayUnknown(screen, why)).join('; '),
    });
  }
  const room = exactMbps(Math.abs(binding.limit - binding.demand), screen.writing.lang);
  const facts = { lost, onto, ...keyFacts(screen, binding), room };
  return screen.say(binding.pass ? 'survival-fits' : 'survival-short', facts);
}
