import type { Moment } from '../../domain/moment.ts';
import type { Rate } from '../../domain/rate.ts';
import type { Books } from '../../ports/ledger.ts';

/** Permanent rate and guaranteed rate of a line. */
interface Held {
  readonly rate: Rate;
  readonly limitAt: Rate;
}

/**
 * Adds a permanent allocation without a request: for imported base data, a registered drift or an order of the office.
 * @param appliedAt since when the router shows it; null: not yet.
 */
export function allocateBase(
  books: Books,
  line: string,
  { rate, limitAt }: Held,
  at: Moment,
  appliedAt: Moment | null = at,
): void {
  books.allocate({
    line,
    request: null,
    rate,
    limitAt,
    window: null,
    state: { at: 'granted', since: at },
    appliedAt,
    returnedAt: null,
  });
}
