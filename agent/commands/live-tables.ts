import { span } from '../domain/moment.ts';
import { showPerMille, showSpan } from '../texts/format.ts';
import type { LiveView } from '../views/live-view.ts';
import { rateOr } from './network-tables.ts';
import type { Screen } from './screen.ts';

const NONE = '–';
type Use = Pick<LiveView['lines'][number], 'now' | 'ageMs'>;

/** What passes the uplinks now, and the lines that use most of it, at most `top`. */
export function showLive(screen: Screen, { uplinks, lines }: LiveView, top: number): void {
  screen.table(
    ['uplink', 'now', 'contract', 'used', 'age'],
    uplinks.map((u) => {
      const name = u.operational === false ? `${u.id} (${screen.say('is-down')})` : u.id;
      return [name, rateOr(screen, u.now), rateOr(screen, u.contract), shareOf(screen, u, u.contract), ageOf(screen, u)];
    }),
  );
  screen.table(
    ['agency', 'queue', 'now', 'allocation', 'used', 'uplink', 'age'],
    lines.slice(0, top).map((l) => {
      const numbers = [rateOr(screen, l.now), rateOr(screen, l.allocation), shareOf(screen, l, l.allocation)];
      return [l.agency, l.queue, ...numbers, l.uplinks.join(', '), ageOf(screen, l)];
    }),
  );
  if (lines.length > top) screen.line(`  ${screen.say('more-lines', { count: lines.length - top })}`);
}

function shareOf(screen: Screen, { now }: Use, whole: { readonly down: number } | null): string {
  if (now === null || whole === null || whole.down === 0) return NONE;
  return showPerMille(Math.round((now.down * 1000) / whole.down), screen.writing.lang);
}

function ageOf(screen: Screen, { ageMs }: Use): string {
  return ageMs === null ? NONE : showSpan(span(ageMs), screen.writing.lang);
}
