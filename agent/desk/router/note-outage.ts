import type { Fault } from '../../domain/fault.ts';
import { finding, type FindingCode } from '../../domain/finding.ts';
import { after, type Moment, type Span, span } from '../../domain/moment.ts';
import { type Outage, outageNote, outageOf } from '../../domain/outage.ts';
import { AGENT } from '../../domain/person.ts';
import type { Desk } from '../act/desk.ts';

/** Refusals that time does not mend: people are told, once, what to do. */
const REFUSALS: ReadonlySet<string> = new Set<FindingCode>([
  'router/refused-login',
  'router/wrong-identity',
  'router/no-permission',
]);

/** A visit failed: the outage is noted once, and a refusal becomes a finding once, whatever is tried meanwhile. */
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
 * A visit succeeded: an outage that was open is over; and where the router was not read for much longer than the loop's
 * own rhythm, nobody was there to try.
 * @param last when it was read before; undefined: never.
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
