import type { Case } from '../ports/ledger.ts';
import { SOP, type SopLine } from '../workflow/sop.ts';
import { awaitsSecond } from '../planning/second-approver.ts';
import type { Sight } from '../assessment/read-context.ts';

/** Where the SOP stands and whose turn it is: what waits for a second approval waits for people, not for the agent. */
export function turnOf(sight: Sight, found: Case): SopLine {
  const line = SOP[found.stage.at];
  return awaitsSecond(sight, found) === undefined ? line : { ...line, actor: 'division-head' };
}
