import { never } from '../../domain/never.ts';
import { DIRECTIONS, type Rate } from '../../domain/rate.ts';
import { showMoment, showRate, showBps } from '../../texts/format.ts';
import { sayUnmanaged } from '../../texts/say.ts';
import type { QueueTree, TreeQueue } from '../../views/queue-tree-view.ts';
import type { Screen } from '../terminal/screen.ts';

/** Targets of one queue that are shown; the rest is counted. */
const TARGETS = 2;
/** One step inwards. A sign, since a table drops blanks at the start of a cell. */
const STEP = '· ';

/** Prints the queues of each router as a tree: limits, what each queue is, and which queues above limit it. */
export function showQueueTrees(screen: Screen, trees: readonly QueueTree[]): void {
  const { lang, zone } = screen.writing;
  for (const { router, observedAt, queues } of trees) {
    const at = observedAt === null ? screen.say('not-read') : showMoment(observedAt, zone, lang, 'short');
    screen.line(screen.say('tree-of', { router, at }));
    screen.table(
      ['queue', 'targets', 'max-limit', 'is', 'bounded-by'],
      queues.map((queue) => [
        `${STEP.repeat(queue.depth)}${queue.name}`,
        targetsOf(queue),
        limitOf(screen, queue.maxLimit),
        roleOf(screen, queue),
        queue.bounds.map((bound) => `${bound.queue} (${limitOf(screen, bound.maxLimit)})`).join('\n') || '–',
      ]),
    );
  }
}

function targetsOf({ targets }: TreeQueue): string {
  const more = targets.length - TARGETS;
  const shown = targets.length === 0 ? ['""'] : targets.slice(0, TARGETS);
  return [...shown, ...(more > 0 ? [`+${more}`] : [])].join('\n');
}

/** A limit, with "unbounded" where RouterOS shows 0. */
function limitOf(screen: Screen, limit: Rate): string {
  const { lang } = screen.writing;
  if (DIRECTIONS.every((d) => limit[d] === 0)) return screen.say('unbounded');
  if (DIRECTIONS.every((d) => limit[d] > 0)) return showRate(limit, lang);
  return DIRECTIONS.map(
    (d) => `${screen.say(d)} ${limit[d] === 0 ? screen.say('unbounded') : showBps(limit[d], lang)}`,
  ).join(' / ');
}

/** What the queue is, and what keeps it from being managed. */
function roleOf(screen: Screen, queue: TreeQueue): string {
  const is = fitOf(screen, queue);
  return queue.why === null ? is : `${is}: ${sayUnmanaged(queue.why, screen.writing)}`;
}

function fitOf(screen: Screen, { role, owner, agency }: TreeQueue): string {
  switch (role) {
    case 'pool':
      return owner === null ? screen.say('is-pool-unknown') : screen.say('is-pool', { pool: owner });
    case 'group':
      return screen.say('is-group');
    case 'line':
      return agency === null ? screen.say('is-line-unknown') : screen.say('is-line', { agency });
    case 'none':
      return screen.say('verdict-unmanageable');
    default:
      return never(role);
  }
}
