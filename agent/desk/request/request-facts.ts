import { permanentRate } from '../../domain/allocation.ts';
import type { Facts } from '../../domain/finding.ts';
import type { Office } from '../../domain/office.ts';
import { NO_RATE } from '../../domain/rate.ts';
import type { Request } from '../../domain/request.ts';
import type { LedgerView } from '../../ports/ledger.ts';

/** Returns the facts that every notice about a request carries. Rates in bit/s, times in ms since 1970. */
export function requestFacts(ledger: LedgerView, office: Office, request: Request): Facts {
  const agency = ledger.agency(request.agency);
  const inForce = request.line === null ? NO_RATE : permanentRate(ledger.allocations(), request.line);
  return {
    number: request.number,
    agency: agency?.name ?? request.agency,
    location: agency?.location ?? null,
    priority: request.priority,
    received: request.receivedAt,
    fromDown: inForce.down,
    fromUp: inForce.up,
    wantedDown: request.wanted?.down ?? null,
    wantedUp: request.wanted?.up ?? null,
    temporary: request.window !== null,
    windowFrom: request.window?.from ?? null,
    windowUntil: request.window?.until ?? null,
    url: office.profile.helpdeskUrl,
  };
}
