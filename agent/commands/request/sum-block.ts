import type { Explanation } from '../../views/explanation.ts';
import { showPerMille } from '../../texts/format.ts';
import { exactMbps } from './key-numbers.ts';
import { sayKey } from './key-table.ts';
import type { Screen } from '../terminal/screen.ts';

type Breakdown = Explanation['sums'][number];

/** Prints what each constraint adds up from, in Mbps exact to the bit, so that a reader can add it up by hand. */
export function showSums(screen: Screen, sums: readonly Breakdown[]): void {
  if (sums.length === 0) return;
  screen.line(`  ${screen.say('adds-up')}`);
  for (const sum of sums) {
    screen.line(`    ${saySum(screen, sum)}`);
    for (const note of notesOf(screen, sum)) screen.line(`      ${note}`);
  }
}

/** Prints the limits that queues would need, if only queues refuse. */
export function showQueueNeeds(screen: Screen, queues: Explanation['queues']): void {
  const { lang } = screen.writing;
  for (const { queue, direction, limit, needed } of queues) {
    const facts = {
      queue,
      direction: screen.say(direction),
      limit: exactMbps(limit, lang),
      needed: exactMbps(needed, lang),
    };
    screen.line(`  ${screen.say('queue-needs', facts)}`);
  }
}

function saySum(screen: Screen, sum: Breakdown): string {
  const { lang } = screen.writing;
  const mbps = (bits: number): string => exactMbps(bits, lang);
  const parts = sum.parts.map(({ what, bits }) => `${mbps(bits)} (${screen.say(`part-${what}`)})`).join(' + ');
  const shared = sum.share === 1000 ? parts : `(${parts}) × ${showPerMille(sum.share, lang)}`;
  return screen.say('adds-up-line', {
    key: sayKey(screen, sum),
    bound: sum.bound,
    direction: screen.say(sum.direction),
    parts: parts === '' ? '0' : shared,
    demand: mbps(sum.demand),
    sign: sum.demand <= sum.limit ? '≤' : '>',
    percent: showPerMille(sum.percent, lang),
    capacity: mbps(sum.capacity),
    limit: mbps(sum.limit),
  });
}

function notesOf(screen: Screen, { source, adjusted, replaced, idleOf }: Breakdown): readonly string[] {
  const { lang } = screen.writing;
  const idle = idleOf.map(({ line, bits }) => `${line} ${exactMbps(bits, lang)}`).join(', ');
  return [
    ...(source === null ? [] : [screen.say(`source-${source}`)]),
    ...(adjusted === 0 ? [] : [screen.say('sum-adjusted', { rate: exactMbps(adjusted, lang) })]),
    ...(replaced === 0 ? [] : [screen.say('sum-replaced', { count: replaced })]),
    ...(idle === '' ? [] : [screen.say('sum-idle', { lines: idle })]),
  ];
}
