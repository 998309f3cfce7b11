import type { Facts } from '../../domain/finding.ts';
import { DEFAULT_POLICY } from '../../domain/policy.ts';
import type { InitProposal } from '../../init/init-proposal.ts';
import { fill } from '../../texts/fill.ts';
import { INIT_WORDS } from '../../texts/init-words.ts';
import { sayUnmanaged } from '../../texts/say.ts';
import { showMbps, showRate } from '../../texts/format.ts';
import { showFindings } from '../terminal/findings-table.ts';
import type { Screen } from '../terminal/screen.ts';

/**
 * Prints what `init` found on the router and proposes, before anything is written.
 * @param encrypted whether the router was reached over TLS.
 */
export function showProposal(screen: Screen, proposal: InitProposal, encrypted: boolean): void {
  const { writing } = screen;
  const say = (key: keyof typeof INIT_WORDS, facts: Facts): void =>
    screen.line(fill(INIT_WORDS[key][writing.lang], facts, writing));
  const { survey, lines, pools, groups, unmanaged } = proposal;
  say('who-answered', { ...survey.identity });
  say('seen-counts', {
    queues: survey.queues.length,
    interfaces: survey.interfaces.length,
    lists: survey.lists.length,
  });
  if (!encrypted) say('plain-api', {});
  if (survey.traits.fasttrackRules > 0) say('fasttrack', { rules: survey.traits.fasttrackRules });
  if (survey.traits.blindBridgePorts > 0) say('bridge', { ports: survey.traits.blindBridgePorts });
  say('uplinks', { names: proposal.uplinks.join(', ') });
  say('pools', {
    names: pools.map(({ queue }) => `${queue.name} (${showRate(queue.maxLimit, writing.lang)})`).join(', '),
  });
  if (groups.length > 0) say('groups', { names: groups.map(({ name }) => name).join(', ') });
  saySharing(proposal, say, (bits) => showMbps(bits, writing.lang));
  screen.line();
  if (lines.length === 0) say('no-lines', {});
  say('lines', { count: lines.length });
  screen.table(
    ['code', 'queue', 'targets', 'max-limit', 'service'],
    lines.map(({ code, queue, service }) => [
      code,
      queue.name,
      queue.targets.join('\n'),
      showRate(queue.maxLimit, writing.lang),
      screen.say(service),
    ]),
  );
  const warnings = lines.flatMap((line) => line.warnings);
  if (warnings.length > 0) say('warnings', { count: warnings.length });
  showFindings(screen, warnings);
  screen.line();
  say('unmanaged', { count: unmanaged.length });
  screen.table(
    ['position', 'queue', 'targets', 'reason'],
    unmanaged.map((row) => [
      String(row.queue.position),
      row.queue.name,
      row.queue.targets.join('\n'),
      sayUnmanaged(row, writing),
    ]),
  );
  say('past', { ...survey.past });
  screen.line();
}

function saySharing(
  { contention }: InitProposal,
  say: (key: keyof typeof INIT_WORDS, facts: Facts) => void,
  mbps: (bits: number) => string,
) {
  if (contention.length === 0) return say('no-pool', { k: DEFAULT_POLICY.sharing / 1000 });
  for (const { pool, dedicated, shared, ratio, k, capacity: limit } of contention) {
    const capacity = mbps(limit);
    if (k === null) say('over-promised', { pool, dedicated: mbps(dedicated), capacity });
    else say('sharing', { pool, promised: mbps(dedicated + shared), capacity, ratio: ratio / 1000, k: k / 1000 });
  }
}
