import { showBps, showDay, showMoment, showRate } from '../../texts/format.ts';
import type { HeadroomDay } from '../../views/headroom-view.ts';
import type { WhatIfView } from '../../views/whatif-view.ts';
import { sayVerdict, showNumbers, showOutlook } from '../request/decision-block.ts';
import { rateOr } from './network-tables.ts';
import type { Screen } from '../terminal/screen.ts';

const NONE = '–';

/**
 * Prints the suppositions, the check of the supposed request, and the headroom of each uplink now and under the
 * suppositions.
 */
export function showWhatIf(screen: Screen, { at, suppositions, wish, uplinks }: WhatIfView): void {
  const { lang, zone } = screen.writing;
  screen.line(screen.say('whatif-title', { at: showMoment(at, zone, lang) }));
  for (const supposition of suppositions) screen.line(`  ${saySupposition(screen, supposition)}`);
  if (wish !== null) {
    screen.line(screen.say('whatif-wish', { line: wish.line, verdict: sayVerdict(screen, wish.decision) }));
    showNumbers(screen, wish);
    showOutlook(screen, wish);
  }
  screen.table(
    ['uplink', 'room', 'becomes'],
    uplinks.map(({ id, room, supposed }) => [id, rateOr(screen, room), rateOr(screen, supposed)]),
  );
}

/** Prints the lowest headroom of each day, and what causes it. */
export function showHeadroom(screen: Screen, rows: readonly HeadroomDay[]): void {
  const { lang } = screen.writing;
  const bits = (number: number | null): string => (number === null ? NONE : showBps(number, lang));
  screen.table(
    ['uplink', 'direction', 'day', 'promised', 'allowable', 'headroom', 'binds'],
    rows.map((row) => {
      const cells = [bits(row.demand), bits(row.limit), bits(row.headroom), sayBinding(screen, row)];
      return [row.uplink, screen.say(row.direction), showDay(row.day, lang), ...cells];
    }),
  );
}

function sayBinding(screen: Screen, { binds, worst, running }: HeadroomDay): string {
  const { lang, zone } = screen.writing;
  if (binds === 'permanent') return screen.say('binds-permanent');
  return screen.say('binds-window', {
    at: showMoment(worst, zone, lang, 'short').slice(-5),
    lines: running.join(', '),
  });
}

function saySupposition(screen: Screen, supposition: WhatIfView['suppositions'][number]): string {
  const { lang, zone } = screen.writing;
  const { uplink } = supposition;
  if (supposition.what === 'lost') return screen.say('suppose-lost', { uplink });
  if (supposition.what === 'ends')
    return screen.say('suppose-ends', { uplink, at: showMoment(supposition.at, zone, lang) });
  const { from, rate } = supposition;
  return screen.say('suppose-more', { uplink, rate: showRate(rate, lang), at: showMoment(from, zone, lang) });
}
