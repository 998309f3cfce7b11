import { Fault } from '../domain/fault.ts';
import type { Profile } from '../domain/profile.ts';
import type { RequestRecord, LedgerView } from '../ports/ledger.ts';

/**
 * Finds the request that a person means by `41`, `0041`, `48/1` or `BW-2026-0041`. A short number means the newest
 * request with it; an incident only when no request has it. Throws Fault `request/no-such`.
 */
export function findRequest(ledger: LedgerView, text: string, profile: Profile): RequestRecord {
  const exact = ledger.requestByNumber(text.trim().toUpperCase());
  if (exact !== undefined) return exact;
  const short = /^0*(\d{1,7})(?:\/(\d{1,3}))?$/.exec(text.trim());
  if (short === null) throw new Fault('request/no-such', { number: text.slice(0, 40) });
  const tail = `-${(short[1] ?? '').padStart(4, '0')}${short[2] === undefined ? '' : `/${short[2]}`}`;
  const found = ledger.requests('all').filter((c) => c.request.number.endsWith(tail));
  const chosen =
    found.findLast((c) => c.request.number.startsWith(`${profile.numbering.request.prefix}-`)) ?? found.at(-1);
  if (chosen === undefined) throw new Fault('request/no-such', { number: text.slice(0, 40) });
  return chosen;
}
