import { Fault } from '../../agent/domain/fault.ts';
import { isWriteFreeze } from '../../agent/domain/write-freeze.ts';
import { DAY, type Moment, moment } from '../../agent/domain/moment.ts';
import type { Router } from '../../agent/ports/router.ts';
import { Dice } from '../fakes/dice.ts';
import { verdictsOf } from '../checker/verdict.ts';
import { sowOffice } from '../office/wired/wired-seed.ts';
import type { SeenQueue } from '../lab/lab-commands.ts';
import { FaultThrows } from './fault-throws.ts';
import { FILING_ACTS } from './filing-acts.ts';
import { LINE_ACTS } from './line-acts.ts';
import { MonthOffice } from './month-office.ts';
import { ENFORCED, MONTH_LINES, monthOptions, WRITES_PER_HOUR } from './month-seed.ts';
import { weighted } from './office-act.ts';
import { REQUEST_ACTS } from './request-acts.ts';
import { routerKinds } from './router-kinds.ts';
import { wireKinds } from './wire-kinds.ts';

export interface MonthAsked {
  readonly seed: string;
  readonly days: number;
  readonly ops: number;
  readonly faults: number;
  /** What is put around the adapter: a writer that must be found out. */
  readonly around?: (router: Router) => Router;
  /** The folder stays. */
  readonly keep?: boolean;
  /** Called after each day, with a line that says how it went. */
  readonly told?: (line: string) => void;
}

export interface MonthViolation {
  readonly day: number;
  readonly invariant: string;
  readonly what: string;
  /** What happened last before it was seen. */
  readonly latest: readonly string[];
}

export interface MonthResult {
  readonly violations: readonly MonthViolation[];
  /** Acts that took place, by name; and those a rule refused, by the code of the refusal. */
  readonly acts: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
  /** Faults that struck, by name; how many were thrown in vain. */
  readonly faults: Readonly<Record<string, number>>;
  readonly vain: number;
  readonly counted: Readonly<Record<string, number>>;
}

const DEADLINE_MS = 600;
const ACTS = [...FILING_ACTS, ...REQUEST_ACTS, ...LINE_ACTS];
/** Throws beyond this many times what was asked mean that nothing takes place any more. */
const MOST_IN_VAIN = 12;

class Month {
  readonly #asked: MonthAsked;
  readonly #office: MonthOffice;
  readonly #dice: Dice;
  readonly #faults: FaultThrows;
  readonly #backups: (readonly SeenQueue[])[] = [];
  readonly #from: Moment;
  readonly #acts: Record<string, number> = {};
  readonly #refused: Record<string, number> = {};
  readonly #violations: MonthViolation[] = [];
  readonly #seen = new Set<string>();
  #actsDone = 0;
  #counted: Readonly<Record<string, number>> = {};

  constructor(office: MonthOffice, asked: MonthAsked) {
    this.#office = office;
    this.#asked = asked;
    this.#dice = new Dice(asked.seed);
    this.#from = office.now;
    this.#faults = new FaultThrows(office, this.#dice, [...wireKinds(DEADLINE_MS), ...routerKinds(this.#backups)]);
  }

  async live(): Promise<MonthResult> {
    const { days, told } = this.#asked;
    for (let day = 1; day <= days; day += 1) {
      await this.#day(day);
      told?.(
        `day ${day}: ${this.#actsDone} acts, ${this.#faults.done} faults, ${this.#violations.length} ` +
          `violations, ${this.#state()}`,
      );
    }
    return {
      violations: this.#violations,
      acts: this.#acts,
      refused: this.#refused,
      faults: this.#faults.struck,
      vain: this.#faults.thrown - this.#faults.done,
      counted: this.#counted,
    };
  }

  #state(): string {
    const { ledger, wired } = this.#office;
    const halts = ledger
      .findings('core')
      .filter((found) => found.level === 'alarm')
      .map(({ code }) => code);
    return (
      `${wired.lab.faults.sentences.length} writes, ${ledger.requests('open').length} open requests, ` +
      `${halts.join(' ') || 'no alarm'}`
    );
  }

  /** A day with its part of what was asked; what is behind is made up for before it ends. */
  async #day(day: number): Promise<void> {
    const { days, ops, faults } = this.#asked;
    const office = this.#office;
    const ends = moment(this.#from + day * DAY);
    const wantActs = Math.ceil((ops * day) / days);
    const wantFaults = Math.ceil((faults * day) / days);
    const most = MOST_IN_VAIN * (1 + (ops + faults) / days);
    for (let turn = 0; turn < most; turn += 1) {
      const acts = Math.max(0, wantActs - this.#actsDone);
      const left = Math.max(0, wantFaults - this.#faults.done);
      if (acts + left === 0) break;
      const pause = (2 * Math.max(0, ends - office.now)) / (acts + left + 1);
      await office.until(moment(office.now + this.#dice.below(Math.max(2, Math.floor(pause)))));
      if (this.#dice.below(acts + left) < acts) await this.#act();
      else this.#faults.throw();
      await office.round();
      this.#faults.look();
    }
    await office.until(ends);
    await this.#rest();
    if (day === days) await this.#over();
    await this.#judge(day, day === days);
    this.#backups.push(office.wired.queues());
    if (this.#backups.length > 6) this.#backups.shift();
  }

  async #act(): Promise<void> {
    const one = weighted(this.#dice, ACTS);
    const { name } = one;
    try {
      const done = await one.act(this.#office, this.#dice);
      if (done === undefined) return;
      this.#office.note(`${name}: ${done}`);
      this.#acts[name] = (this.#acts[name] ?? 0) + 1;
      this.#actsDone += 1;
    } catch (error) {
      if (!(error instanceof Fault) || error.code === 'bug') throw error;
      this.#office.note(`${name}: refused, ${error.code}`);
      const key = `${name}: ${error.code}`;
      this.#refused[key] = (this.#refused[key] ?? 0) + 1;
    }
  }

  /** The day is over: whatever is under way ends, and the office comes to rest. */
  async #rest(): Promise<void> {
    this.#faults.look(true);
    this.#office.wired.lab.faults.release();
    await this.#office.settle();
  }

  /** At the very end the division head lets the agent go on, so that each difference is told for itself. */
  async #over(): Promise<void> {
    for (let turn = 0; turn < 3 && this.#office.ledger.findings('core').some(isWriteFreeze); turn += 1) {
      this.#office.as('kabid', 'accept-drift', { router: 'core', reason: 'uji', paper: null });
      await this.#office.settle();
    }
  }

  async #judge(day: number, isLast: boolean): Promise<void> {
    const folder = this.#office.layEvidence({
      settled: true,
      writesPerHour: WRITES_PER_HOUR,
      enforced: ENFORCED,
      untouched: this.#office.wired.others.map(({ name, target, maxLimit, comment, disabled }) => ({
        name,
        target,
        maxLimit,
        comment,
        disabled,
      })),
      ...(isLast ? { over: true } : {}),
    });
    const [verdict] = await verdictsOf([folder]);
    this.#counted = verdict!.counted;
    for (const { invariant, what } of verdict!.violations) {
      const key = `${invariant} ${what}`;
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      this.#violations.push({ day, invariant, what, latest: [...this.#office.latest] });
    }
  }
}

/** Lets an office live through so many days, from one seed. */
export async function liveMonth(asked: MonthAsked): Promise<MonthResult> {
  const sown = await sowOffice(MONTH_LINES);
  const { around } = asked;
  const options = {
    ...monthOptions(asked.seed, sown.at, asked.days, DEADLINE_MS),
    ...(around === undefined ? {} : { around }),
  };
  const office = await MonthOffice.open(sown, options);
  try {
    if (asked.keep === true) asked.told?.(office.wired.folder);
    return await new Month(office, asked).live();
  } finally {
    await office.wired.end({});
    if (asked.keep !== true) office.wired.remove();
    sown.close();
  }
}
