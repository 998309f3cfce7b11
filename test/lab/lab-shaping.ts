import type { QueueRow } from './router/lab-queue-row.ts';
import type { QueueTable } from './router/lab-queue-table.ts';
import { covers } from './router/lab-queue-values.ts';
import { SHAPER_YIELD } from './traffic.ts';

export type Side = 'down' | 'up';
export const SIDES: readonly Side[] = ['down', 'up'];

/** A part of an agency's traffic: one subnet, and the interfaces its packets pass. */
export interface Flow {
  readonly subnet: string;
  readonly via: readonly string[];
}

interface Node {
  readonly row: QueueRow;
  readonly children: Node[];
  /** Places of the flows that this queue itself catches. */
  readonly flows: number[];
  want: number;
  /** What is asked of this queue before its own limit. */
  asked: number;
}

/** What one queue passes and holds back, in whole bit/s. */
export interface Passed {
  rate: number;
  excess: number;
}

/** Result of one side: per queue id, and the flows no queue catches. */
export interface ShapedSide {
  readonly queues: ReadonlyMap<string, Passed>;
  readonly unqueued: number;
  readonly total: number;
}

/**
 * The queue tree of one table version. Packets walk the top-level queues in order and then, inside the first that
 * matches, its children in order; traffic that no child catches stays with the parent [DOC: first match; descent
 * ASSUMED].
 */
export class Shaping {
  readonly #roots: readonly Node[];
  readonly #loose: readonly number[];

  constructor(table: QueueTable, flows: readonly Flow[]) {
    this.#roots = childrenOf(table, null);
    this.#loose = flows.map((_, place) => place).filter((place) => !settle(this.#roots, flows[place], place));
  }

  /** Shares out the demand of each flow in bit/s. A limit of 0 is no limit. */
  shape(side: Side, demands: readonly number[]): ShapedSide {
    const queues = new Map<string, Passed>();
    let total = 0;
    for (const root of this.#roots) {
      ask(root, side, demands);
      total += grant(root, root.want, side, demands, queues);
    }
    const unqueued = Math.round(sumOf(this.#loose, demands));
    return { queues, unqueued, total: total + unqueued };
  }
}

function childrenOf(table: QueueTable, parent: string | null): Node[] {
  return table.rows
    .filter((row) => row.parent === parent && !row.disabled && !table.isInvalid(row))
    .map((row) => ({ row, children: childrenOf(table, row.id), flows: [], want: 0, asked: 0 }));
}

function settle(nodes: readonly Node[], flow: Flow | undefined, place: number): boolean {
  if (!flow) return false;
  const node = nodes.find(({ row }) => takes(row, flow));
  if (!node) return false;
  if (!settle(node.children, flow, place)) node.flows.push(place);
  return true;
}

/** The lab's packets carry no mark and go to no address of a `dst`, so that such a queue takes none of them. */
function takes({ settings, targets }: QueueRow, flow: Flow): boolean {
  if ((settings.get('packet-marks') ?? '') !== '' || (settings.get('dst') ?? '') !== '') return false;
  return targets.split(',').some((target) => covers(target, flow.subnet, flow.via));
}

function sumOf(places: readonly number[], demands: readonly number[]): number {
  return places.reduce((sum, place) => sum + (demands[place] ?? 0), 0);
}

function ask(node: Node, side: Side, demands: readonly number[]): void {
  node.asked = sumOf(node.flows, demands);
  for (const child of node.children) {
    ask(child, side, demands);
    node.asked += child.want;
  }
  const limit = node.row.maxLimit[side];
  node.want = limit === 0 ? node.asked : Math.min(node.asked, limit * SHAPER_YIELD);
}

/** HTB: guarantees first, what is left in proportion to what is still wanted. Returns the whole bit/s passed. */
function grant(node: Node, amount: number, side: Side, demands: readonly number[], out: Map<string, Passed>): number {
  const own = sumOf(node.flows, demands);
  const sure = node.children.map((child) => Math.min(child.want, child.row.limitAt[side]));
  const open = node.asked - sure.reduce((sum, part) => sum + part, 0);
  const left = Math.max(0, amount - (node.asked - open));
  const ratio = open <= left || open === 0 ? 1 : left / open;
  let passed = Math.round(own * ratio);
  node.children.forEach((child, place) => {
    const guaranteed = sure[place] ?? 0;
    const share = ratio === 1 ? child.want : guaranteed + (child.want - guaranteed) * ratio;
    passed += grant(child, share, side, demands, out);
  });
  out.set(node.row.id, { rate: passed, excess: Math.max(0, Math.round(node.asked) - passed) });
  return passed;
}
