import type { Fault } from '../../domain/fault.ts';
import { finding, type FindingCode } from '../../domain/finding.ts';
import { after, type Moment, type Span, span } from '../../domain/moment.ts';
import { type Outage, outageNote, outageOf } from '../../domain/outage.ts';
import { AGENT } from '../../domain/person.ts';
import type { Desk } from '../act/desk.ts';

/** Faults that do not end by themselves, such as a refused login. People are told once. */
const REFUSALS: ReadonlySet<string> = new Set<FindingCode>([
  'router/refused-login',
  'router/wrong-identity',
  'router/no-permission',
]);

/**
 * Records that a visit to a router failed. The outage is stored once. A refusal by the router also becomes a finding,
 * once.
 */
export function noteAway(desk: Desk, router: string, fault: Fault): void {
  const now = desk.clock.now();
  const open = outageOf(desk.ledger, router);
  if (open === undefined || open.until !== null) note(desk, router, { from: now, until: null, why: fault.code });
  else if (open.why !== fault.code) note(desk, router, { ...open, why: fault.code });
  if (!REFUSALS.has(fault.code)) return;
  const code = fault.code as FindingCode;
  const known = desk.ledger.findings(router);
  if (known.some((f) => f.code === code)) return;
  const refused = finding(code, 'alarm', router, fault.facts);
  desk.ledger.record((books) => {
    books.noteFindings(router, [...known.filter((f) => !REFUSALS.has(f.code)), refused]);
    books.enter({
      at: now,
      actor: AGENT,
      act: 'router/findings',
      request: null,
      facts: { router, fresh: [refused], count: known.length + 1 },
    });
  });
}

/**
 * Records that a visit to a router succeeded, which ends its outage. When the router was not visited for more than two
 * intervals without a failed visit, the agent itself was off, and that is stored as an outage.
 * @param every interval of the visits.
 * @param last when the router was read before; undefined: never.
 */
export function noteBack(desk: Desk, router: string, every: Span, last: Moment | undefined): void {
  const now = desk.clock.now();
  const outage = outageOf(desk.ledger, router);
  if (outage !== undefined && outage.until === null) return note(desk, router, { ...outage, until: now });
  if (last !== undefined && now > after(last, span(2 * every)))
    note(desk, router, { from: last, until: now, why: 'daemon/away' });
}

function note(desk: Desk, router: string, outage: Outage): void {
  desk.ledger.observe((notes) => notes.cursor(outageNote(router), JSON.stringify(outage)));
}
