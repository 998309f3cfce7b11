import type { Allocation } from '../domain/allocation.ts';
import type { Finding } from '../domain/finding.ts';
import type { Rate } from '../domain/rate.ts';
import type { Request } from '../domain/request.ts';
import type { StoredDecision } from '../ports/ledger.ts';
import type { Op } from '../shaping/op.ts';
import type { Due, StageEntry } from '../workflow/due.ts';
import type { NoticeKind } from '../workflow/notice.ts';
import type { SopLine } from '../workflow/sop.ts';
import type { Stage } from '../workflow/stage.ts';

/** One request, whole: content, stage, clock, timeline, decision, plan, operations, what was told. */
export interface RequestView {
  readonly request: Request;
  readonly agencyName: string | null;
  readonly stage: Stage;
  readonly sop: SopLine;
  readonly due: Due | null;
  readonly history: readonly StageEntry[];
  readonly inForce: Rate | null;
  /** Newest decision, if any was made. */
  readonly decision: StoredDecision | null;
  /** What an approval now would be bound to; null when nothing waits for one. */
  readonly planHash: string | null;
  readonly allocation: Allocation | null;
  readonly ops: readonly Op[];
  readonly told: readonly { readonly at: number; readonly kind: NoticeKind; readonly sent: boolean }[];
  readonly queueFindings: readonly Finding[];
  readonly children: readonly string[];
}
