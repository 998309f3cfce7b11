import type { RequestView } from '../views/request-view.ts';
import { sayKey, sayUnknown, showDecision } from './decision-block.ts';
import { exactMbps, tightest } from './key-numbers.ts';
import type { Screen } from './screen.ts';

/** SOP 5 of one request: the numbers of its newest check, and what would come of the standby, were the link in use lost. */
export function showAssessment(screen: Screen, { decision, survival }: Pick<RequestView, 'decision' | 'survival'>): void {
  if (decision !== null) showDecision(screen, decision);
  if (survival !== null) screen.line(`  ${saySurvival(screen, survival)}`);
}

function saySurvival(screen: Screen, { lost, onto, unknown, keys }: NonNullable<RequestView['survival']>): string {
  const { lang } = screen.writing;
  const binding = tightest(keys);
  if (binding === undefined) {
    return screen.say('survival-unknown', { lost, onto, why: unknown.map((why) => sayUnknown(screen, why)).join('; ') });
  }
  const { demand, limit } = binding;
  const numbers = { demand: exactMbps(demand, lang), limit: exactMbps(limit, lang), room: exactMbps(Math.abs(limit - demand), lang) };
  const facts = { lost, onto, key: sayKey(screen, binding), direction: screen.say(binding.direction), ...numbers };
  return screen.say(binding.pass ? 'survival-fits' : 'survival-short', facts);
}
