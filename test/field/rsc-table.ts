import { readFileSync } from 'node:fs';
import { observedQueue } from '../../adapters/router/routeros/routeros-queue-row.ts';
import { rowOf } from '../../adapters/router/routeros/routeros-row.ts';
import { Sentence } from '../../adapters/router/routeros/routeros-sentence.ts';
import { parsePrefix } from '../../agent/domain/prefix.ts';
import type { ListedAddress, OwnAddress, SeenInterface } from '../../agent/ports/survey.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import type { Plant } from '../lab/plant.ts';
import { encodeSentence } from '../lab/router/routeros-words.ts';
import { readRsc, type RscCommand } from './rsc-export.ts';

/** Words of one row of /queue/simple, as the API prints them: bits without a suffix, bytes as latin1. */
export type ApiWords = ReadonlyMap<string, string>;

/** What a router prints that was configured by an export. */
export interface RscTable {
  readonly rows: readonly ApiWords[];
  /** The rows as our RouterOS adapter reads them. */
  readonly queues: readonly ObservedQueue[];
  readonly interfaces: readonly SeenInterface[];
  readonly addresses: readonly OwnAddress[];
  readonly lists: readonly ListedAddress[];
  /** Names of the queue types that the export makes. */
  readonly queueTypes: readonly string[];
}

/** Files of `test/field/tables`, without `.rsc`. */
export const FIELD_TABLES = [
  'c1-bucket',
  'g1-town-hall',
  'h1-homes',
  'm1-marks',
  'm4-target-empty',
  'r1b-unpaid-last',
  's1-spellings',
  'u1-university',
  'v1-vlans',
] as const;
export type FieldTable = (typeof FIELD_TABLES)[number];

/** Values that RouterOS 6.49 and 7 print for what an export leaves out. */
const DEFAULTS: Readonly<Record<string, string>> = {
  target: '',
  parent: 'none',
  'packet-marks': '',
  priority: '8/8',
  queue: 'default-small/default-small',
  'limit-at': '0/0',
  'max-limit': '0/0',
  'burst-limit': '0/0',
  'burst-threshold': '0/0',
  'burst-time': '0s/0s',
  'bucket-size': '0.1/0.1',
  invalid: 'false',
  dynamic: 'false',
  disabled: 'false',
};
const PAIRS = new Set(['limit-at', 'max-limit', 'burst-limit', 'burst-threshold']);
const SINGLES = new Set(['total-max-limit', 'total-limit-at', 'total-burst-limit', 'total-burst-threshold']);
/** Words of the table that no `add` takes. */
const SHOWN_ONLY = new Set(['.id', 'invalid', 'dynamic']);

/** Reads a file of `test/field/tables`. */
export function fieldTable(name: FieldTable): RscTable {
  return rscTable(readFileSync(new URL(`tables/${name}.rsc`, import.meta.url), 'utf8'));
}

/** Reads an export. @param order puts the rows of /queue/simple into another order, for what-ifs. */
export function rscTable(text: string, order: (rows: readonly ApiWords[]) => readonly ApiWords[] = same): RscTable {
  const commands = readRsc(text);
  const rows = order(queueRows(commands)).map((row, place) => new Map([...row, ['.id', idOf(place)]]));
  const queues = rows.map(observedRow);
  const addresses = added(commands, '/ip/address').map((row) => ({
    address: row.get('address') ?? '',
    interface: row.get('interface') ?? '',
  }));
  return {
    rows,
    queues,
    addresses,
    interfaces: interfacesOf(commands, queues, addresses),
    lists: added(commands, '/ip/firewall/address-list').map((row) => ({
      list: row.get('list') ?? '',
      address: row.get('address') ?? '',
      comment: row.get('comment') ?? '',
    })),
    queueTypes: added(commands, '/queue/type').map((row) => row.get('name') ?? ''),
  };
}

/** Puts the export's queues into a lab's router, in place of all that stood there, by the router's own rules. */
export function fillRouter(plant: Plant, { rows, interfaces, queueTypes }: RscTable): void {
  plant.edit(({ queues }) => {
    for (const row of queues.rows.slice()) queues.remove(row.id);
    queues.know({ interfaces: interfaces.map(({ name }) => name), queueTypes });
    for (const row of rows) queues.add(new Map([...row].filter(([word]) => !SHOWN_ONLY.has(word))));
  });
}

function same(rows: readonly ApiWords[]): readonly ApiWords[] {
  return rows;
}

/** `add` appends a row, `set [find name=x]` changes the rows that have these values. */
function queueRows(commands: readonly RscCommand[]): readonly ApiWords[] {
  const rows: Map<string, string>[] = [];
  for (const { menu, verb, find, words } of commands) {
    if (menu !== '/queue/simple') continue;
    const shown = [...words].map(([word, value]) => [word, printed(word, value)] as const);
    if (verb === 'add') rows.push(new Map([...Object.entries(DEFAULTS), ...shown]));
    else {
      const meant = rows.filter((row) => [...find].every(([word, value]) => row.get(word) === printed(word, value)));
      for (const row of meant) for (const [word, value] of shown) row.set(word, value);
    }
  }
  return rows;
}

function printed(word: string, value: string): string {
  if (PAIRS.has(word)) return value.split('/').map(bitsOf).join('/');
  if (SINGLES.has(word)) return bitsOf(value);
  return word === 'disabled' ? String(value === 'yes') : value;
}

/** `3.8M` is `3800000`, as the API prints it. A text of another form stays. */
function bitsOf(text: string): string {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([kMG])$/.exec(text) ?? [];
  const scale = { k: 1e3, M: 1e6, G: 1e9 }[unit ?? ''];
  return number === undefined || scale === undefined ? text : String(Math.round(Number(number) * scale));
}

/** Through the wire of the lab and the reader of the adapter, so that bytes beyond ASCII read as they would. */
function observedRow(row: ApiWords, position: number): ObservedQueue {
  const bytes = encodeSentence(['!re', ...[...row].map(([word, value]) => `=${word}=${value}`)]);
  return observedQueue(rowOf(new Sentence(bytes.subarray(0, -1)).words()), position);
}

function added(commands: readonly RscCommand[], menu: string): readonly ApiWords[] {
  return commands.flatMap((command) => (command.menu === menu && command.verb === 'add' ? [command.words] : []));
}

/** Every interface that the export makes, gives an address, has in a bridge, or has as the target of a queue. */
function interfacesOf(
  commands: readonly RscCommand[],
  queues: readonly ObservedQueue[],
  addresses: readonly OwnAddress[],
): readonly SeenInterface[] {
  const made = commands.filter(({ menu }) => /^\/interface\/[a-z-]+$/.test(menu));
  const names = [
    ...made.flatMap(({ words }) => words.get('name') ?? []),
    ...commands.flatMap(({ menu, words }) =>
      menu.startsWith('/interface/bridge/') ? (words.get('interface') ?? []) : [],
    ),
    ...addresses.map((row) => row.interface),
    ...queues.flatMap(({ targets }) => targets.filter((target) => parsePrefix(target) === undefined)),
  ];
  return [...new Set(names)].map((name) => ({ name, type: 'ether', comment: '', running: true, disabled: false }));
}

const idOf = (place: number): string => `*${(place + 1).toString(16).toUpperCase()}`;
