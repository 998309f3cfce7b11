import { DAY, HOUR, MINUTE, SECOND, span } from '../../domain/moment.ts';
import type { Rate } from '../../domain/rate.ts';
import { showMbps, showPerMille, showSpan } from '../../texts/format.ts';
import type { LiveView } from '../../views/live-view.ts';
import { uplinkName } from './network-tables.ts';
import type { Screen } from '../terminal/screen.ts';

const NONE = '–';
type Use = Pick<LiveView['lines'][number], 'now' | 'ageMs'>;

/** Prints the current use of the uplinks, and of the `top` lines with the largest download. Rates in Mbps. */
export function showLive(screen: Screen, { uplinks, lines }: LiveView, top: number): void {
  screen.line(screen.say('live-mbps'));
  screen.table(
    ['uplink', 'download', 'upload', 'contract', 'used', 'age'],
    uplinks.map((u) => {
      return [
        uplinkName(screen, u),
        ...eachWay(screen, u.now),
        shortRate(screen, u.contract),
        shareOf(screen, u, u.contract),
        ageOf(screen, u),
      ];
    }),
  );
  screen.table(
    ['line', 'download', 'upload', 'allocation', 'used', 'uplink', 'age'],
    lines.slice(0, top).map((l) => {
      const numbers = [...eachWay(screen, l.now), shortRate(screen, l.allocation), shareOf(screen, l, l.allocation)];
      return [l.line, ...numbers, l.uplinks.join(', '), ageOf(screen, l)];
    }),
  );
  if (lines.length > top) screen.line(`  ${screen.say('more-lines', { count: lines.length - top })}`);
}

function eachWay({ writing }: Screen, now: Rate | null): readonly [string, string] {
  return now === null ? [NONE, NONE] : [showMbps(now.down, writing.lang), showMbps(now.up, writing.lang)];
}

/** Down and up of a limit. Written once if both are equal. */
function shortRate(screen: Screen, limit: Rate | null): string {
  return [...new Set(eachWay(screen, limit))].join(' / ');
}

function shareOf(screen: Screen, { now }: Use, whole: Rate | null): string {
  if (now === null || whole === null || whole.down === 0) return NONE;
  return showPerMille(Math.round((now.down * 1000) / whole.down), screen.writing.lang);
}

/** Age in its largest unit only. */
function ageOf(screen: Screen, { ageMs }: Use): string {
  if (ageMs === null) return NONE;
  const unit = [DAY, HOUR, MINUTE].find((size) => ageMs >= size) ?? SECOND;
  return showSpan(span(ageMs - (ageMs % unit)), screen.writing.lang);
}
