import type { Dice } from '../fakes/dice.ts';
import type { MonthOffice } from './month-office.ts';
import { weighted } from './office-act.ts';
import type { FaultKind, ThrownFault } from './thrown-fault.ts';

/** Faults that wait for a write at one time. */
const MOST_WAITING = 3;

/** Throws faults at an office, and knows which of them took place. */
export class FaultThrows {
  /** Those that struck, by name. */
  readonly struck: Record<string, number> = {};
  /** How many struck, and how many were thrown. */
  done = 0;
  thrown = 0;
  readonly #office: MonthOffice;
  readonly #dice: Dice;
  readonly #kinds: readonly FaultKind[];
  #underWay: { readonly kind: string; readonly fault: ThrownFault }[] = [];

  constructor(office: MonthOffice, dice: Dice, kinds: readonly FaultKind[]) {
    this.#office = office;
    this.#dice = dice;
    this.#kinds = kinds;
  }

  /** Throws one, unless it has no place now. */
  throw(): void {
    const one = weighted(this.#dice, this.#kinds);
    const { name, atWrite } = one;
    // What waits for a write would pile up where little is written, and two of a kind would not be told apart.
    const waiting = this.#underWay.filter(({ fault }) => fault.lasts === 'until-struck').length;
    if ((atWrite === true && waiting >= MOST_WAITING) || this.#underWay.some(({ kind }) => kind === name)) return;
    const fault = one.throw(this.#office, this.#dice);
    if (fault === undefined) return;
    this.thrown += 1;
    this.#office.note(name);
    this.#underWay.push({ kind: name, fault });
  }

  /** After a round: counts those that have struck and ends those that are over. @param all ends every one. */
  look(all = false): void {
    const { now } = this.#office;
    this.#underWay = this.#underWay.filter(({ kind, fault }) => {
      const struck = fault.struck();
      const isOver = all || fault.lasts === 'round' || (fault.lasts === 'until-struck' ? struck : now >= fault.lasts);
      if (!isOver) return true;
      fault.end?.();
      if (struck || fault.struck()) {
        this.struck[kind] = (this.struck[kind] ?? 0) + 1;
        this.done += 1;
      }
      return false;
    });
  }
}
