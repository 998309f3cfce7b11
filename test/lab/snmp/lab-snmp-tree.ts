import type { Switches } from '../faults.ts';
import type { Port } from '../lab-interfaces.ts';
import type { QueueRow } from '../router/lab-queue-row.ts';
import type { RouterFacts } from '../router/lab-router-facts.ts';
import { integer, octets, oidContent, TAG, unsigned, element } from './lab-snmp-ber.ts';
import type { Plant } from '../plant.ts';

/** One readable instance: its OID, the OID's content bytes, and its value as BER. */
export interface Instance {
  readonly arcs: readonly number[];
  readonly content: Buffer;
  readonly read: () => Buffer;
}

type Column<T> = readonly [column: number, read: (row: T) => Buffer];

const arcsOf = (dotted: string): number[] => dotted.split('.').map(Number);

const IF_ENTRY = arcsOf('1.3.6.1.2.1.2.2.1');
const IF_X_ENTRY = arcsOf('1.3.6.1.2.1.31.1.1.1');
const QUEUE_ENTRY = arcsOf('1.3.6.1.4.1.14988.1.1.2.1.1');
const ETHERNET = 6;
const WRAP = 2 ** 32;

/** IF-MIB ifTable columns. */
const IF_COLUMNS: readonly Column<Port>[] = [
  [1, (port) => integer(port.index)],
  [2, (port) => octets(port.name)],
  [3, () => integer(ETHERNET)],
  [5, (port) => unsigned(TAG.gauge32, Math.min(port.speedMbps * 1e6, WRAP - 1))],
  [7, () => integer(1)],
  [8, (port) => integer(port.up ? 1 : 2)],
  [10, (port) => unsigned(TAG.counter32, port.octetsIn.octets % WRAP)],
  [16, (port) => unsigned(TAG.counter32, port.octetsOut.octets % WRAP)],
];

/** IF-MIB ifXTable columns. */
const IF_X_COLUMNS: readonly Column<Port>[] = [
  [1, (port) => octets(port.name)],
  [6, (port) => unsigned(TAG.counter64, port.octetsIn.octets)],
  [10, (port) => unsigned(TAG.counter64, port.octetsOut.octets)],
  [15, (port) => unsigned(TAG.gauge32, port.speedMbps)],
  [18, (port) => octets(port.alias)],
  [19, (port) => unsigned(TAG.timeTicks, port.discontinuity)],
];

/** Octets and drops of a queue by the columns In and Out. */
interface InAndOut {
  readonly name: string;
  readonly in: { readonly octets: number; readonly drops: number };
  readonly out: { readonly octets: number; readonly drops: number };
}

/** MIKROTIK-MIB mtxrQueueSimpleTable columns. */
const QUEUE_COLUMNS: readonly Column<InAndOut>[] = [
  [2, (row) => octets(row.name)],
  [8, (row) => unsigned(TAG.counter64, row.in.octets)],
  [9, (row) => unsigned(TAG.counter64, row.out.octets)],
  [10, (row) => unsigned(TAG.counter32, Math.floor(row.in.octets / 800) % WRAP)],
  [11, (row) => unsigned(TAG.counter32, Math.floor(row.out.octets / 800) % WRAP)],
  [14, (row) => unsigned(TAG.counter32, row.in.drops)],
  [15, (row) => unsigned(TAG.counter32, row.out.drops)],
];

/** In is the target's upload [ASSUMED], or its download where the switch says so [recorded from RouterOS 7.18.2]. */
function inAndOut({ name, counters }: QueueRow, inIsDownload: boolean): InAndOut {
  const down = { octets: counters.down.octets, drops: counters.dropsDown };
  const up = { octets: counters.up.octets, drops: counters.dropsUp };
  return inIsDownload ? { name, in: down, out: up } : { name, in: up, out: down };
}

/** The agent's MIB view over the plant; rebuilt when queues or interfaces come, go or change their index. */
export class SnmpTree {
  readonly #plant: Plant;
  readonly #facts: RouterFacts;
  readonly #switches: Pick<Switches, 'snmpInIsDownload'>;
  #sorted: readonly Instance[] = [];
  #byContent: ReadonlyMap<string, Instance> = new Map();
  #versions = '';

  constructor(plant: Plant, facts: RouterFacts, switches: Pick<Switches, 'snmpInIsDownload'>) {
    this.#plant = plant;
    this.#facts = facts;
    this.#switches = switches;
  }

  /** The instance with exactly this OID content. */
  get(content: Buffer): Instance | undefined {
    this.#refresh();
    return this.#byContent.get(content.toString('latin1'));
  }

  /** The first instance after this OID. */
  after(arcs: readonly number[]): Instance | undefined {
    this.#refresh();
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareArcs(this.#sorted[middle]?.arcs ?? [], arcs) > 0) high = middle;
      else low = middle + 1;
    }
    return this.#sorted[low];
  }

  #refresh(): void {
    const versions = `${this.#plant.queues.version} ${this.#plant.interfaces.version}`;
    if (versions === this.#versions) return;
    this.#versions = versions;
    const instances = [...this.#scalars(), ...this.#ports(), ...this.#queues()];
    this.#sorted = instances.toSorted((a, b) => compareArcs(a.arcs, b.arcs));
    this.#byContent = new Map(instances.map((one) => [one.content.toString('latin1'), one]));
  }

  #scalars(): Instance[] {
    const system = arcsOf('1.3.6.1.2.1.1');
    const scalar = (number: number, read: () => Buffer): Instance => instance([...system, number, 0], read);
    return [
      scalar(1, () => octets(`RouterOS ${this.#facts.board}`)),
      scalar(2, () => element(TAG.oid, oidContent(arcsOf('1.3.6.1.4.1.14988.1')))),
      scalar(3, () => unsigned(TAG.timeTicks, this.#plant.ticks())),
      scalar(4, () => octets('')),
      scalar(5, () => octets(this.#facts.identity)),
      scalar(6, () => octets('')),
      instance(arcsOf('1.3.6.1.2.1.2.1.0'), () => integer(this.#plant.interfaces.ports.length)),
    ];
  }

  #ports(): Instance[] {
    return this.#plant.interfaces.ports.flatMap((port) => [
      ...IF_COLUMNS.map(([column, read]) => instance([...IF_ENTRY, column, port.index], () => read(port))),
      ...IF_X_COLUMNS.map(([column, read]) => instance([...IF_X_ENTRY, column, port.index], () => read(port))),
    ]);
  }

  /** The index is the number of the queue's id, unrelated to its place. */
  #queues(): Instance[] {
    return this.#plant.queues.rows.flatMap((row) =>
      QUEUE_COLUMNS.map(([column, read]) =>
        instance([...QUEUE_ENTRY, column, Number.parseInt(row.id.slice(1), 16)], () =>
          read(inAndOut(row, this.#switches.snmpInIsDownload)),
        ),
      ),
    );
  }
}

function instance(arcs: readonly number[], read: () => Buffer): Instance {
  return { arcs, content: oidContent(arcs), read };
}

function compareArcs(a: readonly number[], b: readonly number[]): number {
  const common = Math.min(a.length, b.length);
  for (let place = 0; place < common; place += 1) {
    const difference = (a[place] ?? 0) - (b[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
