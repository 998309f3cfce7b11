import { encodeSentence } from '../lab/router/routeros-words.ts';

/** One queue in RouterOS words, every property that a plain print of 7.16 shows. */
export type ReplayRow = Map<string, string>;

const POOL = 'POOL-OPD';
const RATES = ['bytes', 'packets', 'dropped', 'rate', 'packet-rate', 'queued-packets', 'queued-bytes'];

/** A pool and `lines` queues below it, marked as ours. */
export function replayRows(lines: number): readonly ReplayRow[] {
  return [
    row(0, { name: POOL, target: '10.0.0.0/8', parent: 'none', limit: '9000000000/9000000000', mark: 'pool-opd' }),
    ...Array.from({ length: lines }, (_, i) => row(i + 1, { ...lineWords(i), parent: POOL })),
  ];
}

/** What the bench's office says about line `i`; its queue agrees with it. */
export function lineWords(i: number): {
  readonly name: string;
  readonly target: string;
  readonly limit: string;
  readonly mark: string;
} {
  const code = String(i + 1).padStart(4, '0');
  return {
    name: `OPD-${code}`,
    target: `10.${i >> 8}.${i & 255}.0/24`,
    limit: '10000000/20000000',
    mark: `opd-${code}`,
  };
}

function row(i: number, q: { name: string; target: string; parent: string; limit: string; mark: string }): ReplayRow {
  const counted = RATES.flatMap((key, k): [string, string][] => [
    [key, `${i * 7919 + k}/${i * 104_729 + k}`],
    [`total-${key}`, String(i * 112_648 + k)],
  ]);
  return new Map([
    ['.id', `*${(i + 1).toString(16).toUpperCase()}`],
    ['name', q.name],
    ['target', q.target],
    ['parent', q.parent],
    ['packet-marks', ''],
    ['priority', '8/8'],
    ['queue', 'default-small/default-small'],
    ['limit-at', '0/0'],
    ['max-limit', q.limit],
    ['burst-limit', '0/0'],
    ['burst-threshold', '0/0'],
    ['burst-time', '0s/0s'],
    ['bucket-size', '0.1/0.1'],
    ...counted,
    ['invalid', 'false'],
    ['dynamic', 'false'],
    ['disabled', 'false'],
    ['comment', `bwagent:${q.mark}`],
  ]);
}

/**
 * Replies to a print of the table, encoded before they are asked for: per list of properties, and per tag once it was
 * seen.
 */
export class ReplayReplies {
  readonly #rows: readonly ReplayRow[];
  /** Bytes of each row without tag and end, as latin1. */
  readonly #bodies = new Map<string, string[]>();
  readonly #whole = new Map<string, Buffer>();

  constructor(rows: readonly ReplayRow[]) {
    this.#rows = rows;
  }

  /** The reply's bytes with `!done`; `places` picks some rows. `properties` is empty for all. */
  of(properties: string, tag: string | undefined, places?: readonly number[]): Buffer {
    const bodies = this.#bodiesOf(properties);
    if (places !== undefined)
      return assembled(
        places.map((at) => bodies[at] ?? ''),
        tag,
      );
    const key = `${properties} ${tag}`;
    const whole = this.#whole.get(key) ?? assembled(bodies, tag);
    this.#whole.set(key, whole);
    return whole;
  }

  /** Rows that changed or came are encoded anew. */
  changed(places: readonly number[]): void {
    for (const [properties, bodies] of this.#bodies) {
      for (const at of places) bodies[at] = bodyOf(this.#rows[at]!, properties);
    }
    this.#whole.clear();
  }

  #bodiesOf(properties: string): string[] {
    const bodies = this.#bodies.get(properties) ?? this.#rows.map((each) => bodyOf(each, properties));
    this.#bodies.set(properties, bodies);
    return bodies;
  }
}

function bodyOf(words: ReplayRow, properties: string): string {
  const shown = properties === '' ? [...words.keys()] : properties.split(',').filter((key) => words.has(key));
  return encoded('!re', ...shown.map((key) => `=${key}=${words.get(key)}`));
}

function assembled(bodies: readonly string[], tag: string | undefined): Buffer {
  const end = tag === undefined ? '\0' : `${encoded(`.tag=${tag}`)}\0`;
  return Buffer.from([...bodies, encoded('!done'), ''].join(end), 'latin1');
}

/** Words with their lengths, without the zero word, as latin1. */
function encoded(...words: readonly string[]): string {
  return encodeSentence(words).toString('latin1').slice(0, -1);
}
