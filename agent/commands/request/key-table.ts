import type { Moment } from '../../domain/moment.ts';
import { grouped } from '../../domain/lookup.ts';
import { showMoment } from '../../texts/format.ts';
import { KEYS } from '../../texts/labels.ts';
import { exactMbps, type KeyResult, tightest } from './key-numbers.ts';
import type { Screen } from '../terminal/screen.ts';

/** Longer tables in which all constraints pass are shortened. */
const FEW = 12;

/**
 * Prints each constraint with its numbers, then the tightest one.
 * @param outageOnly constraints that fail only while an uplink is down. They are not in the table but may be the
 *   tightest.
 * @param now time of the check. A later instant of the constraint `promised` is printed.
 */
export function showKeys(
  screen: Screen,
  keys: readonly KeyResult[],
  outageOnly: readonly KeyResult[],
  now: Moment,
): void {
  const { lang } = screen.writing;
  const binding = tightest([...keys, ...outageOnly]);
  if (binding === undefined) return;
  const shown = shortened(keys);
  screen.table(
    ['key', 'bound', 'direction', 'demand', 'limit', 'room-mbps', 'result'],
    shown.map((key) => {
      const numbers = [key.demand, key.limit, key.limit - key.demand].map((bits) => exactMbps(bits, lang));
      return [sayKey(screen, key), key.bound, screen.say(key.direction), ...numbers, screen.say(resultOf(key))];
    }),
  );
  if (shown.length < keys.length) screen.line(`  ${screen.say('keys-shortened', { count: keys.length })}`);
  const room = exactMbps(Math.abs(binding.limit - binding.demand), lang);
  const label = binding.demand > binding.limit ? 'binding-short' : 'binding';
  screen.line(`  ${screen.say(label, { ...keyFacts(screen, binding), room })}${sayInstant(screen, binding, now)}`);
}

/** Returns the name of a constraint in the reader's language. */
export function sayKey(screen: Screen, { key }: Pick<KeyResult, 'key'>): string {
  return KEYS[key]?.[screen.writing.lang] ?? key;
}

/** Returns the facts of a constraint for a label. Rates in Mbps, exact to the bit. */
export function keyFacts(
  screen: Screen,
  key: KeyResult,
): Readonly<Record<'bound' | 'key' | 'direction' | 'demand' | 'limit', string>> {
  const { lang } = screen.writing;
  const numbers = { demand: exactMbps(key.demand, lang), limit: exactMbps(key.limit, lang) };
  return { bound: key.bound, key: sayKey(screen, key), direction: screen.say(key.direction), ...numbers };
}

/** If many constraints all pass: only the tighter direction of each constraint and link. */
function shortened(keys: readonly KeyResult[]): readonly KeyResult[] {
  if (keys.length <= FEW || !keys.every((key) => key.pass)) return keys;
  return [...grouped(keys, ({ key, bound }) => `${key} ${bound}`).values()].flatMap((group) => tightest(group) ?? []);
}

function sayInstant(screen: Screen, { instant }: KeyResult, now: Moment): string {
  if (instant === null || instant === now) return '';
  return screen.say('binding-instant', {
    at: showMoment(instant as Moment, screen.writing.zone, screen.writing.lang, 'short'),
  });
}

function resultOf(key: KeyResult): 'pass' | 'saturated' | 'fail' {
  if (key.pass) return 'pass';
  return key.saturated ? 'saturated' : 'fail';
}
