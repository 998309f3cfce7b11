/**
 * Something that the agent noticed, as a code with facts. agent/texts/finding-words.ts has the sentences and the
 * remedy.
 */
export interface Finding {
  readonly code: FindingCode;
  /** `ok`: all is well. `warn`: look when there is time. `alarm`: a person must act. */
  readonly level: 'ok' | 'warn' | 'alarm';
  /** Name or id of what the finding is about: a queue, line, uplink, router, file. */
  readonly subject: string;
  readonly facts: Facts;
}

/** Plain values by name that fill the placeholders of a sentence. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** Code of every finding, as `room/thing`. */
export type FindingCode =
  | 'router/ok' // facts: identity, version
  | 'router/unreachable' // facts: why
  | 'router/refused-login'
  | 'router/wrong-identity' // facts: expected, found
  | 'router/no-permission'
  | 'router/fasttrack' // facts: rules
  | 'router/plain-api'
  | 'router/blind-bridge' // facts: ports
  | 'router/swapped' // facts: by, expected, found
  | 'router/old-backup' // facts: count, of, before
  | 'router/drift-accepted' // facts: code, count
  | 'meter/ok' // facts: name
  | 'meter/silent'
  | 'meter/refused' // facts: why
  | 'meter/bad-reply' // facts: why
  | 'meter/no-uptime'
  | 'meter/no-interface' // facts: interface
  | 'meter/ambiguous-interface' // facts: interface
  | 'meter/no-queue' // facts: interface (the queue's name), why
  | 'meter/no-64-bit' // facts: interface
  | 'meter/bad-value' // facts: interface
  | 'meter/speed-below-contract' // facts: speed, contract
  | 'meter/speed-disbelieved' // facts: interface, speed
  | 'meter/missed' // facts: interface, why, count, last
  | 'meter/unmeasured' // facts: interface, why, since
  | 'meter/columns-unsettled' // facts: used
  | 'meter/columns-settled' // facts: bytesIn, version, at, queues
  | 'meter/columns-against-setting' // facts: bytesIn, used, version, queues
  | 'meter/above-limit' // facts: direction, rate, limit
  | 'meter/direction-swapped'
  | 'meter/direction-straight' // facts: measured
  | 'meter/direction-unknown' // facts: measured
  | 'meter/unqueued-traffic' // facts: percent
  | 'meter/queues-above-uplinks' // facts: percent, measured
  | 'meter/pool-by-counters' // facts: lines, measured, days, needed, percent
  | 'meter/pool-by-lines' // facts: as above
  | 'meter/pool-still' // facts: lines, measured, days, needed
  | 'meter/pool-below-lines' // facts: lines, measured, days, needed, percent
  | 'meter/pool-above-lines' // facts: as above
  | 'meter/plaintext'
  | 'uplink/down' // facts: interface, since, seen
  | 'helpdesk/ok'
  | 'helpdesk/unreachable' // facts: why
  | 'helpdesk/unreadable-ticket' // facts: flaw
  | 'host/ok'
  | 'host/clock-unsynchronised'
  | 'host/disk-low' // facts: freeMb
  | 'settings/secret-unreadable' // facts: file
  | 'ledger/no-contract'
  | 'ledger/contract-ended' // facts: ended, grace
  | 'ledger/contract-ends' // facts: until
  | 'ledger/unmarked-base-data'
  | 'ledger/old' // facts: marks, values
  | 'calendar/next-year-missing' // facts: year
  | 'calendar/provisional' // facts: year
  | 'queue/foreign' // facts: target, maxLimit
  | 'queue/dynamic'
  | 'queue/missing' // facts: owner, before
  | 'queue/duplicate-mark' // facts: count, names
  | 'queue/renamed' // facts: expected, found
  | 'queue/unmarked'
  | 'queue/mark-lost' // facts: owner, by, found
  | 'queue/moved' // facts: owner, by, target
  | 'queue/differs' // facts: field, expected, found
  | 'queue/disabled'
  | 'queue/invalid'
  | 'queue/unreadable' // facts: values, owner
  | 'queue/wrong-parent' // facts: expected, found
  | 'queue/shadowed' // facts: by, target
  | 'queue/behind-catch-all' // facts: by
  | 'queue/shadowed-together' // facts: by, target
  | 'queue/unlimited-above' // facts: by, target
  | 'queue/takes-part' // facts: by, target, part
  | 'queue/may-take' // facts: by, target, part, count
  | 'queue/dynamic-above' // facts: by, target, count
  | 'queue/no-limit' // facts: direction
  | 'queue/too-many-targets' // facts: count
  | 'queue/parent-gone' // facts: parent
  | 'queue/outside-parent' // facts: parent, target, part
  | 'queue/parent-disabled' // facts: parent
  | 'queue/above-parent' // facts: parent, limit, rate
  | 'queue/guarantees-above-limit' // facts: sum, limit, direction
  | 'queue/guarantee-unenforced' // facts: pool
  | 'queue/pool-off-contract' // facts: limit, contract, share
  | 'queue/pcq-rate' // facts: type, rate, limit
  | 'queue/mass-drift' // facts: count, kinds
  | 'queue/restore-proposed' // facts: owner
  | 'queue/enforced' // facts: owner, at
  | 'queue/fought' // facts: owner, at
  | 'queue/edited-meanwhile' // facts: owner, by, action
  | 'queue/not-in-base-data' // facts: mark
  | 'queue/burst-above-limit' // facts: direction, burst, limit
  | 'queue/burst-lasting' // facts: direction, held, limit
  | 'queue/hours-only' // facts: hours
  | 'queue/destination-only' // facts: dst
  | 'queue/marked-packets-only' // facts: marks
  | 'queue/total-limit' // facts: total, limit
  | 'queue/feature-not-read' // facts: property, value
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
  | 'guard/child-above' // facts: child, limit
  | 'guard/guarantees-above' // facts: sum, limit
  | 'guard/has-children' // facts: child
  | 'guard/name-taken'
  | 'guard/not-as-planned' // facts: why, fields
  | 'guard/unreadable' // facts: queue, values
  | 'guard/too-many-writes' // facts: limit, until
  | 'guard/too-much-moved' // facts: limit, moved, change, until
  | 'guard/too-many-words' // facts: count, limit
  | 'guard/second-approver' // facts: change, above, first
  | 'guard/try-again' // facts: tries, until
  | 'guard/not-enough-now' // facts: verdict
  | 'guard/router-away' // facts: since, why
  | 'guard/frozen' // facts: until, reason
  | 'guard/bad-word' // facts: field
  | 'guard/not-ours'
  | 'guard/observe-mode';

/** Makes a finding from its parts. */
export function finding(code: FindingCode, level: Finding['level'], subject: string, facts: Facts = {}): Finding {
  return { code, level, subject, facts };
}
