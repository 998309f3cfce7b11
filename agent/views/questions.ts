import type { AuditEntry } from '../domain/audit-entry.ts';
import type { Finding } from '../domain/finding.ts';
import type { Role } from '../domain/person.ts';
import type { IssuedReport } from '../ports/ledger.ts';
import type { AdoptionRow } from '../planning/adoption.ts';
import type { AgencyRow } from './agencies-view.ts';
import type { AuditCheck } from './audit-view.ts';
import type { CapacityView } from './capacity-view.ts';
import type { Explanation } from './explanation.ts';
import type { ForecastView } from './forecast-view.ts';
import type { HeadroomDay } from './headroom-view.ts';
import type { LiveView } from './live-view.ts';
import type { RequestPlan } from '../planning/request-plan.ts';
import type { QueueTree } from './queue-tree-view.ts';
import type { QueueRow } from './queues-view.ts';
import type { ReclaimView } from './reclaim-view.ts';
import type { RequestView } from './request-view.ts';
import type { RequestRow } from './requests-view.ts';
import type { StatusView } from './status-view.ts';
import type { UplinkRow } from './uplinks-view.ts';
import type { WhatIfAsked, WhatIfView } from './whatif-view.ts';

/** All questions of the local API: GET /ask/NAME with `asked` as the query, answered as JSON. */
export interface Questions {
  readonly status: { asked: Record<string, never>; answer: StatusView };
  readonly requests: {
    asked: { readonly stage?: string; readonly role?: Role; readonly all?: boolean };
    answer: readonly RequestRow[];
  };
  readonly request: { asked: { readonly number: string }; answer: RequestView };
  readonly plan: { asked: { readonly number: string }; answer: RequestPlan };
  /** The newest decision of a request, computed again. */
  readonly explain: { asked: { readonly number: string }; answer: Explanation };
  readonly uplinks: { asked: Record<string, never>; answer: readonly UplinkRow[] };
  readonly live: { asked: Record<string, never>; answer: LiveView };
  readonly capacity: { asked: Record<string, never>; answer: CapacityView };
  /** Future demand for `days` days (default 365) and what to buy, for one uplink or all. */
  readonly forecast: { asked: { readonly uplink?: string; readonly days?: number }; answer: ForecastView };
  /** Result of a check under suppositions. Nothing is written. */
  readonly whatif: { asked: WhatIfAsked; answer: WhatIfView };
  /**
   * Lines that could give bandwidth back, and postponed requests that it would serve. `all`: also the lines that keep
   * what they have.
   */
  readonly reclaim: { asked: { readonly all?: boolean }; answer: ReclaimView };
  /** What may still be committed on each of the next `days` days (default 31). */
  readonly headroom: { asked: { readonly days?: number }; answer: readonly HeadroomDay[] };
  /** Queues of the routers compared with the ledger. */
  readonly queues: { asked: { readonly router?: string }; answer: readonly QueueRow[] };
  /** Queues of the routers as they stand above each other, as last read. */
  readonly 'queue-tree': { asked: { readonly router?: string }; answer: readonly QueueTree[] };
  /** Queues made by hand, and what the agent proposes for each. */
  readonly adoption: { asked: { readonly router?: string }; answer: readonly AdoptionRow[] };
  readonly agencies: { asked: Record<string, never>; answer: readonly AgencyRow[] };
  /** Audit entries from a sequence number on, or of one request. */
  readonly audit: {
    asked: { readonly from?: number; readonly count?: number; readonly number?: string };
    answer: readonly AuditEntry[];
  };
  readonly 'audit-check': { asked: Record<string, never>; answer: AuditCheck };
  readonly reports: { asked: Record<string, never>; answer: readonly (IssuedReport & { readonly folder: string })[] };
  readonly checkup: { asked: Record<string, never>; answer: readonly Finding[] };
  /** Number of the request that was filed with this key. null: not recorded yet. */
  readonly filed: { asked: { readonly key: string }; answer: { readonly number: string | null } };
}

/** Name of a question. */
export type QuestionName = keyof Questions;
/** Parameters of a question. */
export type AskedOf<N extends QuestionName> = Questions[N]['asked'];
/** Answer of a question. */
export type AnswerOf<N extends QuestionName> = Questions[N]['answer'];
