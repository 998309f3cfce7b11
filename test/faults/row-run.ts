import { Dice } from '../fakes/dice.ts';
import type { FaultRow, Try } from './fault-row.ts';
import { type Verdict, verdictsOf, type Violation } from '../checker/verdict.ts';
import { WiredOffice } from '../office/wired/wired-office.ts';
import type { WiredSeed } from '../office/wired/wired-seed.ts';

/** How a row went. */
export interface RowResult {
  readonly row: FaultRow;
  readonly tries: number;
  /** Tries in which the checker, or the run itself, found something. */
  readonly bad: number;
  /** Violations of all tries by invariant; `hang` and `crash` are the run's own. */
  readonly byInvariant: Readonly<Record<string, number>>;
  /** The first few, each with the label of its try. */
  readonly samples: readonly string[];
  readonly ms: number;
  /** Mutating sentences that the router executed, in all tries. */
  readonly executed: number;
  /** Hand edits that a write met; those of which nobody was told. */
  readonly overwritten: number;
  readonly overwrittenUnseen: number;
  /** Real milliseconds between read and write. */
  readonly windows: readonly number[];
}

/** A try that takes this long hangs. */
const HANG_MS = 120_000;
/** Tries at once: most of a try is waiting for a wire. */
const ABREAST = 6;
const FOLDERS_A_CHECK = 100;
const SAMPLES = 3;

/** Faults of the process that no try expects; main puts them here. */
export const crashes: string[] = [];

export interface RunOptions {
  readonly seed: string;
  readonly share: number;
}

/** Throws every try of a row, each in an office of its own, and has them judged. */
export async function runRow(row: FaultRow, sown: WiredSeed, { seed, share }: RunOptions): Promise<RowResult> {
  const begun = performance.now();
  const tries = await row.tries(new Dice(`${seed} ${row.id}`), share);
  const waiting: Thrown[] = [];
  const tally = new Tally();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let one = tries[next++]; one !== undefined; one = tries[next++]) {
      waiting.push(await thrown(one, sown));
      if (waiting.length >= FOLDERS_A_CHECK) await judge(waiting.splice(0), tally);
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, worker));
  await judge(waiting, tally);
  for (const what of crashes.splice(0)) tally.add('(process)', [{ invariant: 'crash', what }]);
  return { row, tries: tries.length, ms: performance.now() - begun, ...tally.sums() };
}

interface Thrown {
  readonly label: string;
  readonly office: WiredOffice;
  readonly own: readonly Violation[];
}

async function thrown(one: Try, sown: WiredSeed): Promise<Thrown> {
  const office = await WiredOffice.open(sown, one.options);
  const own: Violation[] = [];
  let timer: NodeJS.Timeout | undefined;
  const hangs = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Hang()), HANG_MS);
  });
  try {
    await office.end(await Promise.race([one.run(office), hangs]));
  } catch (error) {
    own.push({
      invariant: error instanceof Hang ? 'hang' : 'crash',
      what: wordsOf(error),
    });
    await office.end({});
  } finally {
    clearTimeout(timer);
  }
  return { label: one.label, office, own };
}

class Hang extends Error {}

function wordsOf(error: unknown): string {
  if (error instanceof Hang) return `not over after ${HANG_MS / 1000} s`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function judge(tries: readonly Thrown[], tally: Tally): Promise<void> {
  if (tries.length === 0) return;
  const verdicts = await verdictsOf(tries.map(({ office }) => office.folder));
  for (const [i, { label, office, own }] of tries.entries()) {
    const verdict = verdicts[i] as Verdict;
    const faced =
      office.failures.length > 0
        ? ` (${office.failures.slice(0, 4).join(', ')}; ${office.failures.length} failed visits)`
        : '';
    tally.add(`${label}${faced}`, [...own, ...verdict.violations], verdict.counted);
    tally.windows.push(...office.windows);
    office.remove();
  }
}

class Tally {
  readonly windows: number[] = [];
  #bad = 0;
  readonly #counted = { executed: 0, overwritten: 0, overwrittenUnseen: 0 };
  readonly #byInvariant: Record<string, number> = {};
  readonly #samples: string[] = [];

  add(label: string, violations: readonly Violation[], counted: Verdict['counted'] = {}): void {
    for (const key of ['executed', 'overwritten', 'overwrittenUnseen'] as const)
      this.#counted[key] += counted[key] ?? 0;
    if (violations.length > 0) this.#bad += 1;
    for (const { invariant, what } of violations) {
      this.#byInvariant[invariant] = (this.#byInvariant[invariant] ?? 0) + 1;
      if (this.#samples.length < SAMPLES) this.#samples.push(`${label}: ${invariant} ${what}`);
    }
  }

  sums(): Omit<RowResult, 'row' | 'tries' | 'ms'> {
    return {
      bad: this.#bad,
      byInvariant: this.#byInvariant,
      samples: this.#samples,
      windows: this.windows,
      ...this.#counted,
    };
  }
}
