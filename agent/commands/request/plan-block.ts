import { waitFinding } from '../../domain/wait.ts';
import { showRate } from '../../texts/format.ts';
import type { RequestPlan } from '../../planning/request-plan.ts';
import { sayWindow } from './decision-block.ts';
import { showFindings } from '../terminal/findings-table.ts';
import type { Screen } from '../terminal/screen.ts';

/** Prints what would change on the router, and what exactly an approval would be valid for. */
export function showPlan(screen: Screen, plan: RequestPlan): void {
  const { lang } = screen.writing;
  const { number, router, mode, hash, binding } = plan;
  screen.line(screen.say('plan-title', { number, router, mode, hash: hash.slice(0, 12) }));
  const [from, to, targets] = [showRate(binding.from, lang), showRate(binding.to, lang), binding.targets.join(', ')];
  const toUntil = `${to}${sayWindow(screen, binding.window)}`;
  screen.line(`  ${screen.say('plan-binding', { queue: binding.queue, targets, from, to: toUntil })}`);
  if (plan.conflict !== null) screen.line(`  ${screen.say('plan-conflict', { facts: JSON.stringify(plan.conflict) })}`);
  else if (plan.differences.length === 0) screen.line(`  ${screen.say('plan-nothing')}`);
  else {
    screen.table(
      ['field', 'now', 'becomes'],
      plan.differences.map((d) => [d.field, d.found, d.wanted]),
    );
  }
  for (const { queue, from: has, to: gets } of plan.raises)
    screen.line(`  ${screen.say('plan-raises', { queue, from: showRate(has, lang), to: showRate(gets, lang) })}`);
  for (const line of plan.words) screen.line(`  ${line}`);
  if (mode !== 'apply' && plan.words.length > 0) screen.line(screen.say('plan-by-hand', { mode }));
  if (plan.effects.length > 0) {
    screen.line(screen.say('plan-effects'));
    showFindings(screen, plan.effects);
  }
  if (plan.wait !== null) showFindings(screen, [waitFinding(plan.wait, number)]);
  if (plan.refusals.length > 0) {
    screen.line(screen.say('plan-refused'));
    showFindings(screen, plan.refusals);
  }
}
