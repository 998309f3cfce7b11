import {
  applyWords,
  clearWord,
  isQueueArgument,
  newRow,
  type QueueRow,
  type RowContext,
  zeroCounters,
} from './lab-queue-row.ts';
import { noSuchItem, RouterTrap } from '../snmp/lab-trap.ts';

/** Queue kinds of /queue/type on a fresh router [DOC]. */
export const QUEUE_TYPES: readonly string[] = [
  'default',
  'ethernet-default',
  'wireless-default',
  'synchronous-default',
  'hotspot-default',
  'pcq-upload-default',
  'pcq-download-default',
  'only-hardware-queue',
  'multi-queue-ethernet-default',
  'default-small',
];

export type Words = ReadonlyMap<string, string>;
type Editable = Pick<QueueRow, 'name' | 'targets' | 'parent' | 'maxLimit' | 'limitAt' | 'disabled' | 'comment'>;

/**
 * The ordered table of /queue/simple with RouterOS's own rules; every refusal is a RouterTrap and leaves the table as
 * it was.
 */
export class QueueTable {
  readonly #rows: QueueRow[] = [];
  readonly #interfaces: Set<string>;
  readonly #queueTypes = new Set(QUEUE_TYPES);
  #version = 0;

  constructor(interfaces: Iterable<string>) {
    this.#interfaces = new Set(interfaces);
  }

  /** Top to bottom: the order packets are matched in. */
  get rows(): readonly QueueRow[] {
    return this.#rows;
  }

  /** Grows with every change of the table. */
  get version(): number {
    return this.#version;
  }

  /** Adds interfaces and queue types that rows may name from now on. */
  know({ interfaces, queueTypes }: { readonly interfaces: Iterable<string>; readonly queueTypes: Iterable<string> }) {
    for (const name of interfaces) this.#interfaces.add(name);
    for (const name of queueTypes) this.#queueTypes.add(name);
  }

  /** A row by `*id` or by name. */
  find(key: string): QueueRow | undefined {
    return this.#rows.find((row) => row.id === key) ?? this.#rows.find((row) => row.name === key);
  }

  /** Rows of a comma list of ids or names. Throws `no such item`. */
  findAll(keys: string): readonly QueueRow[] {
    return keys.split(',').map((key) => {
      const row = this.find(key);
      if (!row) throw noSuchItem();
      return row;
    });
  }

  /**
   * Adds at the end or before a row and returns the new id. Ids of removed rows are used again, lowest first [LIVE: ids
   * are reused].
   */
  add(words: Words, options: { readonly before?: string; readonly dynamic?: boolean } = {}): string {
    const row = newRow(this.#freeId(), words.get('name') ?? this.#freeName(), options.dynamic ?? false);
    checkArguments(words);
    if (!words.has('target')) throw new RouterTrap('missing =target=');
    this.#checkName(row.name, row.id);
    applyWords(row, words, this.#context(row.id));
    const place = options.before === undefined ? this.#rows.length : this.#placeOf(options.before);
    this.#rows.splice(place, 0, row);
    this.#version += 1;
    return row.id;
  }

  /** Changes a row; the limits are checked on the merged result. */
  set(key: string, words: Words): void {
    const row = this.#changeable(key);
    checkArguments(words);
    const name = words.get('name');
    if (name !== undefined) this.#checkName(name, row.id);
    this.#change(row, (draft) => applyWords(draft, words, this.#context(row.id)));
  }

  unset(key: string, name: string): void {
    this.#change(this.#changeable(key), (draft) => clearWord(draft, name));
  }

  /** Children keep a dangling parent and become invalid [ASSUMED], even when the id is used again. */
  remove(key: string): void {
    const gone = this.#changeable(key);
    this.#rows.splice(this.#rows.indexOf(gone), 1);
    for (const row of this.#rows) if (row.parent === gone.id) row.parent = `${DANGLING}${gone.id}`;
    this.#version += 1;
  }

  /** Moves before another row, or to the end. */
  move(key: string, before?: string): void {
    const row = this.find(key);
    if (!row) throw noSuchItem();
    if (before !== undefined && !this.find(before)) throw noSuchItem();
    if (before !== undefined && this.find(before) === row) return;
    this.#rows.splice(this.#rows.indexOf(row), 1);
    this.#rows.splice(before === undefined ? this.#rows.length : this.#placeOf(before), 0, row);
    this.#version += 1;
  }

  /** Zeroes every counter. */
  resetCounters(): void {
    for (const row of this.#rows) row.counters = zeroCounters();
  }

  /** Name of the parent, `none`, or `*id` of a parent that is gone. */
  parentName(row: QueueRow): string {
    if (row.parent === null) return 'none';
    return this.#rows.find((other) => other.id === row.parent)?.name ?? row.parent.slice(DANGLING.length);
  }

  /** A dangling parent makes a queue invalid [ASSUMED]. */
  isInvalid(row: QueueRow): boolean {
    return row.parent?.startsWith(DANGLING) ?? false;
  }

  #change(row: QueueRow, edit: (draft: QueueRow) => void): void {
    const draft = { ...row, settings: new Map(row.settings) };
    edit(draft);
    const { name, targets, parent, maxLimit, limitAt, disabled, comment } = draft;
    Object.assign(row, { name, targets, parent, maxLimit, limitAt, disabled, comment } satisfies Editable);
    row.settings.clear();
    for (const [setting, value] of draft.settings) row.settings.set(setting, value);
    this.#version += 1;
  }

  #changeable(key: string): QueueRow {
    const row = this.find(key);
    if (!row) throw noSuchItem();
    if (row.dynamic) throw new RouterTrap('failure: can not change dynamic object');
    return row;
  }

  #context(self: string): RowContext {
    return {
      interfaces: this.#interfaces,
      queueTypes: this.#queueTypes,
      parentId: (text) => this.#parentId(self, text),
    };
  }

  #parentId(self: string, text: string): string | null {
    if (text === 'none') return null;
    const parent = this.find(text);
    if (!parent) throw new RouterTrap('input does not match any value of parent', 1);
    for (
      let above: QueueRow | undefined = parent;
      above;
      above = above.parent === null ? undefined : this.find(above.parent)
    )
      if (above.id === self) throw new RouterTrap('failure: can not make a loop of parents');
    return parent.id;
  }

  #placeOf(key: string): number {
    const row = this.find(key);
    if (!row) throw noSuchItem();
    return this.#rows.indexOf(row);
  }

  #checkName(name: string, self: string): void {
    if (this.#rows.some((row) => row.name === name && row.id !== self))
      throw new RouterTrap('failure: already have such name');
  }

  #freeId(): string {
    const used = new Set(this.#rows.map((row) => row.id));
    let number = 1;
    while (used.has(idOf(number))) number += 1;
    return idOf(number);
  }

  #freeName(): string {
    let number = 1;
    while (this.find(`queue${number}`)) number += 1;
    return `queue${number}`;
  }
}

/** Put before the id of a parent that was removed. */
const DANGLING = '!';

const idOf = (number: number): string => `*${number.toString(16).toUpperCase()}`;

function checkArguments(words: Words): void {
  for (const name of words.keys()) if (!isQueueArgument(name)) throw new RouterTrap(`unknown parameter ${name}`);
}
