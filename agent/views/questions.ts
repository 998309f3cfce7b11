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
import type { QueueRow } from './queues-view.ts';
import type { ReclaimView } from './reclaim-view.ts';
import type { RequestView } from './request-view.ts';
import type { RequestRow } from './requests-view.ts';
import type { StatusView } from './status-view.ts';
import type { UplinkRow } from './uplinks-view.ts';
import type { WhatIfAsked, WhatIfView } from './whatif-view.ts';

/** The reading half of the local API: GET /ask/NAME with `asked` as the query, answered as JSON. */
export interface Questions {
  readonly status: { asked: Record<string, never>; answer: StatusView };
  readonly requests: {
    asked: { readonly stage?: string; readonly role?: Role; readonly all?: boolean };
    answer: readonly RequestRow[];
  };
  readonly request: { asked: { readonly number: string }; answer: RequestView };
  readonly plan: { asked: { readonly number: string }; answer: RequestPlan };
  readonly explain: { asked: { readonly number: string }; answer: Explanation };
  readonly uplinks: { asked: Record<string, never>; answer: readonly UplinkRow[] };
  readonly live: { asked: Record<string, never>; answer: LiveView };
  readonly capacity: { asked: Record<string, never>; answer: CapacityView };
  /** Where demand goes, `days` ahead (a year), and what to buy: of one uplink or of all. */
  readonly forecast: { asked: { readonly uplink?: string; readonly days?: number }; answer: ForecastView };
  /** What would be, were something so; nothing is written. */
  readonly whatif: { asked: WhatIfAsked; answer: WhatIfView };
  /**
   * Who could give back, and who in the waiting list would get it; with `all` also the lines that keep what they have.
   */
  readonly reclaim: { asked: { readonly all?: boolean }; answer: ReclaimView };
  /** The calendar of promises, `days` ahead (31). */
  readonly headroom: { asked: { readonly days?: number }; answer: readonly HeadroomDay[] };
  readonly queues: { asked: { readonly router?: string }; answer: readonly QueueRow[] };
  readonly adoption: { asked: { readonly router?: string }; answer: readonly AdoptionRow[] };
  readonly agencies: { asked: Record<string, never>; answer: readonly AgencyRow[] };
  readonly audit: {
    asked: { readonly from?: number; readonly count?: number; readonly number?: string };
    answer: readonly AuditEntry[];
  };
  readonly 'audit-check': { asked: Record<string, never>; answer: AuditCheck };
  readonly reports: { asked: Record<string, never>; answer: readonly (IssuedReport & { readonly folder: string })[] };
  readonly checkup: { asked: Record<string, never>; answer: readonly Finding[] };
  /** The number under which a filing made with this key was recorded; null while it was not yet. */
  readonly filed: { asked: { readonly key: string }; answer: { readonly number: string | null } };
}

export type QuestionName = keyof Questions;
export type AskedOf<N extends QuestionName> = Questions[N]['asked'];
export type AnswerOf<N extends QuestionName> = Questions[N]['answer'];
