import { type ApiRequest, isWrite } from './router/lab-api-request.ts';
import type { SeenQueue } from './router/standing-queue.ts';

/**
 * A fault of the API wire, armed for one sentence.
 * - `cut-before`: the connection is cut, nothing was executed.
 * - `cut-after`: executed, then the connection is cut without an answer (the lost ack).
 * - `cut-inside-reply`: executed, half of the answer is sent, then the connection is cut.
 * - `reset-after`: as `cut-after`, by a reset instead of an end.
 * - `silent-before` / `silent`: no answer and the connection stays; not executed / executed.
 * - `delay` / `delay-before`: executed at once and answered late / executed late, even when the client is gone by then.
 * - `held`: taken and kept; executed when `release` is called, even when the client is gone by then.
 * - `fatal`: `!fatal` and the end, not executed. `trap`: refused with this text, not executed; `bare`: without the
 *   `!done` after it.
 * - `garbage`: executed, then these bytes (hex) in place of the answer.
 * - `stray-tag`: a reply with a tag nobody asked comes first. `duplicate-reply`: the answer is sent twice.
 */
export type WireFault =
  | {
      readonly kind:
        | 'cut-before'
        | 'cut-after'
        | 'cut-inside-reply'
        | 'reset-after'
        | 'silent-before'
        | 'silent'
        | 'held'
        | 'stray-tag'
        | 'duplicate-reply';
    }
  | { readonly kind: 'delay' | 'delay-before'; readonly ms: number }
  | { readonly kind: 'fatal'; readonly reason?: string }
  | { readonly kind: 'garbage'; readonly hex: string }
  | { readonly kind: 'trap'; readonly message: string; readonly bare?: boolean };

/**
 * Told of each sentence after login, before anything happens to it: its running number since the lab opened, from 1.
 */
export type Watcher = (request: ApiRequest, n: number) => void;

/**
 * When a fault strikes: at the n-th sentence from now (default 1) that is a write (default), any, or starts with this
 * command.
 */
export interface Aim {
  readonly nth?: number;
  readonly on?: 'write' | 'any' | `/${string}`;
}

/** Switches that stay until they are set back. */
export interface Switches {
  /** Connections to the API are reset at once: the router is unreachable. */
  unreachable: boolean;
  /** Connections are taken and never answered. */
  blackhole: boolean;
  /** Replies leave byte by byte. */
  oneByteSegments: boolean;
  /** Attributes come in another order with every row [DOC: the order is not guaranteed]. */
  shuffledAttributes: boolean;
  /** The SNMP agent answers nothing. */
  snmpSilent: boolean;
  /** The SNMP agent answers nothing before this moment of the told clock, epoch milliseconds. */
  snmpSilentUntil: number;
  /** The SNMP agent loses every n-th request; 0 loses none. */
  snmpLoseEvery: number;
  /** Larger SNMP answers become tooBig with an empty list. */
  snmpMaxReplyBytes: number;
  /** The queue columns In count downloads and Out uploads, as a recorded RouterOS 7.18.2 does. */
  snmpInIsDownload: boolean;
}

/** A mutating sentence the router received, as evidence for a checker that reads nothing of the agent. */
export interface LoggedSentence {
  /** Told clock, epoch milliseconds. */
  readonly at: number;
  readonly user: string;
  /** Running number of the connection it came on. */
  readonly session: number;
  /** Without the tag. */
  readonly words: readonly string[];
  /** The queue it addressed, as it stood right before the execution; null: none, or never executed. */
  was: SeenQueue | null;
  /** Whether it ran to the end and changed the table. */
  executed: boolean;
  /**
   * `done`, `trap: <text>`, or the fault that struck; what was `held` and then released, or executed with a delay, says
   * so before.
   */
  outcome: string;
}

/** A fault that was armed: whether it has struck. */
export interface ArmedFault {
  readonly struck: boolean;
}

interface Armed {
  struck: boolean;
  readonly fault: WireFault;
  readonly on: 'write' | 'any' | `/${string}`;
  left: number;
}

/** Everything that can be made to go wrong on the lab's wires, and what was asked of the router meanwhile. */
export class Faults {
  readonly switches: Switches = {
    unreachable: false,
    blackhole: false,
    oneByteSegments: false,
    shuffledAttributes: false,
    snmpSilent: false,
    snmpSilentUntil: 0,
    snmpLoseEvery: 0,
    snmpMaxReplyBytes: 4096,
    snmpInIsDownload: false,
  };
  /** Every mutating sentence, in the order of arrival. */
  readonly sentences: LoggedSentence[] = [];
  /** Called for each sentence; an edit made here comes between two sentences of the client. */
  readonly watchers = new Set<Watcher>();
  /** Logins that were tried. */
  logins = 0;
  /** Connections that logged in. */
  sessions = 0;
  #heard = 0;
  #armed: Armed[] = [];
  #held: (() => void)[] = [];

  /**
   * Arms a fault for one sentence. Several may wait at once; of those that meet one sentence the first strikes, the
   * others are used up.
   */
  arm(fault: WireFault, aim: Aim = {}): ArmedFault {
    const armed = { fault, on: aim.on ?? 'write', left: aim.nth ?? 1, struck: false };
    this.#armed.push(armed);
    return armed;
  }

  /** Takes back what has not struck yet. */
  disarm(): void {
    this.#armed = [];
  }

  /** Keeps a sentence back until `release`. */
  hold(run: () => void): void {
    this.#held.push(run);
  }

  /** Executes what is held, in the order of arrival; returns how many sentences that were. */
  release(): number {
    const held = this.#held.splice(0);
    for (const run of held) run();
    return held.length;
  }

  /** A sentence arrived. */
  hear(request: ApiRequest): void {
    this.#heard += 1;
    for (const watcher of this.watchers) watcher(request, this.#heard);
  }

  /** How many faults still wait. */
  get waiting(): number {
    return this.#armed.length;
  }

  /** The fault that strikes this sentence, if any; it is used up. */
  strike(request: ApiRequest): WireFault | undefined {
    let struck: Armed | undefined;
    for (const armed of this.#armed) {
      if (!aimed(armed, request)) continue;
      armed.left -= 1;
      if (armed.left === 0) struck ??= armed;
    }
    this.#armed = this.#armed.filter((armed) => armed.left > 0);
    if (struck !== undefined) struck.struck = true;
    return struck?.fault;
  }
}

function aimed(armed: Armed, request: ApiRequest): boolean {
  if (armed.on === 'any') return true;
  if (armed.on === 'write') return isWrite(request);
  return (request.words[0] ?? '').startsWith(armed.on);
}
