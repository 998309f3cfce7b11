import { type Decision, decide } from '../../../agent/admission/check/decision.ts';
import { largestAddition } from '../../../agent/admission/check/offer.ts';
import type { ConstraintName } from '../../../agent/admission/check/constraints.ts';
import type { DecisionInputs } from '../../../agent/admission/check/decision-inputs.ts';
import type { Direction } from '../../../agent/domain/rate.ts';

/** A term of one case: what the product says of it, and the sum that gives the same by hand, in Mbps. */
export interface WorkedTerm {
  readonly term: string;
  /** `100 + 0.7 × 40`: sums and differences of products and quotients, or `unknown`. */
  readonly byHand: string;
  readonly product: (terms: DecisionInputs) => number | 'unknown';
}

export interface WorkedCase {
  readonly title: string;
  /** What is the case, in round numbers. */
  readonly given: readonly string[];
  readonly terms: DecisionInputs;
  readonly sums: readonly WorkedTerm[];
  readonly verdict: Decision['verdict'];
  /** Why, in words. */
  readonly because: string;
}

const mbpsOf = (bits: number): number => bits / 1e6;

/** B of a direction. */
export function busy(direction: Direction = 'down'): WorkedTerm['product'] {
  return (terms) => {
    const found = terms.directions[direction].busy;
    return found.kind === 'known' ? mbpsOf(found.bits) : 'unknown';
  };
}

/** One figure that B is the largest of. */
export function figure(hours: string): WorkedTerm['product'] {
  return (terms) => {
    const bits = terms.directions.down.busy.figures.find((one) => one.hours === hours)?.bits;
    return bits === undefined || bits === null ? 'unknown' : mbpsOf(bits);
  };
}

/** Demand or limit of one key of one bound. */
export function key(
  name: ConstraintName,
  bound: string,
  of: 'demand' | 'limit',
  direction: Direction = 'down',
): WorkedTerm['product'] {
  return (terms) => {
    const found = decide(terms).keys.find(
      (one) => one.key === name && one.bound === bound && one.direction === direction,
    );
    if (found === undefined) throw new RangeError(`no key ${name} of ${bound}`);
    return mbpsOf(found[of]);
  };
}

export function largest(direction: Direction = 'down'): WorkedTerm['product'] {
  return (terms) => mbpsOf(largestAddition(terms, direction));
}

/** Works out a sum as it is written. Throws RangeError on anything else. */
export function worked(sum: string): number | 'unknown' {
  if (sum === 'unknown') return sum;
  const parts = sum.split(' ');
  let total = 0;
  let product = value(parts[0]);
  let sign = 1;
  for (let n = 1; n < parts.length; n += 2) {
    const next = value(parts[n + 1]);
    if (parts[n] === '×') product *= next;
    else if (parts[n] === '÷') product /= next;
    else if (parts[n] === '+' || parts[n] === '−') {
      total += sign * product;
      product = next;
      sign = parts[n] === '+' ? 1 : -1;
    } else throw new RangeError(`no sum: ${sum}`);
  }
  return Math.round((total + sign * product) * 1e6) / 1e6;
}

function value(text = ''): number {
  const number = Number(text);
  if (text === '' || Number.isNaN(number)) throw new RangeError(`no number: ${text}`);
  return number;
}

/** The page of all cases, for people with a pocket calculator. */
export function pageOf(cases: readonly WorkedCase[]): string {
  const head = `# Worked cases of the availability check

Made by \`worked-cases.test.ts\` and compared with it, so that it cannot be stale. This writes it anew:
\`UPDATE=1 npx vitest run --config test/vitest.config.ts test/admission/check/worked-cases\`.
Every number is in Mbps; u = 85 %, l = 95 %, r = 10 %, k = 2, a = 0.7 as shipped. "By hand" is written by people; the
product must come to the same number.
`;
  return `${[head, ...cases.map(sectionOf)].join('\n')}`;
}

function sectionOf({ title, given, terms, sums, verdict, because }: WorkedCase, n: number): string {
  const rows = sums.map(
    ({ term, byHand, product }) => `| ${term} | ${byHand} | ${worked(byHand)} | ${product(terms)} |`,
  );
  const table = ['| term | by hand | is | the product |', '|---|---|---|---|', ...rows].join('\n');
  return (
    `## ${n + 1}. ${title}\n${given.map((line) => `- ${line}`).join('\n')}\n\n${table}\n\n**${verdict}**: ` +
    `${because}\n`
  );
}
