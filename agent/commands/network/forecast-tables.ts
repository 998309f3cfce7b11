import { NO_RATE, plus, type Rate } from '../../domain/rate.ts';
import { type Lang, showBps, showDay, showMbps, showMoment, showPerMille, showRate } from '../../texts/format.ts';
import type { ForecastRow, ForecastView } from '../../views/forecast-view.ts';
import type { PostponedRow } from '../../views/postponed-view.ts';
import type { Screen } from '../terminal/screen.ts';

const NONE = '–';
/** Growth is shown per 30 days. */
const MONTH = 30;

/**
 * Prints the forecast of each uplink and direction: demand, growth, date with its interval, error of the method; then
 * what to buy and what is not known.
 */
export function showForecast(screen: Screen, view: ForecastView): void {
  screen.line(screen.say('forecast-until', { days: view.days }));
  screen.table(
    ['uplink', 'direction', 'busy', 'allowed', 'growth-month', 'passes', 'back-test'],
    view.rows.map((row) => rowOf(screen, row)),
  );
  for (const row of view.rows) for (const line of linesOf(screen, row)) screen.line(line);
  for (const { uplink, why } of view.unforeseen) screen.line(screen.say(`unforeseen-${why}`, { uplink }));
  if (view.postponed.length === 0) return;
  screen.line();
  screen.line(screen.say('annex', { count: view.postponed.length }));
  showPostponed(screen, view.postponed);
}

/**
 * Prints the postponed requests as a budget annex: measured need and missing capacity of each, then the sums, permanent
 * and temporary requests apart.
 */
export function showPostponed(screen: Screen, rows: readonly PostponedRow[]): void {
  screen.table(
    ['number', 'agency', 'priority', 'since', 'allocation', 'addition', 'lacking', 'measured-need', 'uplink'],
    [...rows.map((p) => rowOfPostponed(screen, p)), ...sumsOf(screen, rows)],
  );
}

function rowOfPostponed(screen: Screen, p: PostponedRow): readonly string[] {
  const { lang, zone } = screen.writing;
  return [
    p.number,
    p.agency ?? NONE,
    p.priority ?? NONE,
    showMoment(p.since, zone, lang, 'short').slice(0, 10),
    showRate(p.inForce, lang),
    `${showRate(p.addition, lang)}${p.window === null ? '' : ` (${screen.say('temporary').toLowerCase()})`}`,
    p.missing === null ? NONE : showRate(p.missing, lang),
    needOf(screen, p),
    p.uplinks.join(',\n'),
  ];
}

/** Sums as rows of the table. A missing capacity that was not stored is left out of the sum, and the sum says so. */
function sumsOf(screen: Screen, rows: readonly PostponedRow[]): readonly (readonly string[])[] {
  const { lang } = screen.writing;
  const kinds = [
    ['sum', rows.filter((p) => p.window === null)],
    ['sum-temporary', rows.filter((p) => p.window !== null)],
  ] as const;
  return kinds.flatMap(([label, of]) => {
    if (of.length === 0) return [];
    const known = of.flatMap((p) => p.missing ?? []);
    const unknown = of.length - known.length;
    const added = of.map((p) => p.addition);
    const [addition, total] = [sumOf(added, lang), sumOf(known, lang)];
    const lacking = unknown === 0 ? total : screen.say('sum-besides', { sum: total, count: unknown });
    return [[screen.say(label), '', '', '', '', addition, lacking, '', '']];
  });
}

function sumOf(rates: readonly Rate[], lang: Lang): string {
  return rates.length === 0 ? NONE : showRate(rates.reduce(plus, NO_RATE), lang);
}

function rowOf(screen: Screen, { uplink, direction, limit, forecast }: ForecastRow): readonly string[] {
  const { lang } = screen.writing;
  const { busy, trend, exhaustion, backTest } = forecast;
  const head = [uplink, screen.say(direction), orNone(busy, lang), orNone(limit, lang)];
  if ('kind' in trend || exhaustion === null) return [...head, NONE, screen.say('not-foretold'), NONE];
  const month = (slope: number): string => showMbps(Math.round((slope * MONTH) / 10_000) * 10_000, lang);
  const growth = `${month(trend.slope)} (${month(trend.low)} … ${month(trend.high)})`;
  const day = (found: string | null): string => (found === null ? screen.say('not-within') : showDay(found, lang));
  const isNow = busy !== null && limit !== null && busy + forecast.growth > limit;
  const [on, earliest, latest] = [
    isNow ? screen.say('passed-now') : day(exhaustion.on),
    day(exhaustion.earliest),
    day(exhaustion.latest),
  ];
  const passes = on === earliest && on === latest ? on : `${on} (${earliest} … ${latest})`;
  return [...head, growth, passes, backTest === null ? screen.say('not-tested') : tested(screen, backTest)];
}

function tested(screen: Screen, test: NonNullable<ForecastRow['forecast']['backTest']>): string {
  const { lang } = screen.writing;
  return screen.say('tested', {
    error: showBps(test.error, lang),
    share: showPerMille(test.errorShare, lang),
    held: test.held,
    tries: test.tries,
    days: test.aheadDays,
  });
}

function linesOf(screen: Screen, { uplink, direction, contract, forecast, advice }: ForecastRow): readonly string[] {
  const { lang } = screen.writing;
  const about = { uplink, direction: screen.say(direction) };
  const lines: string[] = [];
  if ('kind' in forecast.trend) {
    const { why, days, span, lowerBounds } = forecast.trend;
    lines.push(screen.say(`too-little-${why}`, { ...about, days, span, full: lowerBounds }));
  } else if (forecast.exhaustion === null) lines.push(screen.say('too-little-busy', about));
  if (forecast.contractEnds !== null) {
    const facts = {
      on: showDay(forecast.contractEnds, lang),
      rate: contract === null ? NONE : showBps(contract, lang),
    };
    lines.push(screen.say('renew', { ...about, ...facts }));
  }
  if (advice !== null && advice.by !== null) {
    const [add, most] = [showBps(advice.add, lang), showBps(advice.addAtMost, lang)];
    const numbers = { add, most, needed: showBps(advice.needed, lang), by: showDay(advice.by, lang) };
    lines.push(
      screen.say(advice.isWithoutGrowth ? 'buy-without-growth' : 'buy', {
        ...about,
        ...numbers,
        postponed: showBps(advice.forPostponed, lang),
      }),
    );
  }
  return lines;
}

function needOf(screen: Screen, { need }: PostponedRow): string {
  if (need.kind === 'no-data') return screen.say('no-need-data');
  const { lang } = screen.writing;
  const share = showPerMille(need.allocation === 0 ? 0 : Math.round((need.p95 * 1000) / need.allocation), lang);
  return `${screen.say(`need-${need.kind}`)}: p95 ${showBps(need.p95, lang)} (${share})`;
}

function orNone(bits: number | null, lang: Lang): string {
  return bits === null ? NONE : showBps(bits, lang);
}
