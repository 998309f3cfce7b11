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

/** A request with where it stands since when. */
export interface RequestRecord {
  readonly request: Request;
  readonly stage: Stage;
  readonly since: Moment;
}

/** A decision of SOP step 5 as it was made: replayable from its own terms. */
export interface StoredDecision {
  readonly id: number;
  readonly request: number;
  readonly at: Moment;
  readonly by: string;
  readonly terms: DecisionInputs;
  readonly decision: Decision;
  readonly need: Need;
  readonly offer: Rate | null;
  readonly earliest: Moment | null;
}

/**
 * What leaves the ledger: words to people, the progress shown on a ticket, a ticket filed for an agency, a report to be
 * printed.
 */
export type Outgoing =
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'progress'; readonly stage: StageName }
  | { readonly kind: 'file'; readonly ticket: Omit<Ticket, 'id' | 'revision'> }
  | { readonly kind: 'report'; readonly report: IssuedReport['kind']; readonly from: string; readonly until: string };

/** Something to be sent exactly once, in the order of `id` per ticket. */
export interface OutboxRow {
  readonly id: number;
  /** Unique for ever; the receiver shows a key once. */
  readonly key: string;
  readonly ticketId: string | null;
  readonly request: number | null;
  readonly at: Moment;
  readonly message: Outgoing;
  readonly doneAt: Moment | null;
}

/** A router's table as last read. */
export interface Observed {
  readonly router: string;
  readonly at: Moment;
  readonly identity: RouterIdentity;
  readonly traits: RouterTraits;
  readonly queues: readonly ObservedQueue[];
}

export interface IssuedReport {
  readonly id: string;
  readonly kind: 'weekly' | 'monthly';
  /** First local day of the period. */
  readonly from: string;
  readonly until: string;
  readonly madeAt: Moment;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/**
 * Everything that can be read. Synchronous: the same reads work inside and outside a transaction. Lists are in the
 * order of their ids.
 */
export interface LedgerView {
  agencies(): readonly Agency[];
  /** By id; undefined for null and for one that is not in the list. Likewise `line` and `pool`. */
  agency(id: string | null): Agency | undefined;
  lines(): readonly Line[];
  line(id: string | null): Line | undefined;
  pools(): readonly Pool[];
  pool(id: string | null): Pool | undefined;
  contracts(): readonly Contract[];
  shares(): readonly Shares[];
  poolLimits(): readonly PoolLimit[];
  delegations(): readonly Delegation[];

  request(id: number): RequestRecord | undefined;
  /** By full number: BW-2026-0041. */
  requestByNumber(number: string): RequestRecord | undefined;
  /** Open and ended ones; `open` leaves the ended out, cheaply. */
  requests(which: 'open' | 'all'): readonly RequestRecord[];
  requestsOfTicket(ticketId: string): readonly RequestRecord[];
  history(request: number): readonly StageEntry[];
  decision(id: number): StoredDecision | undefined;
  decisions(request: number): readonly StoredDecision[];
  /** Whether this revision of the ticket was taken in. */
  seen(ticketId: string, revision: number): boolean;
  /** The ticket as last kept, with every correction. */
  ticket(ticketId: string): Ticket | undefined;
  /** Highest running number of this kind in this year, 0 when none. */
  lastNumber(kind: Request['kind'], year: number): number;

  allocations(): readonly Allocation[];
  plan(id: number): Plan | undefined;
  plans(which: { readonly request: number } | { readonly router: string; readonly dueBy: Moment }): readonly Plan[];
  op(id: number): Op | undefined;
  openOps(router: string): readonly Op[];
  ops(request: number): readonly Op[];
  opsOfPlan(plan: number): readonly Op[];
  opsSince(at: Moment): readonly Op[];
  observed(router: string): Observed | undefined;
  /** Drift and other findings about queues as last settled, by router. */
  findings(router: string): readonly Finding[];

  /** Not yet sent, in order. */
  outbox(): readonly OutboxRow[];
  outboxOf(request: number): readonly OutboxRow[];
  audit(from: number, count: number): readonly AuditEntry[];
  auditHead(): { readonly seq: number; readonly hash: string };
  cursor(name: string): string;
  reports(): readonly IssuedReport[];
}

/** Writing, only inside `record`. */
export interface Books extends LedgerView {
  enter(entry: AuditDraft): void;
  open(request: Omit<Request, 'id'>, stage: Stage, entry: Omit<StageEntry, 'stage'>): number;
  rewrite(request: Request): void;
  setStage(request: number, stage: Stage, entry: Omit<StageEntry, 'stage'>): void;
  markSeen(ticketId: string, revision: number): void;
  /** Keeps the newest content of a ticket, in place of the one before. */
  keepTicket(ticket: Ticket): void;
  decide(decision: Omit<StoredDecision, 'id'>): number;
  allocate(allocation: Omit<Allocation, 'id'>): number;
  reallocate(allocation: Allocation): void;
  planChange(plan: PlanDraft): number;
  closePlan(id: number, state: 'done' | 'void'): void;
  intend(op: Omit<Op, 'id' | 'state' | 'refused' | 'settledAt' | 'evidence'>): number;
  /** Only an open op can be settled; throws Fault `bug` otherwise. */
  settle(id: number, state: Exclude<Op['state'], 'open'>, at: Moment, evidence: Op['evidence']): void;
  /** Adds a row unless its key is there already. Returns whether it was added. */
  enqueue(row: Omit<OutboxRow, 'id' | 'doneAt'>): boolean;
  acknowledge(id: number, at: Moment): void;
  putAgency(agency: Agency): void;
  /** A line that had ended is there again. */
  putLine(line: Line): void;
  /** The line is in no list any more; what hangs on its id stays. */
  endLine(id: string, at: Moment): void;
  putPool(pool: Pool): void;
  putContract(contract: Contract): void;
  putShares(shares: Shares): void;
  putPoolLimit(limit: PoolLimit): void;
  putDelegation(delegation: Delegation): void;
  issue(report: IssuedReport): void;
  noteFindings(router: string, findings: readonly Finding[]): void;
}

/** What was seen outside: no decision, no audit. */
export interface Notes {
  observed(observed: Observed): void;
  cursor(name: string, value: string): void;
  /** The router's refusal of an op, kept with it until it is settled. */
  refused(op: number, message: string): void;
}

/**
 * The ledger. Throws Fault `ledger/corrupt` or `ledger/disk` when the file cannot be trusted: then no router may be
 * written.
 */
export interface Ledger extends LedgerView {
  /**
   * The only writing door for decisions: one immediate, durable transaction. `work` reads, decides and writes; if it
   * wrote anything it must have entered at least one audit entry, or the whole is refused with Fault `bug`. A throw
   * undoes everything.
   */
  record<T>(work: (books: Books) => T): T;
  observe(work: (notes: Notes) => void): void;
  /** Copies the whole ledger into a new file while it is in use. */
  backup(file: string): Promise<void>;
  close(): void;
}
