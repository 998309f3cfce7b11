import { Counter } from '../snmp/lab-counter.ts';
import { canonicalTargets, formatPair, type Pair, parsePair } from './lab-queue-values.ts';
import { RouterTrap } from '../snmp/lab-trap.ts';

/** Packet and octet counters of one queue; `up` is what the target sent. Drops are Counter32. */
export interface QueueCounters {
  readonly up: Counter;
  readonly down: Counter;
  dropsUp: number;
  dropsDown: number;
}

/** One row of /queue/simple. `parent` is an id, so that a renamed parent keeps its children. */
export interface QueueRow {
  readonly id: string;
  name: string;
  targets: string;
  parent: string | null;
  maxLimit: Pair;
  limitAt: Pair;
  disabled: boolean;
  readonly dynamic: boolean;
  comment: string;
  /** The remaining settings as words; `dst`, `time` are absent while unset. */
  readonly settings: Map<string, string>;
  counters: QueueCounters;
}

/** Settings that are kept as words, with the value of a new row. */
const DEFAULTS: Readonly<Record<string, string>> = {
  'packet-marks': '',
  priority: '8/8',
  queue: 'default-small/default-small',
  'burst-limit': '0/0',
  'burst-threshold': '0/0',
  'burst-time': '0s/0s',
  'bucket-size': '0.1/0.1',
};
const OPTIONAL = new Set([
  'dst',
  'time',
  'total-max-limit',
  'total-limit-at',
  'total-priority',
  'total-queue',
  'total-bucket-size',
]);
const RATE_SETTINGS = new Set(['burst-limit', 'burst-threshold']);
const PLAIN_ARGUMENTS = new Set(['name', 'target', 'parent', 'max-limit', 'limit-at', 'comment', 'disabled']);

/** Whether add and set take this argument. */
export const isQueueArgument = (name: string): boolean =>
  PLAIN_ARGUMENTS.has(name) || name in DEFAULTS || OPTIONAL.has(name);

/** Fresh counters at zero. */
export const zeroCounters = (): QueueCounters => ({ up: new Counter(), down: new Counter(), dropsUp: 0, dropsDown: 0 });

/** A row with RouterOS defaults. */
export function newRow(id: string, name: string, dynamic: boolean): QueueRow {
  return {
    id,
    name,
    targets: '',
    parent: null,
    maxLimit: { up: 0, down: 0 },
    limitAt: { up: 0, down: 0 },
    disabled: false,
    dynamic,
    comment: '',
    settings: new Map(Object.entries(DEFAULTS)),
    counters: zeroCounters(),
  };
}

/** What a change is checked against. */
export interface RowContext {
  readonly interfaces: ReadonlySet<string>;
  readonly queueTypes: ReadonlySet<string>;
  /** Id of a parent by name or id, null for none. Throws the router's trap. */
  readonly parentId: (text: string) => string | null;
}

/** Writes the words into the row, then checks the merged result as RouterOS does. The caller works on a copy. */
export function applyWords(row: QueueRow, words: ReadonlyMap<string, string>, context: RowContext): void {
  for (const [name, value] of words) applyWord(row, name, value, context);
  checkLimits(row);
}

function applyWord(row: QueueRow, name: string, value: string, context: RowContext): void {
  if (name === 'name') row.name = value;
  else if (name === 'target') row.targets = canonicalTargets(value, context.interfaces);
  else if (name === 'parent') row.parent = context.parentId(value);
  else if (name === 'max-limit') row.maxLimit = parsePair(name, value);
  else if (name === 'limit-at') row.limitAt = parsePair(name, value);
  else if (name === 'comment') row.comment = value;
  else if (name === 'disabled') row.disabled = parseBoolean(name, value);
  else row.settings.set(name, settingValue(name, value, context));
}

function settingValue(name: string, value: string, context: RowContext): string {
  if (RATE_SETTINGS.has(name)) return formatPair(parsePair(name, value));
  if (name === 'burst-time')
    return parseHalves(name, value, /^\d+s?$/, (half) => (half.endsWith('s') ? half : `${half}s`));
  if (name === 'priority') return parseHalves(name, value, /^[1-8]$/, (half) => half);
  if (name === 'bucket-size') return parseHalves(name, value, /^\d+(\.\d+)?$/, (half) => half);
  if (name !== 'queue') return value;
  return parseHalves(name, value, /^.+$/, (half) => {
    if (!context.queueTypes.has(half)) throw new RouterTrap('input does not match any value of queue', 1);
    return half;
  });
}

function parseHalves(argument: string, value: string, form: RegExp, map: (half: string) => string): string {
  const halves = value.split('/');
  if (halves.length !== 2) throw new RouterTrap(`expected value of download-${argument}`, 1);
  if (!halves.every((half) => form.test(half))) throw new RouterTrap(`invalid value for argument ${argument}`, 1);
  return halves.map(map).join('/');
}

/** RouterOS takes yes, no, true and false. */
export function parseBoolean(argument: string, value: string): boolean {
  if (value === 'yes' || value === 'true') return true;
  if (value === 'no' || value === 'false') return false;
  throw new RouterTrap(`invalid value for argument ${argument}`, 1);
}

function checkLimits(row: QueueRow): void {
  for (const way of ['upload', 'download'] as const) {
    const side = way === 'upload' ? 'up' : 'down';
    if (row.maxLimit[side] !== 0 && row.maxLimit[side] < row.limitAt[side])
      throw new RouterTrap(`failure: ${way}-max-limit less than ${way}-limit`);
  }
}

/** Clears a value as `unset` or `=!name=` does. Settings with a default fall back to it. */
export function clearWord(row: QueueRow, name: string): void {
  if (name === 'comment') row.comment = '';
  else if (name === 'parent') row.parent = null;
  else if (name === 'max-limit') row.maxLimit = { up: 0, down: 0 };
  else if (name === 'limit-at') row.limitAt = { up: 0, down: 0 };
  else if (OPTIONAL.has(name)) row.settings.delete(name);
  else if (DEFAULTS[name] !== undefined) row.settings.set(name, DEFAULTS[name]);
  else throw new RouterTrap(`input does not match any value of value-name`, 1);
}
