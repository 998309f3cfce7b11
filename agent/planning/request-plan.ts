import { Fault } from '../domain/fault.ts';
import type { Facts, Finding } from '../domain/finding.ts';
import { desiredRate } from '../domain/allocation.ts';
import { larger, type Rate } from '../domain/rate.ts';
import type { Request } from '../domain/request.ts';
import type { Wait } from '../domain/wait.ts';
import type { RequestRecord } from '../ports/ledger.ts';
import { neededChange, rowsOf } from '../shaping/change.ts';
import { shownDifferences } from '../shaping/drift.ts';
import { featureFindings } from '../shaping/feature-check.ts';
import { guardFindings } from '../shaping/guard.ts';
import { type Binding, planHash } from '../shaping/plan.ts';
import { bindingFor } from './binding.ts';
import { ownedQueues, registryOf } from './owned-queues.ts';
import { isUndecided } from '../workflow/judge.ts';
import { secondNeeded } from './second-approver.ts';
import { plannedEffects } from './planned-effects.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { waitOfCase } from './waits.ts';

/**
 * What approving would do on the router: the binding, the difference field by field, and the lines a person could
 * paste.
 */
export interface RequestPlan {
  readonly number: string;
  readonly binding: Binding;
  readonly hash: string;
  readonly router: string;
  readonly mode: 'observe' | 'manual' | 'apply';
  /** Field → found and wanted; empty when the queue already shows it. */
  readonly differences: readonly { readonly field: string; readonly found: string; readonly wanted: string }[];
  readonly words: readonly string[];
  /** What the guards would refuse today. */
  readonly refusals: readonly Finding[];
  /** What would keep the queue from its effect, were it written today; those of its pool included. */
  readonly effects: readonly Finding[];
  /** Why no change can be planned: the queue is not as the books say. */
  readonly conflict: Facts | null;
  /** Why it is not written now, or would not be after one approval. */
  readonly wait: Wait | null;
}

/** What would be done for this request now. Throws Fault `request/no-line` for one that has no queue of ours. */
export function requestPlan(context: ReadContext, found: RequestRecord): RequestPlan {
  const { request } = found;
  const { ledger, office } = context;
  const line = ledger.lines().find((l) => l.id === request.line);
  if (line === undefined) throw new Fault('request/no-line', { agency: request.agency });
  const binding = bindingFor(context, request, line);
  const current = ownedQueues(context, line.router).find((o) => o.owner === line.id)?.want;
  if (current === undefined) throw new Fault('request/no-line', { agency: request.agency });
  const table = ledger.observed(line.router)?.queues ?? [];
  const row = rowsOf(line.id, line.queue, table)[0];
  const want = { ...current, maxLimit: grantedLimit(context, request, current.maxLimit, binding.to) };
  const needed = neededChange('grant', line.id, want, row ?? null, table);
  const router = office.routers.find((r) => r.name === line.router);
  return {
    number: request.number,
    binding,
    hash: planHash(binding),
    router: line.router,
    mode: router?.mode ?? 'observe',
    differences: row === undefined ? [] : shownDifferences(want, row),
    words: needed.kind === 'change' ? context.words(line.router, needed.change) : [],
    refusals: guardFindings(line.id, want, table, registryOf(context, line.router)),
    effects: [
      ...plannedEffects(context, line, want, row),
      ...(row === undefined ? [] : featureFindings(row.name, want.maxLimit, row)),
    ],
    conflict: needed.kind === 'conflict' ? { why: needed.why, fields: needed.fields.join(',') } : null,
    wait: waitOfCase(context, found) ?? secondAhead(context, found),
  };
}

/**
 * A permanent grant takes the place of the permanent rate, also where one direction comes down; running temporary ones
 * stay.
 */
function grantedLimit({ ledger, office, now }: ReadContext, request: Request, current: Rate, to: Rate): Rate {
  if (request.window !== null) return larger(current, to);
  const temporary = ledger.allocations().filter((a) => a.window !== null);
  return larger(to, desiredRate(temporary, request.line ?? '', now, office.policy.graceMinutes));
}

/** What is still to be approved will need two. */
function secondAhead(context: ReadContext, { request, stage }: RequestRecord): Wait | null {
  const needed = isUndecided(stage) ? secondNeeded(context, request) : undefined;
  return needed === undefined ? null : { ...needed, first: null };
}
