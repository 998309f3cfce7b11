/** Numbers that follow from a seed alone, so that every try can be thrown again. */
export class Dice {
  #state: number;

  /** @param seed any text; the same text throws the same numbers. */
  constructor(seed: string) {
    this.#state = 0x9e37_79b9;
    for (const char of seed)
      this.#state = Math.imul(this.#state ^ char.codePointAt(0)!, 0x85eb_ca6b) ^ (this.#state >>> 13);
  }

  /** A whole number from 0 up to, not including, `sides`. */
  below(sides: number): number {
    this.#state = (this.#state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * sides);
  }

  /** One of these. Throws RangeError when there are none. */
  one<T>(of: readonly T[]): T {
    if (of.length === 0) throw new RangeError('nothing to choose from');
    return of[this.below(of.length)] as T;
  }

  /** Whether it came true, once in `sides`. */
  onceIn(sides: number): boolean {
    return this.below(sides) === 0;
  }

  /** The same things in another order. */
  shuffled<T>(of: readonly T[]): readonly T[] {
    return of
      .map((thing) => ({ thing, at: this.below(0x7fff_ffff) }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ thing }) => thing);
  }
}
