import type { Decision } from '../../admission/check/decision.ts';
import { needOf } from '../../admission/reclaim/need.ts';
import type { Line } from '../../domain/line.ts';
import { never } from '../../domain/never.ts';
import { AGENT } from '../../domain/person.ts';
import { NO_RATE, type Rate } from '../../domain/rate.ts';
import type { Request } from '../../domain/request.ts';
import type { Books, RequestRecord, LedgerView } from '../../ports/ledger.ts';
import { assess } from '../../assessment/assess.ts';
import { workEvidenceOf } from '../../assessment/path-demand.ts';
import { snapshotOf } from '../../assessment/snapshot.ts';
import type { Event } from '../../workflow/event.ts';
import type { Stage } from '../../workflow/stage.ts';
import { advanceIn } from './advance.ts';
import { type Desk, contextOf } from '../act/desk.ts';
import { type Checked, shortageFacts } from './shortage-facts.ts';

/**
 * Runs the availability check (SOP step 5) for a request. Decision, hold and new stage are stored in one transaction,
 * so two requests cannot take the same headroom. Nothing is stored when the answer is the same as before. Returns the
 * request as it is then; undefined when there is nothing to check.
 * @param by person id who asked for the check, or `agent`.
 */
export function check(desk: Desk, id: number, by = 'agent'): RequestRecord | undefined {
  return desk.ledger.record((books) => {
    const found = books.request(id);
    if (found === undefined || !isOpenForCheck(found.stage)) return undefined;
    const line = books.line(found.request.line);
    if (line === undefined || found.request.wanted === null) return undefined;
    const checked = examine(desk, books, found.request, line);
    if (isAsBefore(found.stage, checked.decision)) return found;
    return settleCheck(desk, books, found.request, checked, by);
  });
}

function isOpenForCheck(stage: Stage): boolean {
  return (
    stage.at === 'examined' || stage.at === 'unknown' || stage.at === 'waiting-for-room' || stage.at === 'deferred'
  );
}

/**
 * Says whether the answer changes nothing. A postponed request stays postponed until there is enough: an unknown answer
 * or a busy hour does not change that.
 */
function isAsBefore(stage: Stage, decision: Decision): boolean {
  if (stage.at === 'deferred') return decision.verdict !== 'enough';
  return stage.at === decision.verdict;
}

/**
 * Computes the answer of the availability check for a request, without storing anything.
 * @param wanted rate to check instead of the one requested.
 */
export function examine(
  desk: Desk,
  ledger: LedgerView,
  request: Request,
  line: Line,
  wanted: Rate = request.wanted ?? NO_RATE,
): Checked {
  const context = snapshotOf(contextOf(desk, ledger));
  const found = assess(context, { line, wanted, window: request.window, request: request.id, from: context.now });
  const need = needOf(workEvidenceOf(context, line.id, 'down'), found.terms.inForce.down, desk.office.policy);
  return { ...found, need };
}

function settleCheck(desk: Desk, books: Books, request: Request, checked: Checked, by: string): RequestRecord {
  const at = desk.clock.now();
  const decision = books.decide({ request: request.id, at, by, ...checked });
  books.enter({
    at,
    actor: AGENT,
    act: 'request/checked',
    request: request.id,
    facts: { decision, by, verdict: checked.decision.verdict },
  });
  return advanceIn(desk, books, request.id, eventOf(books, request, checked, decision), AGENT);
}

function eventOf(books: LedgerView, request: Request, checked: Checked, decision: number): Event {
  const recommended = request.window !== null || checked.need.kind !== 'not-proven';
  const answer = checked.decision;
  switch (answer.verdict) {
    case 'enough':
      return { kind: 'assessed', verdict: 'enough', decision, recommended, rate: checked.terms.wanted };
    case 'not-enough':
      return {
        kind: 'assessed',
        verdict: 'not-enough',
        decision,
        recommended,
        facts: shortageFacts(books, request, checked),
      };
    case 'waiting-for-room':
      return { kind: 'assessed', verdict: 'waiting-for-room', decision };
    case 'unknown':
      return { kind: 'assessed', verdict: 'unknown', decision, why: answer.why };
    default:
      return never(answer);
  }
}
