import type { Facts } from '../../domain/finding.ts';
import { DEFAULT_POLICY } from '../../domain/policy.ts';
import type { InitProposal } from '../../init/init-proposal.ts';
import { fill } from '../../texts/fill.ts';
import { INIT_WORDS, UNMANAGED } from '../../texts/init-words.ts';
import { showMbps, showRate } from '../../texts/format.ts';
import type { Screen } from '../terminal/screen.ts';

/**
 * Prints what `init` found on the router and proposes, before anything is written.
 * @param encrypted whether the router was reached over TLS.
 */
export function showProposal(screen: Screen, proposal: InitProposal, encrypted: boolean): void {
  const { writing } = screen;
  const say = (key: keyof typeof INIT_WORDS, facts: Facts): void =>
    screen.line(fill(INIT_WORDS[key][writing.lang], facts, writing));
  const { survey, lines, pools, unmanaged } = proposal;
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
  saySharing(proposal, say, (bits) => showMbps(bits, writing.lang));
  screen.line();
  say('lines', { count: lines.length });
  screen.table(
    ['code', 'queue', 'targets', 'max-limit', 'service'],
    lines.map(({ code, queue, service }) => [
      code,
      queue.name,
      queue.targets.join(' '),
      showRate(queue.maxLimit, writing.lang),
      screen.say(service),
    ]),
  );
  screen.line();
  say('unmanaged', { count: unmanaged.length });
  screen.table(
    ['position', 'queue', 'targets', 'reason'],
    unmanaged.map(({ queue, why, of }) => [
      String(queue.position),
      queue.name,
      queue.targets.join(' '),
      fill(UNMANAGED[why][writing.lang], { of }, writing),
    ]),
  );
  say('past', { ...survey.past });
  screen.line();
}

function saySharing(
  { sharing }: InitProposal,
  say: (key: keyof typeof INIT_WORDS, facts: Facts) => void,
  mbps: (bits: number) => string,
) {
  if (sharing === null) return say('no-pool', { k: DEFAULT_POLICY.sharing / 1000 });
  const { pool, dedicated, shared, ratio, k } = sharing;
  const capacity = mbps(sharing.capacity);
  if (k === null) return say('over-promised', { pool, dedicated: mbps(dedicated), capacity });
  say('sharing', { pool, promised: mbps(dedicated + shared), capacity, ratio: ratio / 1000, k: k / 1000 });
}
