import type { Session, Varbind } from 'net-snmp';
import type { Moment } from '../../../agent/domain/moment.ts';
import type { Clock } from '../../../agent/ports/clock.ts';
import { dial } from './snmp-dial.ts';
import { allowsCommunity, allowsLevel, type GuardedSocket, openGuardedSocket } from './snmp-guard.ts';
import type { SnmpOptions } from './snmp-options.ts';
import { SnmpTrouble, troubleOf, type TroubleWhy } from './snmp-trouble.ts';

/** Varbinds of one PDU, in the order asked, and when they arrived on our two clocks. */
export interface Answer {
  readonly varbinds: readonly Varbind[];
  readonly at: Moment;
  readonly monotonic: number;
}

/**
 * What a GETBULK brought: each scalar's successor, and per column what follows its start; columns may differ in length.
 */
export interface BulkAnswer {
  readonly scalars: readonly Varbind[];
  readonly columns: readonly (readonly Varbind[])[];
  readonly at: Moment;
  readonly monotonic: number;
}

/** One conversation with one agent. Every call throws SnmpTrouble, and never later than its own deadline. */
export interface SnmpSession {
  /** GET: exactly the objects asked, in that order. */
  get(oids: readonly string[]): Promise<Answer>;
  /**
   * GETBULK: what follows each of the scalars, and of one or more columns at most `repetitions` rows; a shorter answer
   * is legal.
   */
  bulk(scalars: readonly string[], columns: readonly string[], repetitions: number): Promise<BulkAnswer>;
  /** Runs a task; after `ms` its calls in flight and all further ones throw `deadline`, and the session is renewed. */
  within<T>(ms: number, task: () => Promise<T>): Promise<T>;
  /** Forgets socket, engine time and keys; the next call opens anew. */
  renew(): void;
  close(): void;
}

interface Wire {
  readonly session: Session;
  readonly socket: GuardedSocket;
  /** Ends every call in flight: net-snmp leaves some without an answer. */
  readonly waiting: Set<(why: SnmpTrouble) => void>;
  answered: boolean;
}

const GRACE_MS = 250;

/** Opens nothing yet: the socket comes with the first call. */
export function openSnmpSession(options: SnmpOptions, clock: Clock): SnmpSession {
  let current: Promise<Wire> | undefined;
  let closed = false;
  let late = false;
  // Version 3 may need a discovery before the request; each has its own tries.
  const deadlineMs = (options.version === '2c' ? 1 : 2) * options.timeoutMs * (options.retries + 1) + GRACE_MS;

  const renew = (why: TroubleWhy = 'closed'): void => {
    current?.then(
      (wire) => shut(wire, why),
      () => undefined,
    );
    current = undefined;
  };

  const ask = async <T>(
    send: (session: Session, done: (error: Error | null, value: T) => void) => void,
  ): Promise<T> => {
    if (closed || late) throw new SnmpTrouble(closed ? 'closed' : 'deadline');
    current ??= openWire(options);
    const wire = await current.catch((error: unknown) => {
      current = undefined;
      throw troubleOf(error);
    });
    try {
      const value = await settle(wire, deadlineMs, send);
      wire.answered = true;
      return value;
    } catch (error) {
      throw keyOrSilence(troubleOf(error), wire, options);
    }
  };

  return {
    get: async (oids) => {
      const answer = await ask<Answer>((session, done) =>
        session.get(oids, (error, varbinds) =>
          done(error, { varbinds, at: clock.now(), monotonic: clock.monotonic() }),
        ),
      );
      if (answer.varbinds.length !== oids.length || oids.some((oid, i) => answer.varbinds[i]?.oid !== oid))
        throw new SnmpTrouble('nonsense');
      return answer;
    },
    bulk: async (scalars, columns, repetitions) =>
      await ask<BulkAnswer>((session, done) =>
        session.getBulk([...scalars, ...columns], scalars.length, repetitions, (error, found = []) => {
          done(error, {
            scalars: found.slice(0, scalars.length).flat(),
            columns: found.slice(scalars.length).map((each) => ('oid' in each ? [each] : each)),
            at: clock.now(),
            monotonic: clock.monotonic(),
          });
        }),
      ),
    within: async (ms, task) => {
      const timer = setTimeout(() => {
        late = true;
        renew('deadline');
      }, ms);
      try {
        return await task();
      } finally {
        clearTimeout(timer);
        late = false;
      }
    },
    renew: () => renew(),
    close: () => {
      closed = true;
      renew();
    },
  };
}

async function openWire(options: SnmpOptions): Promise<Wire> {
  const waiting = new Set<(why: SnmpTrouble) => void>();
  const socket = await openGuardedSocket({
    host: options.host,
    port: options.port,
    allows: options.version === '2c' ? allowsCommunity : allowsLevel(options.level === 'authPriv' ? 3 : 1),
    onError: (error) => fail(waiting, troubleOf(error)),
  });
  const session = dial(options, socket);
  // One junk datagram would end the process without a listener.
  session.on('error', () => undefined);
  return { session, socket, waiting, answered: false };
}

async function settle<T>(
  wire: Wire,
  ms: number,
  send: (session: Session, done: (error: Error | null, value: T) => void) => void,
): Promise<T> {
  return await new Promise<T>((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      wire.waiting.delete(lost);
    };
    const lost = (why: SnmpTrouble): void => {
      end();
      reject(why);
    };
    const timer = setTimeout(() => lost(new SnmpTrouble('no-answer')), ms);
    wire.waiting.add(lost);
    send(wire.session, (error, value) => {
      end();
      if (error === null) resolve(value);
      else reject(troubleOf(error));
    });
  });
}

/**
 * An agent that told us its engine and then keeps silent cannot read our request: RFC 3414 agents drop what they cannot
 * decrypt.
 */
function keyOrSilence(trouble: SnmpTrouble, wire: Wire, options: SnmpOptions): SnmpTrouble {
  const privacy = options.version !== '2c' && options.level === 'authPriv';
  return trouble.why === 'no-answer' && privacy && wire.socket.heard() && !wire.answered
    ? new SnmpTrouble('wrong-priv-key')
    : trouble;
}

function fail(waiting: ReadonlySet<(why: SnmpTrouble) => void>, trouble: SnmpTrouble): void {
  for (const lost of waiting) lost(trouble);
}

function shut(wire: Wire, why: TroubleWhy): void {
  fail(wire.waiting, new SnmpTrouble(why));
  wire.session.close();
}
