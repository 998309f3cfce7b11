/** One thing noticed. Codes are `room/thing`; `texts` words them with their remedy. Facts are plain values, never sentences. */
export interface Finding {
  readonly code: FindingCode;
  readonly level: 'ok' | 'warn' | 'alarm';
  /** What it is about: a queue, a line, an uplink, a file. */
  readonly subject: string;
  readonly facts: Facts;
}

export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** Every finding the agent can report. `texts` must word each one, or it does not compile. */
export type FindingCode =
  | 'router/ok' // facts: identity, version
  | 'router/unreachable' // facts: why
  | 'router/refused-login'
  | 'router/wrong-identity' // facts: expected, found
  | 'router/no-permission'
  | 'router/fasttrack' // facts: rules
  | 'router/plain-api'
  | 'meter/ok' // facts: name
  | 'meter/silent'
  | 'meter/refused' // facts: why
  | 'meter/no-interface' // facts: interface
  | 'meter/ambiguous-interface' // facts: interface
  | 'meter/speed-below-contract' // facts: speed, contract
  | 'meter/plaintext'
  | 'helpdesk/ok'
  | 'helpdesk/unreachable' // facts: why
  | 'host/ok'
  | 'host/clock-unsynchronised'
  | 'host/disk-low' // facts: freeMb
  | 'settings/secret-unreadable' // facts: file
  | 'ledger/no-contract'
  | 'ledger/contract-ended' // facts: ended
  | 'ledger/unmarked-base-data'
  | 'calendar/next-year-missing' // facts: year
  | 'calendar/provisional' // facts: year
  | 'queue/foreign' // facts: target, maxLimit
  | 'queue/dynamic'
  | 'queue/missing'
  | 'queue/duplicate-mark' // facts: count
  | 'queue/renamed' // facts: expected, found
  | 'queue/unmarked'
  | 'queue/differs' // facts: field, expected, found
  | 'queue/disabled'
  | 'queue/invalid'
  | 'queue/wrong-parent' // facts: expected, found
  | 'queue/shadowed' // facts: by, target
  | 'queue/behind-catch-all' // facts: by
  | 'queue/no-limit'
  | 'queue/guarantee-unenforced' // facts: pool
  | 'queue/mass-drift' // facts: count
  | 'queue/not-in-base-data' // facts: mark
  | 'guard/no-target'
  | 'guard/target-too-wide' // facts: target
  | 'guard/target-management' // facts: target
  | 'guard/target-foreign' // facts: target, owner
  | 'guard/target-unregistered' // facts: target
  | 'guard/too-many-targets' // facts: count
  | 'guard/limit-above-max'
  | 'guard/zero-limit'
  | 'guard/parent-missing' // facts: parent
  | 'guard/parent-too-small' // facts: parent, limit
  | 'guard/too-many-writes' // facts: limit
  | 'guard/frozen' // facts: until
  | 'guard/bad-word' // facts: field
  | 'guard/not-ours'
  | 'guard/observe-mode';

export function finding(code: FindingCode, level: Finding['level'], subject: string, facts: Facts = {}): Finding {
  return { code, level, subject, facts };
}
