import type { RequestRecord } from '../ports/ledger.ts';

/** Priority first, then the date of receipt: the order of the waiting list. A request without a priority comes last. */
export function bySeniority(a: RequestRecord, b: RequestRecord): number {
  return rank(a).localeCompare(rank(b)) || a.request.receivedAt - b.request.receivedAt || a.request.id - b.request.id;
}

function rank({ request }: RequestRecord): string {
  return request.priority ?? 'P9';
}
