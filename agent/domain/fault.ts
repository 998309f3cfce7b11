import type { Facts } from './finding.ts';

/** What a loop of the daemon does about a fault: `later` tries again by itself; `never` leaves the matter to people. */
export type Retry = 'later' | 'never';

/**
 * Code of every fault that a person can see, as `room/thing`. agent/texts/fault-words.ts has the sentences and the
 * remedy of each.
 */
export type FaultCode =
  | 'router/unreachable' // facts: router, why
  | 'router/refused-login'
  | 'router/wrong-identity' // facts: expected, found
  | 'router/outcome-unknown' // facts: why
  | 'router/trap' // facts: message
  | 'router/no-permission' // facts: message
  | 'router/bad-reply' // facts: why
  | 'router/bad-word' // facts: field
  | 'router/foreign-queue' // facts: queue
  | 'router/not-halted' // facts: router
  | 'meter/silent' // facts: target
  | 'meter/refused' // facts: target, why
  | 'meter/bad-reply' // facts: target, why
  | 'meter/no-uptime' // facts: target, why
  | 'helpdesk/unreachable' // facts: why
  | 'helpdesk/no-ticket' // facts: ticket
  | 'ledger/corrupt' // facts: why
  | 'ledger/newer-schema' // facts: found, known
  | 'ledger/locked'
  | 'ledger/disk' // facts: why
  | 'settings/invalid' // facts: file, problems
  | 'settings/missing' // facts: file
  | 'settings/exposed' // facts: file
  | 'daemon/away' // facts: socket
  | 'daemon/other-version' // facts: daemon, command
  | 'daemon/clock-behind' // facts: now, last
  | 'daemon/bad-answer'
  | 'order/bad-body' // facts: field, why
  | 'order/no-such' // facts: name
  | 'order/stranger' // facts: uid
  | 'order/too-many'
  | 'request/no-such' // facts: number
  | 'request/wrong-stage' // facts: number, stage, event
  | 'request/not-your-role' // facts: role, needed
  | 'request/same-person' // facts: duty
  | 'request/requester-unknown' // facts: number
  | 'request/recorder-known' // facts: number, person
  | 'request/needs-document'
  | 'request/plan-changed'
  | 'request/hold-expired'
  | 'request/not-enough' // facts: key
  | 'request/no-line' // facts: agency
  | 'request/bad-value' // facts: field, value
  | 'request/bad-time' // facts: field, value
  | 'agency/no-such' // facts: agency
  | 'agency/prefix-taken' // facts: prefix, owner
  | 'agency/bad-row' // facts: line, field, why
  | 'uplink/no-such' // facts: uplink
  | 'line/no-such' // facts: line
  | 'queue/no-such' // facts: queue
  | 'queue/not-adoptable' // facts: queue, why
  | 'queue/under-change' // facts: queue
  | 'queue/not-changeable' // facts: queue, why
  | 'queue/not-compensable' // facts: op, why
  | 'queue/no-proposal' // facts: queue
  | 'queue/not-restorable' // facts: queue, why
  | 'queue/not-registrable' // facts: queue, why
  | 'report/no-such' // facts: report
  | 'report/not-over' // facts: period
  | 'clock/suspect' // facts: why
  | 'host/no-such-user' // facts: user
  | 'node/too-old' // facts: found, needed
  | 'bug'; // facts: where

/**
 * Whether the ledger's file cannot be trusted any more, so that no router may be written. A wrong text in one row
 * (`text`) concerns that row alone.
 */
export function isLedgerLost({ code, facts }: Pick<Fault, 'code' | 'facts'>): boolean {
  return code === 'ledger/disk' || (code === 'ledger/corrupt' && facts['text'] !== true);
}

/**
 * A failure with a code, its facts and whether a loop may retry. Sentences are made only where a person reads them.
 * `cause` is for the log.
 */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly facts: Facts;
  readonly retry: Retry;

  constructor(code: FaultCode, facts: Facts = {}, options: { readonly retry?: Retry; readonly cause?: unknown } = {}) {
    super(code, { cause: options.cause });
    this.name = 'Fault';
    this.code = code;
    this.facts = facts;
    this.retry = options.retry ?? 'never';
  }

  /** The fault as the local API sends it. */
  toJSON(): { code: FaultCode; facts: Facts; retry: Retry } {
    return { code: this.code, facts: this.facts, retry: this.retry };
  }
}
