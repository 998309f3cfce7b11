import { span, type Window } from '../../domain/moment.ts';
import type { Direction } from '../../domain/rate.ts';
import type { StoredDecision } from '../../ports/ledger.ts';
import { showBps, showMoment, showPerMille, showRate, showSpan } from '../../texts/format.ts';
import { VERDICTS } from '../../texts/labels.ts';
import { failedByOutage, showWhy } from './decision-why.ts';
import { showKeys } from './key-table.ts';
import type { Screen } from '../terminal/screen.ts';

type Decision = StoredDecision['decision'];
type Terms = StoredDecision['terms'];
type Hours = Terms['directions']['down']['busy']['figures'][number]['hours'];
type Outlook = Pick<StoredDecision, 'terms' | 'decision' | 'offer' | 'earliest'>;

/** Prints one stored availability check: verdict, constraints with their numbers, need, and what can be offered. */
export function showDecision(screen: Screen, stored: StoredDecision): void {
  const { lang, zone } = screen.writing;
  const verdict = sayVerdict(screen, stored.decision);
  screen.line(screen.say('checked-at', { at: showMoment(stored.at, zone, lang), by: stored.by, verdict }));
  showNumbers(screen, stored);
  showNeed(screen, stored);
  showOutlook(screen, stored);
}

/** Prints allocation, constraints, reasons, and the measured figures of each direction in which more is asked for. */
export function showNumbers(screen: Screen, { terms, decision }: Pick<StoredDecision, 'terms' | 'decision'>): void {
  const { lang } = screen.writing;
  const to = `${showRate(terms.wanted, lang)}${sayWindow(screen, terms.window)}`;
  screen.line(`  ${screen.say('from-to', { from: showRate(terms.inForce, lang), to })}`);
  showKeys(screen, decision.keys, failedByOutage(decision), terms.at);
  showWhy(screen, terms, decision);
  for (const direction of ['down', 'up'] as const)
    if (terms.directions[direction].delta > 0) showFigures(screen, terms, direction);
}

/** Prints what is possible if capacity is not enough: the part that may be offered, and the earliest date. */
export function showOutlook(screen: Screen, { terms, decision, offer, earliest }: Outlook): void {
  const { lang, zone } = screen.writing;
  if (offer !== null) screen.line(`  ${screen.say('can-offer', { rate: showRate(offer, lang) })}`);
  if (earliest !== null) screen.line(`  ${screen.say('earliest', { at: showMoment(earliest, zone, lang) })}`);
  else if (decision.verdict === 'not-enough')
    screen.line(`  ${screen.say(terms.window === null ? 'earliest-unknown' : 'earliest-window')}`);
}

/** Returns the verdict of a check in the reader's language, in capitals. */
export function sayVerdict(screen: Screen, { verdict }: Decision): string {
  return VERDICTS[verdict]?.[screen.writing.lang] ?? verdict;
}

/** Formats the time of a request as ` · from – until`. Empty for a permanent request. */
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
