import type { RequestRecord } from '../ports/ledger.ts';
import { SOP, type SopLine } from '../workflow/sop.ts';
import { awaitsSecond } from '../planning/second-approver.ts';
import type { ReadContext } from '../assessment/read-context.ts';

/** Where the SOP stands and whose turn it is: what waits for a second approval waits for people, not for the agent. */
export function turnOf(context: ReadContext, found: RequestRecord): SopLine {
  const line = SOP[found.stage.at];
  return awaitsSecond(context, found) === undefined ? line : { ...line, actor: 'division-head' };
}
