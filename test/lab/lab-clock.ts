/**
 * The one told clock of the lab: plant, router and SNMP agent all read it, nothing in the lab reads the host's clock.
 */
export class LabClock {
  #now: number;

  /** @param at epoch milliseconds or an ISO moment with its offset. Throws RangeError on nonsense. */
  constructor(at: number | string) {
    this.#now = instant(at);
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.#now;
  }

  /** Moves to a moment. Time does not run backwards here: throws RangeError. */
  set(at: number | string): void {
    const to = instant(at);
    if (to < this.#now)
      throw new RangeError(
        `the lab clock stands at ${new Date(this.#now).toISOString()}, ${new Date(to).toISOString()} is before it`,
      );
    this.#now = to;
  }

  /** Moves on by milliseconds. */
  advance(ms: number): void {
    this.set(this.#now + ms);
  }
}

/** Epoch milliseconds of an ISO moment or of a number of them. Throws RangeError on nonsense. */
export function instant(at: number | string): number {
  const ms = typeof at === 'number' ? at : Date.parse(at);
  if (!Number.isFinite(ms)) throw new RangeError(`not a moment: ${at}`);
  return ms;
}
