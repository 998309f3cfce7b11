import type { Meter, MeterDeps, MeterPoint, Visit } from '../../../agent/ports/meter.ts';
import { type Checked, checkMeter } from './snmp-checkup.ts';
import { SYS_NAME, SYS_UP_TIME } from './snmp-oids.ts';
import type { SnmpOptions } from './snmp-options.ts';
import { openReader } from './snmp-reader.ts';
import { openSnmpSession, type SnmpSession } from './snmp-session.ts';
import { faultOf, SnmpError } from './snmp-fault.ts';
import { BadValue, text } from './snmp-wire.ts';

/** What the SNMP meter is opened with, besides what every meter is. */
export interface SnmpMeterDeps extends MeterDeps {
  /** Points that `check()` reads before the first visit; the settings' own. */
  readonly expects?: readonly MeterPoint[];
  /** Milliseconds that one visit may take, walks and retries included. What came until then is kept. */
  readonly longestMs?: number;
}

/** Below a minute, so that a slow device does not delay the next visit. */
const LONGEST_MS = 45_000;

/**
 * Reads the counters of one device over SNMP: IF-MIB ifXTable and MIKROTIK-MIB mtxrQueueSimpleTable. The first visit
 * opens the socket; visits do not overlap. When the agent does not know our session any more, the visit is repeated
 * once with a new one.
 */
export function openSnmpMeter(options: SnmpOptions, deps: SnmpMeterDeps): Meter {
  const session = openSnmpSession(options, deps.clock);
  const reader = openReader(session, options, deps.clock);
  let points: readonly MeterPoint[] = deps.expects ?? [];
  let turn: Promise<unknown> = Promise.resolve();

  const visit = async <T>(task: () => Promise<T>): Promise<T> => {
    const mine = turn.then(
      async () =>
        await session.within(deps.longestMs ?? LONGEST_MS, async () => await withFreshSession(session, task, deps)),
    );
    turn = mine.catch(() => undefined);
    return await mine;
  };

  const read = async (asked: readonly MeterPoint[]): Promise<Visit> =>
    asked.length === 0 ? { readings: [], unread: [] } : await reader(asked);

  return {
    name: deps.name,
    ...(options.queues === 'mikrotik' ? { queueBytesIn: options.queueBytesIn } : {}),
    read: async (asked) => {
      points = asked;
      return await visit(async () => await read(asked));
    },
    check: async () => {
      const ask = async (): Promise<Checked> => ({ sysName: await sysNameOf(session), visit: await read(points) });
      return await checkMeter({
        name: deps.name,
        plain: options.version === '2c',
        isQueues: options.queues === 'mikrotik',
        points,
        ask: async () => await visit(ask),
      });
    },
    close: async () => {
      session.close();
      await turn;
    },
  };
}

/** Runs a task. Every error ends the session; an error that a new session may cure gets one more try. Throws Fault. */
async function withFreshSession<T>(session: SnmpSession, task: () => Promise<T>, deps: SnmpMeterDeps): Promise<T> {
  try {
    return await task();
  } catch (error) {
    session.renew();
    if (!(error instanceof SnmpError)) throw error;
    if (!error.curable) throw faultOf(error, deps.name);
    deps.log.info({ meter: deps.name, why: error.why }, 'SNMP session opened anew');
  }
  try {
    return await task();
  } catch (error) {
    session.renew();
    throw error instanceof SnmpError ? faultOf(error, deps.name) : error;
  }
}

async function sysNameOf(session: SnmpSession): Promise<string> {
  const { varbinds } = await session.get([SYS_UP_TIME, SYS_NAME]);
  const name = varbinds[1];
  try {
    return (name && text(name)) ?? '';
  } catch (error) {
    if (error instanceof BadValue) throw new SnmpError('nonsense');
    throw error;
  }
}
