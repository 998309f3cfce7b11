import type { RequestRecord } from '../ports/ledger.ts';

/**
 * Compares two requests for the waiting list: by priority (P1 first, none last), then by date of receipt, then by id.
 * Negative when `a` comes first.
 */
export function bySeniority(a: RequestRecord, b: RequestRecord): number {
  return rank(a).localeCompare(rank(b)) || a.request.receivedAt - b.request.receivedAt || a.request.id - b.request.id;
}

function rank({ request }: RequestRecord): string {
  return request.priority ?? 'P9';
}
