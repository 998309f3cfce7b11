import type { Session, Varbind } from 'net-snmp';
import type { Moment } from '../../../agent/domain/moment.ts';
import type { Clock } from '../../../agent/ports/clock.ts';
import { dial } from './snmp-dial.ts';
import { allowsCommunity, allowsLevel, type GuardedSocket, openGuardedSocket } from './snmp-guard.ts';
import type { SnmpOptions } from './snmp-options.ts';
import { SnmpError, snmpErrorOf, type SnmpErrorReason } from './snmp-fault.ts';

/** The varbinds of one answer, in the order asked, and its time on our two clocks. */
export interface Answer {
  readonly varbinds: readonly Varbind[];
  readonly at: Moment;
  readonly monotonic: number;
}

/**
 * The answer to a GETBULK: the object after each scalar, and for each column the objects after its start. Columns may
 * have different lengths.
 */
export interface BulkAnswer {
  readonly scalars: readonly Varbind[];
  readonly columns: readonly (readonly Varbind[])[];
  readonly at: Moment;
  readonly monotonic: number;
}

/** A session with one agent. Every call ends within its own deadline; it throws SnmpError. */
export interface SnmpSession {
  /** Sends a GET; returns exactly the objects asked, in that order. */
  get(oids: readonly string[]): Promise<Answer>;
  /**
   * Sends a GETBULK: the object after each scalar, and at most `repetitions` rows of each column. An agent may answer
   * with less.
   */
  bulk(scalars: readonly string[], columns: readonly string[], repetitions: number): Promise<BulkAnswer>;
  /**
   * Runs a task. After `ms` milliseconds its calls in flight and all later ones throw `deadline`; the session is
   * renewed.
   */
  within<T>(ms: number, task: () => Promise<T>): Promise<T>;
  /** Drops socket, engine time and keys; the next call opens a new session. */
  renew(): void;
  close(): void;
}

interface Connection {
  readonly session: Session;
  readonly socket: GuardedSocket;
  /** Rejects every call in flight; net-snmp leaves some unanswered. */
  readonly waiting: Set<(why: SnmpError) => void>;
  answered: boolean;
}

const GRACE_MS = 250;

/** Makes a session. The first call opens its socket. */
export function openSnmpSession(options: SnmpOptions, clock: Clock): SnmpSession {
  let current: Promise<Connection> | undefined;
  let closed = false;
  let late = false;
  // SNMPv3 may need a discovery before the request, with tries of its own.
  const deadlineMs = (options.version === '2c' ? 1 : 2) * options.timeoutMs * (options.retries + 1) + GRACE_MS;

  const renew = (why: SnmpErrorReason = 'closed'): void => {
    current?.then(
      (connection) => closeConnection(connection, why),
      () => undefined,
    );
    current = undefined;
  };

  const ask = async <T>(
    send: (session: Session, done: (error: Error | null, value: T) => void) => void,
  ): Promise<T> => {
    if (closed || late) throw new SnmpError(closed ? 'closed' : 'deadline');
    current ??= openConnection(options);
    const connection = await current.catch((error: unknown) => {
      current = undefined;
      throw snmpErrorOf(error);
    });
    try {
      const value = await settle(connection, deadlineMs, send);
      connection.answered = true;
      return value;
    } catch (error) {
      throw wrongKeyOrSilence(snmpErrorOf(error), connection, options);
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
        throw new SnmpError('nonsense');
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

async function openConnection(options: SnmpOptions): Promise<Connection> {
  const waiting = new Set<(why: SnmpError) => void>();
  const socket = await openGuardedSocket({
    host: options.host,
    port: options.port,
    allows: options.version === '2c' ? allowsCommunity : allowsLevel(options.level === 'authPriv' ? 3 : 1),
    onError: (error) => failAll(waiting, snmpErrorOf(error)),
  });
  const session = dial(options, socket);
  // Without a listener, one malformed datagram would end the process.
  session.on('error', () => undefined);
  return { session, socket, waiting, answered: false };
}

async function settle<T>(
  connection: Connection,
  ms: number,
  send: (session: Session, done: (error: Error | null, value: T) => void) => void,
): Promise<T> {
  return await new Promise<T>((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      connection.waiting.delete(lost);
    };
    const lost = (why: SnmpError): void => {
      end();
      reject(why);
    };
    const timer = setTimeout(() => lost(new SnmpError('no-answer')), ms);
    connection.waiting.add(lost);
    send(connection.session, (error, value) => {
      end();
      if (error === null) resolve(value);
      else reject(snmpErrorOf(error));
    });
  });
}

/** Turns silence after a discovery into `wrong-priv-key`: an agent drops what it cannot decrypt (RFC 3414). */
function wrongKeyOrSilence(error: SnmpError, connection: Connection, options: SnmpOptions): SnmpError {
  const privacy = options.version !== '2c' && options.level === 'authPriv';
  return error.why === 'no-answer' && privacy && connection.socket.heard() && !connection.answered
    ? new SnmpError('wrong-priv-key')
    : error;
}

function failAll(waiting: ReadonlySet<(why: SnmpError) => void>, error: SnmpError): void {
  for (const lost of waiting) lost(error);
}

function closeConnection(connection: Connection, why: SnmpErrorReason): void {
  failAll(connection.waiting, new SnmpError(why));
  connection.session.close();
}
