import { tableAfter, refusal } from '../../adapters/router/dry-run/pretended-table.ts';
import { terminalLines } from '../../adapters/router/routeros/routeros-terminal.ts';
import type { QueueBytes } from '../../agent/domain/counters/queue-columns.ts';
import { Fault } from '../../agent/domain/fault.ts';
import { finding } from '../../agent/domain/finding.ts';
import { NO_RATE } from '../../agent/domain/rate.ts';
import type { Router, RouterIdentity, RouterSession, RouterTraits } from '../../agent/ports/router.ts';
import type { HandEdit } from '../../agent/shaping/hand-edit.ts';
import { type Change, type ObservedQueue, ownerOf } from '../../agent/shaping/queue.ts';
import { PLAIN_TRAITS } from '../../agent/shaping/router-traits.ts';

/**
 * What goes wrong next. `lost-ack`: the next write happens, its answer is lost. `lost-request`: the next write is lost.
 * `trap`: the router refuses the next write. `unreachable`: the next open fails.
 */
export type RouterFailure = 'lost-ack' | 'lost-request' | 'trap' | 'unreachable';

export interface MemoryRouter extends Router {
  /** The table as it stands. */
  readonly table: readonly ObservedQueue[];
  /** Every change that took effect, oldest first. */
  readonly writes: readonly Change[];
  /** Sessions opened so far. */
  readonly visits: number;
  failNext(how: RouterFailure): void;
  /** What the queues counted. */
  count(counters: readonly QueueBytes[]): void;
  /** Another device answers at the address. */
  swap(another: Partial<RouterIdentity>): void;
  /** Somebody edits the router by hand. Positions follow from the order returned. */
  hand(edit: (table: readonly ObservedQueue[]) => readonly ObservedQueue[]): void;
}

export interface MemoryRouterOptions {
  readonly name?: string;
  readonly identity?: string;
  readonly queues?: readonly ObservedQueue[];
  readonly serial?: string;
  readonly traits?: Partial<RouterTraits>;
}

/** A queue as a router shows it, from the fields a test cares about. */
export function observedAs(fields: Partial<ObservedQueue> & { readonly name: string }): ObservedQueue {
  return {
    id: '*1',
    position: 0,
    targets: ['10.62.1.0/24'],
    parent: null,
    maxLimit: NO_RATE,
    limitAt: NO_RATE,
    comment: '',
    disabled: false,
    invalid: false,
    dynamic: false,
    queueType: 'default-small/default-small',
    ...fields,
  };
}

/** A Router that holds its table in memory and keeps the port's promises, one visit at a time included. */
export function memoryRouter(options: MemoryRouterOptions = {}): MemoryRouter {
  const { name = 'core', identity = 'CORE-DISKOMINFO', serial = 'MEMORY0001' } = options;
  const traits = { ...PLAIN_TRAITS, ...options.traits };
  const { fasttrackRules } = traits;
  let who: RouterIdentity = { identity, version: '7.16.1 (stable)', serial };
  let table: readonly ObservedQueue[] = placed(options.queues ?? []);
  const writes: Change[] = [];
  const edits: HandEdit[] = [];
  const failures: RouterFailure[] = [];
  let turn: Promise<void> = Promise.resolve();
  let visits = 0;
  let counted: readonly QueueBytes[] = [];
  let closed = false;
  let endSession: (() => void) | undefined;

  const failing = (...kinds: readonly RouterFailure[]): RouterFailure | undefined => {
    const [next] = failures;
    return next !== undefined && kinds.includes(next) ? failures.shift() : undefined;
  };

  function write(change: Change, die: (why: string) => Fault): void {
    terminalLines(change);
    const how = failing('lost-ack', 'lost-request', 'trap');
    if (how === 'lost-request') throw die('request lost');
    if (how === 'trap') throw new Fault('router/trap', { message: 'failure: the test says so' });
    const refused = refusal(table, change);
    if (refused !== undefined) throw refused;
    table = tableAfter(table, change);
    writes.push(change);
    if (how === 'lost-ack') throw die('answer lost');
  }

  function session(leave: () => void): RouterSession {
    let dead = false;
    const end = (): void => {
      dead = true;
      leave();
    };
    const die = (why: string): Fault => {
      end();
      return new Fault('router/outcome-unknown', { why }, { retry: 'later' });
    };
    const alive = (): void => {
      if (dead) throw unreachable(name, 'the session is closed');
    };
    endSession = end;
    return {
      identity: who,
      queues: async () => {
        alive();
        return table;
      },
      named: async (queue, owner) => {
        alive();
        return table.filter((row) => row.name === queue || ownerOf(row.comment) === owner);
      },
      traits: async () => {
        alive();
        return { ...traits, handEdits: [...edits] };
      },
      counters: async () => {
        alive();
        return counted;
      },
      write: async (change) => {
        alive();
        write(change, die);
      },
      close: async () => end(),
    };
  }

  const enter = (leave: () => void): RouterSession => {
    if (closed) throw unreachable(name, 'closed');
    if (failing('unreachable') !== undefined) throw unreachable(name, 'ECONNREFUSED');
    visits += 1;
    return session(leave);
  };

  const open = async (): Promise<RouterSession> => {
    const before = turn;
    let leave!: () => void;
    turn = new Promise((resolve) => {
      leave = resolve;
    });
    await before;
    try {
      return enter(leave);
    } catch (error) {
      leave();
      throw error;
    }
  };

  return {
    name,
    open,
    words: terminalLines,
    check: async () => {
      const visit = await open();
      await visit.close();
      return [
        finding('router/ok', 'ok', name, { identity, version: visit.identity.version }),
        ...(fasttrackRules > 0 ? [finding('router/fasttrack', 'alarm', name, { rules: fasttrackRules })] : []),
      ];
    },
    close: async () => {
      closed = true;
      endSession?.();
    },
    failNext: (how) => void failures.push(how),
    count: (counters) => {
      counted = counters;
    },
    swap: (another) => {
      who = { ...who, ...another };
    },
    hand: (edit) => {
      table = placed(edit(table));
      const id = `*${(edits.length + 1).toString(16).toUpperCase()}`;
      edits.push({ id, by: 'admin', action: 'simple queue changed', time: '2026-03-02 08:00:00' });
    },
    get table() {
      return table;
    },
    get writes() {
      return writes;
    },
    get visits() {
      return visits;
    },
  };
}

function placed(queues: readonly ObservedQueue[]): readonly ObservedQueue[] {
  const numbered = queues.map((queue, position) => ({ ...queue, position }));
  const ids = new Set<string>();
  return numbered.map((queue) => {
    let id = queue.id;
    for (let next = 1; ids.has(id); next += 1) id = `*${next.toString(16).toUpperCase()}`;
    ids.add(id);
    return { ...queue, id };
  });
}

function unreachable(router: string, why: string): Fault {
  return new Fault('router/unreachable', { router, why }, { retry: 'later' });
}
