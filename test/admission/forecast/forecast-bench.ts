import { type Comparison, compareMany, middleOf, PLAGUES } from './forecast-compare.ts';

const [count = '40', first = '1'] = process.argv.slice(2);

/**
 * A row: median errors of ours and of an ordinary straight line over the same days, and how often our 80 % intervals
 * held.
 */
function row(name: string, all: readonly Comparison[]): string {
  const pair = (of: (trial: Comparison['ours']) => number, digits: number): string =>
    [all.map((c) => of(c.ours)), all.map((c) => of(c.straight))]
      .map((errors) => middleOf(errors).toFixed(digits).padStart(8))
      .join('');
  const tested = all.flatMap((c) => (c.tested === null ? [] : [{ ...c.tested, tries: c.tries }]));
  const sum = (of: (t: (typeof tested)[number]) => number): number => tested.reduce((total, t) => total + of(t), 0);
  const held = (part: number, whole: number): string =>
    `${whole === 0 ? '–' : Math.round((100 * part) / whole)} %`.padStart(8);
  return [
    name.padEnd(10),
    String(all.length).padStart(6),
    pair((t) => t.slopeError, 2),
    pair((t) => t.dateError, 0),
    held(all.filter((c) => c.held).length, all.length),
    held(
      sum((t) => t.held),
      sum((t) => t.tries),
    ),
    `${(middleOf(tested.map((t) => t.share)) / 10).toFixed(1)} %`.padStart(8),
  ].join('');
}

console.log(
  `seeds ${first} .. ${Number(first) + Number(count) - 1}; ours beside ordinary least squares over the same days`,
);
console.log('           found  slope, Mbps/30 d      date, days    date  28 days   error');
console.log('                    ours straight    ours straight    held     held  28 days');
for (const [name, plague] of Object.entries(PLAGUES))
  console.log(row(name, compareMany(Number(first), Number(count), plague)));
