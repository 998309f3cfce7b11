import type { Moment } from '../domain/moment.ts';
import type { Rate } from '../domain/rate.ts';
import type { Books } from '../ports/ledger.ts';

/** Enters what a line holds already on the router, without a request: base data that was imported or a drift that was registered. */
export function allocateAsFound(books: Books, line: string, held: { readonly rate: Rate; readonly limitAt: Rate }, at: Moment): void {
  const { rate, limitAt } = held;
  books.allocate({
    line,
    request: null,
    rate,
    limitAt,
    window: null,
    state: { at: 'granted', since: at },
    appliedAt: at,
    returnedAt: null,
  });
}
