/** An octet counter fed with whole bit/s over milliseconds: exact in integers, parts of an octet are carried on. */
export class Counter {
  #octets: number;
  /** Thousandths of a bit not yet counted; below 8000. */
  #rest = 0;

  constructor(start = 0) {
    this.#octets = start;
  }

  /** Whole octets so far; stays below 2^53. */
  get octets(): number {
    return this.#octets;
  }

  add(bps: number, ms: number): void {
    const sum = this.#rest + bps * ms;
    this.#rest = sum % 8000;
    this.#octets += (sum - this.#rest) / 8000;
  }

  reset(): void {
    this.#octets = 0;
    this.#rest = 0;
  }
}
