import { span, type Window } from '../domain/moment.ts';
import { never } from '../domain/never.ts';
import type { Direction } from '../domain/rate.ts';
import type { StoredDecision } from '../ports/ledger.ts';
import { showBps, showMoment, showPerMille, showRate, showSpan } from '../texts/format.ts';
import { KEYS, VERDICTS } from '../texts/labels.ts';
import { exactMbps, type KeyResult, tightest } from './key-numbers.ts';
import type { Screen } from './screen.ts';

type Decision = StoredDecision['decision'];
type Terms = StoredDecision['terms'];
type Hours = Terms['directions']['down']['busy']['figures'][number]['hours'];
type Unknown = Extract<Decision, { readonly verdict: 'unknown' }>['why'][number];

/** The numbers of one availability check, as a division head reads them: key by key, with what they rest on. */
export function showDecision(screen: Screen, stored: StoredDecision): void {
  const { lang, zone } = screen.writing;
  const { terms, decision } = stored;
  screen.line(screen.say('checked-at', { at: showMoment(stored.at, zone, lang), by: stored.by, verdict: sayVerdict(screen, decision) }));
  const to = `${showRate(terms.wanted, lang)}${sayWindow(screen, terms.window)}`;
  screen.line(`  ${screen.say('from-to', { from: showRate(terms.inForce, lang), to })}`);
  showKeys(screen, decision.keys);
  if (decision.verdict === 'unknown') {
    screen.line(`  ${screen.say('because', { why: decision.why.map((why) => sayUnknown(screen, why)).join('; ') })}`);
  }
  if (decision.verdict === 'waiting-for-room') showWaiting(screen, terms, decision);
  for (const direction of ['down', 'up'] as const) if (terms.directions[direction].delta > 0) showFigures(screen, terms, direction);
  showNeed(screen, stored);
  if (stored.offer !== null) screen.line(`  ${screen.say('can-offer', { rate: showRate(stored.offer, lang) })}`);
  if (stored.earliest !== null) screen.line(`  ${screen.say('earliest', { at: showMoment(stored.earliest, zone, lang) })}`);
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

/** Key by key with its numbers, and the tightest. */
export function showKeys(screen: Screen, keys: readonly KeyResult[]): void {
  const { lang } = screen.writing;
  const binding = tightest(keys);
  if (binding === undefined) return;
  const room = (key: KeyResult): string => exactMbps(key.limit - key.demand, lang);
  screen.table(
    ['key', 'bound', 'direction', 'demand', 'limit', 'room-mbps', 'result'],
    keys.map((key) => [
      sayKey(screen, key),
      key.bound,
      screen.say(key.direction),
      exactMbps(key.demand, lang),
      exactMbps(key.limit, lang),
      room(key),
      screen.say(resultOf(key)),
    ]),
  );
  const facts = { bound: binding.bound, key: sayKey(screen, binding), direction: screen.say(binding.direction), room: room(binding) };
  const numbers = { demand: exactMbps(binding.demand, lang), limit: exactMbps(binding.limit, lang) };
  screen.line(`  ${screen.say('binding', { ...facts, ...numbers })}`);
}

/** The uplinks that are down, and what the table above does not show: keys that fail only as long as they are. */
function showWaiting(
  screen: Screen,
  { bounds }: Terms,
  { keys, failed }: Extract<Decision, { readonly verdict: 'waiting-for-room' }>,
): void {
  const { lang } = screen.writing;
  const outages = bounds.flatMap(({ name, operational, standsInFor }) => {
    if (standsInFor !== undefined) return [screen.say('why-stands-in', { uplink: name, lost: standsInFor })];
    return operational ? [] : [screen.say('why-uplink-down', { uplink: name })];
  });
  const meanwhile = failed
    .filter((key) => !keys.some((shown) => sameNumbers(shown, key)))
    .map((key) => {
      const numbers = { demand: exactMbps(key.demand, lang), limit: exactMbps(key.limit, lang) };
      return screen.say('why-meanwhile', { bound: key.bound, key: sayKey(screen, key), direction: screen.say(key.direction), ...numbers });
    });
  const why = [...outages, ...meanwhile];
  if (why.length > 0) screen.line(`  ${screen.say('because', { why: why.join('; ') })}`);
}

function sameNumbers(a: KeyResult, b: KeyResult): boolean {
  return a.key === b.key && a.bound === b.bound && a.direction === b.direction && a.demand === b.demand && a.limit === b.limit;
}

function resultOf(key: KeyResult): 'pass' | 'saturated' | 'fail' {
  if (key.pass) return 'pass';
  return key.saturated ? 'saturated' : 'fail';
}

/** The key's name in the reader's language. */
export function sayKey(screen: Screen, { key }: KeyResult): string {
  return KEYS[key]?.[screen.writing.lang] ?? key;
}

function showFigures(screen: Screen, terms: Terms, direction: Direction): void {
  const { lang } = screen.writing;
  const { busy, live, raised, growth } = terms.directions[direction];
  const figures = busy.figures.map(({ hours, bits, valid, expected }) => {
    const share = showPerMille(expected === 0 ? 0 : Math.floor((valid * 1000) / expected), lang);
    return screen.say('figure', { hours: sayHours(screen, hours), rate: sayFigure(screen, bits), valid, expected, share });
  });
  const parts = [screen.say('busy-line', { direction: screen.say(direction), figures: figures.join(', '), raised: showBps(raised, lang) })];
  if (growth > 0) parts.push(screen.say('growth-line', { growth: showBps(growth, lang) }));
  if (live.kind === 'known') parts.push(screen.say('live-line', { rate: showBps(live.bits, lang), age: showSpan(span(live.ageMs), lang) }));
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

/** Why nothing can be said. */
export function sayUnknown(screen: Screen, unknown: Unknown): string {
  const { lang, zone } = screen.writing;
  switch (unknown.why) {
    case 'no-contract':
      return screen.say('why-no-contract', { uplink: unknown.uplink });
    case 'contract-ends':
      return screen.say('why-contract-ends', { uplink: unknown.uplink, at: showMoment(unknown.at, zone, lang) });
    case 'no-shares':
    case 'clock-suspect':
      return screen.say(`why-${unknown.why}`);
    case 'few-days':
    case 'coverage':
    case 'no-samples': {
      const { why, direction, valid, expected } = unknown;
      return screen.say(`why-${why}`, { direction: screen.say(direction), valid, expected });
    }
    case 'stale': {
      const age = unknown.ageMs === null ? null : showSpan(span(unknown.ageMs), lang);
      return screen.say('why-stale', { direction: screen.say(unknown.direction), age });
    }
    default:
      return never(unknown);
  }
}

function showNeed(screen: Screen, { need }: StoredDecision): void {
  if (need.kind === 'no-data') return screen.line(`  ${screen.say('need-no-data')}`);
  const { p95, allocation, nearLimit, samples, kind } = need;
  const share = showPerMille(allocation === 0 ? 0 : Math.round((p95 * 1000) / allocation), screen.writing.lang);
  screen.line(`  ${screen.say('need', { proven: screen.say(`need-${kind}`), share, near: nearLimit, samples })}`);
}
