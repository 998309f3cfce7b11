import type { Decision } from '../admission/check/decision.ts';
import type { Need } from '../admission/reclaim/need.ts';
import type { DecisionInputs } from '../admission/check/decision-inputs.ts';
import type { Agency } from '../domain/agency.ts';
import type { Allocation } from '../domain/allocation.ts';
import type { AuditDraft, AuditEntry } from '../domain/audit-entry.ts';
import type { Finding } from '../domain/finding.ts';
import type { Line, Pool } from '../domain/line.ts';
import type { Moment } from '../domain/moment.ts';
import type { Delegation } from '../domain/person.ts';
import type { Rate } from '../domain/rate.ts';
import type { Request } from '../domain/request.ts';
import type { Contract, PoolLimit, Shares } from '../domain/uplink.ts';
import type { Op } from '../shaping/op.ts';
import type { Plan, PlanDraft } from '../shaping/plan.ts';
import type { ObservedQueue } from '../shaping/queue.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { StageEntry } from '../workflow/due.ts';
import type { Notice } from '../workflow/notice.ts';
import type { Stage, StageName } from '../workflow/stage.ts';
import type { RouterIdentity, RouterTraits } from './router-facts.ts';

/** A stored request, its stage of the SOP, and since when it is in that stage. */
export interface RequestRecord {
  readonly request: Request;
  readonly stage: Stage;
  readonly since: Moment;
}

/** A stored answer of the availability check (SOP step 5). `decide(terms)` computes the same decision again. */
export interface StoredDecision {
  readonly id: number;
  readonly request: number;
  readonly at: Moment;
  /** Person id of who asked for the check, or `agent`. */
  readonly by: string;
  readonly terms: DecisionInputs;
  readonly decision: Decision;
  readonly need: Need;
  /** Largest new total that could be granted then; null unless the verdict was `not-enough`, or nothing fits. */
  readonly offer: Rate | null;
  /** From when all of it would fit, by what the ledger knows; null unless `not-enough`, or no time is known. */
  readonly earliest: Moment | null;
}

/**
 * Content of an outbox row: a notice to people, a progress mark for a ticket, a ticket to file on the helpdesk for an
 * agency, or an order to write a report for the local days `from` up to but not including `until`.
 */
export type Outgoing =
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'progress'; readonly stage: StageName }
  | { readonly kind: 'file'; readonly ticket: Omit<Ticket, 'id' | 'revision'> }
  | { readonly kind: 'report'; readonly report: IssuedReport['kind']; readonly from: string; readonly until: string };

/** A message that is delivered exactly once. Rows of one ticket are delivered in the order of `id`. */
export interface OutboxRow {
  readonly id: number;
  /** Unique for ever. The receiver shows a message with a known key only once. */
  readonly key: string;
  readonly ticketId: string | null;
  readonly request: number | null;
  readonly at: Moment;
  readonly message: Outgoing;
  /** When the receiver acknowledged it; null: not yet. */
  readonly doneAt: Moment | null;
}

/**
 * The simple-queue table of one router as last read, with the router's identity and its settings that affect queues.
 */
export interface Observed {
  readonly router: string;
  readonly at: Moment;
  readonly identity: RouterIdentity;
  readonly traits: RouterTraits;
  readonly queues: readonly ObservedQueue[];
}

/** A report whose files are written. Days are local, `2026-05-04`. */
export interface IssuedReport {
  readonly id: string;
  readonly kind: 'weekly' | 'monthly';
  /** First day of the period; `until` is the first day after it. */
  readonly from: string;
  readonly until: string;
  readonly madeAt: Moment;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/** Synchronous reads. Inside a transaction they show what it has written. Lists are ordered by id. */
export interface LedgerView {
  agencies(): readonly Agency[];
  /** The agency with this id. Undefined for null and for an unknown id; `line` and `pool` answer alike. */
  agency(id: string | null): Agency | undefined;
  /** Lines that exist now; ended lines are left out. */
  lines(): readonly Line[];
  line(id: string | null): Line | undefined;
  pools(): readonly Pool[];
  pool(id: string | null): Pool | undefined;
  /** Past, present and future contracts of all uplinks. `shares` and `poolLimits` are dated in the same way. */
  contracts(): readonly Contract[];
  shares(): readonly Shares[];
  poolLimits(): readonly PoolLimit[];
  delegations(): readonly Delegation[];

  request(id: number): RequestRecord | undefined;
  /** Looks up a full number, such as `BW-2026-0041`. */
  requestByNumber(number: string): RequestRecord | undefined;
  /** `open`: requests that have not ended (fast). `all`: ended ones too. */
  requests(which: 'open' | 'all'): readonly RequestRecord[];
  requestsOfTicket(ticketId: string): readonly RequestRecord[];
  /** Stages that the request went through, oldest first. */
  history(request: number): readonly StageEntry[];
  decision(id: number): StoredDecision | undefined;
  /** Decisions about a request, oldest first. */
  decisions(request: number): readonly StoredDecision[];
  /** Whether this revision of the helpdesk ticket was already processed. */
  seen(ticketId: string, revision: number): boolean;
  /** The ticket with all corrections so far; undefined when it was never stored. */
  ticket(ticketId: string): Ticket | undefined;
  /** Highest running number given to this kind of request in this local year; 0 when none. */
  lastNumber(kind: Request['kind'], year: number): number;

  /** Allocations of all lines: held, granted and ended. */
  allocations(): readonly Allocation[];
  plan(id: number): Plan | undefined;
  /** Plans of a request in any state, or plans of a router that are due at `dueBy`. */
  plans(which: { readonly request: number } | { readonly router: string; readonly dueBy: Moment }): readonly Plan[];
  op(id: number): Op | undefined;
  /** Write operations whose outcome on the router is not known yet. */
  openOps(router: string): readonly Op[];
  ops(request: number): readonly Op[];
  opsOfPlan(plan: number): readonly Op[];
  opsSince(at: Moment): readonly Op[];
  observed(router: string): Observed | undefined;
  /** Findings about a router that stand now (drift, write freezes and others), as `noteFindings` stored them. */
  findings(router: string): readonly Finding[];

  /** Rows that are not acknowledged yet, by id. */
  outbox(): readonly OutboxRow[];
  outboxOf(request: number): readonly OutboxRow[];
  /** At most `count` audit entries, from sequence number `from` upwards. */
  audit(from: number, count: number): readonly AuditEntry[];
  auditHead(): { readonly seq: number; readonly hash: string };
  /** A short text kept under a name, such as how far a loop has read; '' when nothing is kept. */
  cursor(name: string): string;
  reports(): readonly IssuedReport[];
}

/** Write methods. Valid only inside the callback of `record`. */
export interface Books extends LedgerView {
  /** Appends one audit entry. */
  enter(entry: AuditDraft): void;
  /** Stores a new request in its first stage. Returns its id. */
  open(request: Omit<Request, 'id'>, stage: Stage, entry: Omit<StageEntry, 'stage'>): number;
  /** Replaces the content of a request; `reallocate` replaces an allocation in the same way. */
  rewrite(request: Request): void;
  setStage(request: number, stage: Stage, entry: Omit<StageEntry, 'stage'>): void;
  /** Remembers that this ticket revision was processed. */
  markSeen(ticketId: string, revision: number): void;
  /** Stores a ticket in place of its earlier content. */
  keepTicket(ticket: Ticket): void;
  /** Stores a decision; returns its id. `allocate`, `planChange` and `intend` return ids as well. */
  decide(decision: Omit<StoredDecision, 'id'>): number;
  allocate(allocation: Omit<Allocation, 'id'>): number;
  reallocate(allocation: Allocation): void;
  planChange(plan: PlanDraft): number;
  closePlan(id: number, state: 'done' | 'void'): void;
  intend(op: Omit<Op, 'id' | 'state' | 'refused' | 'settledAt' | 'evidence'>): number;
  /** Settles an open op. Throws Fault `bug` for an op that is not open. */
  settle(id: number, state: Exclude<Op['state'], 'open'>, at: Moment, evidence: Op['evidence']): void;
  /** Adds an outbox row unless its key was used before. Returns whether it was added. */
  enqueue(row: Omit<OutboxRow, 'id' | 'doneAt'>): boolean;
  acknowledge(id: number, at: Moment): void;
  putAgency(agency: Agency): void;
  /** Creates or replaces a line. A line that had ended exists again. */
  putLine(line: Line): void;
  /** Ends a line: `lines` leaves it out from now on. Its requests, allocations and samples stay. */
  endLine(id: string, at: Moment): void;
  putPool(pool: Pool): void;
  putContract(contract: Contract): void;
  putShares(shares: Shares): void;
  putPoolLimit(limit: PoolLimit): void;
  putDelegation(delegation: Delegation): void;
  issue(report: IssuedReport): void;
  /** Replaces the findings that stand for a router. */
  noteFindings(router: string, findings: readonly Finding[]): void;
}

/** Observations that need no audit entry. */
export interface Notes {
  observed(observed: Observed): void;
  cursor(name: string, value: string): void;
  /** Stores the router's own error message with an open op. */
  refused(op: number, message: string): void;
}

/** Throws Fault `ledger/corrupt` or `ledger/disk` when the file cannot be trusted: no router may be written then. */
export interface Ledger extends LedgerView {
  /**
   * Runs `work` in one immediate, durable transaction and returns its result. Throws Fault `bug` when `work` wrote
   * something without an audit entry. Any throw undoes everything that `work` wrote.
   */
  record<T>(work: (books: Books) => T): T;
  /** Stores observations in one transaction, without an audit entry. */
  observe(work: (notes: Notes) => void): void;
  /** Copies the whole ledger into a new file while it is in use. */
  backup(file: string): Promise<void>;
  close(): void;
}
