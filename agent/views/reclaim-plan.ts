import { type Allocation, permanentRate } from '../domain/allocation.ts';
import { type Decision, decide, type Unknown } from '../admission/check/decision.ts';
import type { ConstraintResult } from '../admission/check/constraints.ts';
import { membersOf } from '../admission/check/path-capacity.ts';
import type { DecisionInputs } from '../admission/check/decision-inputs.ts';
import type { Line } from '../domain/line.ts';
import type { Window } from '../domain/moment.ts';
import { never } from '../domain/never.ts';
import type { Priority } from '../domain/priority.ts';
import { minus, type Rate } from '../domain/rate.ts';
import type { RequestRecord } from '../ports/ledger.ts';
import { inputsFor } from '../assessment/availability.ts';
import { bySeniority } from '../assessment/seniority.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { grantsWithHold, reducedGrants, type Reduction, withAllocations } from '../assessment/supposed-grants.ts';

/**
 * Whether one postponed request could be granted if idle lines gave back bandwidth, and what would still be missing.
 */
export type Served =
  /**
   * The check would answer `enough` after these lines are reduced as well. Empty: no further reduction is needed.
   */
  | { readonly kind: 'enough'; readonly after: readonly string[] }
  /**
   * Not enough even after all reductions. `isMeasured`: measured traffic is too high, and reclaiming lowers only
   * committed rates, not traffic.
   */
  | { readonly kind: 'short'; readonly failed: readonly ConstraintResult[]; readonly isMeasured: boolean }
  /** Committed rates would allow it, but the current traffic does not. */
  | { readonly kind: 'waits'; readonly failed: readonly ConstraintResult[] }
  /** The standby `uplink` carries the traffic of `lost`. Meanwhile nothing on this path is granted or postponed. */
  | { readonly kind: 'standby'; readonly uplink: string; readonly lost: string }
  | { readonly kind: 'unknown'; readonly why: readonly Unknown[] };

/** The check's decision, with the constrained links it rests on. */
type Answer = { readonly decision: Decision } & Pick<DecisionInputs, 'bounds'>;

/** One postponed request and what reclaiming would do for it. Rates in bit/s. */
export interface ServedRow {
  readonly number: string;
  /** Code of the agency. */
  readonly agency: string | null;
  readonly priority: Priority | null;
  readonly line: string;
  readonly inForce: Rate;
  readonly wanted: Rate;
  /** `wanted` − `inForce`. */
  readonly addition: Rate;
  readonly window: Window | null;
  readonly served: Served;
}

/** A postponed request with its line. */
interface Waiting {
  readonly found: RequestRecord;
  readonly line: Line;
  readonly wanted: Rate;
}

/**
 * Computes which postponed requests could be granted if lines were reduced, and with which reductions. Requests are
 * tried in the order in which they would be served. Each gets the fewest reductions on its path that make the
 * availability check answer `enough`, and keeps that capacity before the next is tried.
 * @param ranked possible reductions, best first.
 */
export function reclaimPlan(context: ReadContext, ranked: readonly Reduction[]): readonly ServedRow[] {
  const lines = new Map(context.ledger.lines().map((l) => [l.id, l]));
  const real = context.ledger.allocations();
  const used: Reduction[] = [];
  let holds: readonly Waiting[] = [];
  return waitingOf(context, lines).map((postponed) => {
    const books = (more: readonly Reduction[]): readonly Allocation[] =>
      holds.reduce(
        (all, { found, line }) => grantsWithHold(all, found.request, line.id, line.service, context.now),
        reducedGrants(real, [...used, ...more], context.now),
      );
    const ask = (more: readonly Reduction[]): Answer => answerFor(withAllocations(context, books(more)), postponed);
    const onPath = ranked.filter((r) => !used.includes(r) && sharesPath(lines.get(r.line), postponed.line));
    const all = ask(onPath);
    if (all.decision.verdict !== 'enough') return rowOf(context, postponed, notServed(all.decision, all.bounds));
    const needed = fewest(onPath, (some) => ask(some).decision.verdict === 'enough');
    used.push(...needed);
    holds = [...holds, postponed];
    return rowOf(context, postponed, { kind: 'enough', after: needed.map((r) => r.line) });
  });
}

function waitingOf({ ledger }: ReadContext, lines: ReadonlyMap<string, Line>): readonly Waiting[] {
  return ledger
    .requests('open')
    .filter((c) => c.stage.at === 'deferred')
    .toSorted(bySeniority)
    .flatMap((found) => {
      const line = lines.get(found.request.line ?? '');
      const { wanted } = found.request;
      return line === undefined || wanted === null ? [] : [{ found, line, wanted }];
    });
}

function answerFor(context: ReadContext, { found, line, wanted }: Waiting): Answer {
  const { id, window } = found.request;
  const terms = inputsFor(context, { line, wanted, window, request: id, from: context.now });
  return { decision: decide(terms), bounds: terms.bounds };
}

/** Whether two lines share an uplink or a pool. */
function sharesPath(a: Line | undefined, b: Line): boolean {
  if (a === undefined) return false;
  const isBelowOne = a.router === b.router && a.parent !== null && a.parent === b.parent;
  return isBelowOne || membersOf(a.path).some((uplink) => membersOf(b.path).includes(uplink));
}

/** The shortest beginning of the list that is enough, without those of its reductions that are not needed. */
function fewest(ranked: readonly Reduction[], isEnough: (some: readonly Reduction[]) => boolean): readonly Reduction[] {
  let few = 0;
  let many = ranked.length;
  while (few < many) {
    const middle = (few + many) >> 1;
    if (isEnough(ranked.slice(0, middle))) many = middle;
    else few = middle + 1;
  }
  return ranked.slice(0, many).reduce<readonly Reduction[]>(
    (kept, each) => {
      const without = kept.filter((r) => r !== each);
      return isEnough(without) ? without : kept;
    },
    ranked.slice(0, many),
  );
}

function notServed(decision: Exclude<Decision, { verdict: 'enough' }>, bounds: DecisionInputs['bounds']): Served {
  switch (decision.verdict) {
    case 'not-enough':
      return {
        kind: 'short',
        failed: decision.failed,
        isMeasured: decision.failed.some((key) => key.key === 'measured'),
      };
    case 'waiting-for-room':
      return standbyOf(bounds) ?? { kind: 'waits', failed: decision.failed };
    case 'unknown':
      return { kind: 'unknown', why: decision.why };
    default:
      return never(decision);
  }
}

function standbyOf(bounds: DecisionInputs['bounds']): Served | undefined {
  return bounds.flatMap(({ name, standsInFor: lost }): readonly Served[] =>
    lost === undefined ? [] : [{ kind: 'standby', uplink: name, lost }],
  )[0];
}

function rowOf({ ledger }: ReadContext, { found, line, wanted }: Waiting, served: Served): ServedRow {
  const { number, agency, priority, window } = found.request;
  const inForce = permanentRate(ledger.allocations(), line.id);
  const code = ledger.agency(agency)?.code ?? agency;
  return {
    number,
    agency: code,
    priority,
    line: line.id,
    inForce,
    wanted,
    addition: minus(wanted, inForce),
    window,
    served,
  };
}
