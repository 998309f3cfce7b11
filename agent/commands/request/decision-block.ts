import { span, type Window } from '../../domain/moment.ts';
import type { Direction } from '../../domain/rate.ts';
import type { StoredDecision } from '../../ports/ledger.ts';
import { showBps, showMoment, showPerMille, showRate, showSpan } from '../../texts/format.ts';
import { VERDICTS } from '../../texts/labels.ts';
import { meanwhileOf, showWhy } from './decision-why.ts';
import { showKeys } from './key-table.ts';
import type { Screen } from '../terminal/screen.ts';

type Decision = StoredDecision['decision'];
type Terms = StoredDecision['terms'];
type Hours = Terms['directions']['down']['busy']['figures'][number]['hours'];
type Outlook = Pick<StoredDecision, 'terms' | 'decision' | 'offer' | 'earliest'>;

/** The numbers of one availability check, as a division head reads them: key by key, with what they rest on. */
export function showDecision(screen: Screen, stored: StoredDecision): void {
  const { lang, zone } = screen.writing;
  const verdict = sayVerdict(screen, stored.decision);
  screen.line(screen.say('checked-at', { at: showMoment(stored.at, zone, lang), by: stored.by, verdict }));
  showNumbers(screen, stored);
  showNeed(screen, stored);
  showOutlook(screen, stored);
}

/** Allocation, keys, why, and the figures of each direction that is asked. */
export function showNumbers(screen: Screen, { terms, decision }: Pick<StoredDecision, 'terms' | 'decision'>): void {
  const { lang } = screen.writing;
  const to = `${showRate(terms.wanted, lang)}${sayWindow(screen, terms.window)}`;
  screen.line(`  ${screen.say('from-to', { from: showRate(terms.inForce, lang), to })}`);
  showKeys(screen, decision.keys, meanwhileOf(decision), terms.at);
  showWhy(screen, terms, decision);
  for (const direction of ['down', 'up'] as const)
    if (terms.directions[direction].delta > 0) showFigures(screen, terms, direction);
}

/** What can be done where it is not enough: the part that may be offered, and the date, or that none is known. */
export function showOutlook(screen: Screen, { terms, decision, offer, earliest }: Outlook): void {
  const { lang, zone } = screen.writing;
  if (offer !== null) screen.line(`  ${screen.say('can-offer', { rate: showRate(offer, lang) })}`);
  if (earliest !== null) screen.line(`  ${screen.say('earliest', { at: showMoment(earliest, zone, lang) })}`);
  else if (decision.verdict === 'not-enough')
    screen.line(`  ${screen.say(terms.window === null ? 'earliest-unknown' : 'earliest-window')}`);
}

/** The verdict in capitals, as it stands in every block of numbers. */
export function sayVerdict(screen: Screen, { verdict }: Decision): string {
  return VERDICTS[verdict]?.[screen.writing.lang] ?? verdict;
}

/** ` · from – until`; nothing for what is permanent. */
export function sayWindow(screen: Screen, window: Window | null): string {
  const { lang, zone } = screen.writing;
  if (window === null) return '';
  return ` · ${showMoment(window.from, zone, lang, 'short')} – ${showMoment(window.until, zone, lang, 'short')}`;
}

function showFigures(screen: Screen, terms: Terms, direction: Direction): void {
  const { lang } = screen.writing;
  const { busy, live, raised, growth } = terms.directions[direction];
  const figures = busy.figures.map(({ hours, bits, valid, expected }) => {
    const share = showPerMille(expected === 0 ? 0 : Math.floor((valid * 1000) / expected), lang);
    return screen.say('figure', {
      hours: sayHours(screen, hours),
      rate: sayFigure(screen, bits),
      valid,
      expected,
      share,
    });
  });
  const parts = [
    screen.say('busy-line', {
      direction: screen.say(direction),
      figures: figures.join(', '),
      raised: showBps(raised, lang),
    }),
  ];
  if (growth > 0) parts.push(screen.say('growth-line', { growth: showBps(growth, lang) }));
  if (live.kind === 'known')
    parts.push(screen.say('live-line', { rate: showBps(live.bits, lang), age: showSpan(span(live.ageMs), lang) }));
  if (live.kind === 'unknown')
    parts.push(screen.say('live-unknown', { age: live.ageMs === null ? null : showSpan(span(live.ageMs), lang) }));
  screen.line(`  ${parts.join('; ')}`);
}

function sayFigure(screen: Screen, bits: number | null): string {
  return bits === null ? screen.say('unbounded') : showBps(bits, screen.writing.lang);
}

function sayHours(screen: Screen, hours: Hours): string {
  return screen.say(`hours-${hours}`);
}

function showNeed(screen: Screen, { need }: StoredDecision): void {
  if (need.kind === 'no-data') return screen.line(`  ${screen.say('need-no-data')}`);
  const { p95, allocation, nearLimit, samples, kind } = need;
  const share = showPerMille(allocation === 0 ? 0 : Math.round((p95 * 1000) / allocation), screen.writing.lang);
  screen.line(`  ${screen.say('need', { proven: screen.say(`need-${kind}`), share, near: nearLimit, samples })}`);
}
