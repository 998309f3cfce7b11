import { Fault } from '../../../agent/domain/fault.ts';
import { type Finding, type FindingCode, finding } from '../../../agent/domain/finding.ts';
import { never } from '../../../agent/domain/never.ts';
import type { MeterPoint, Unread, Visit } from '../../../agent/ports/meter.ts';

/** What a device answered to a check. */
export interface Checked {
  /** SNMPv2-MIB sysName.0. */
  readonly sysName: string;
  readonly visit: Visit;
}

/** A meter, and how to ask its device. */
export interface MeterToCheck {
  readonly name: string;
  /** true for SNMPv2c, where anyone on the path can read community and counters. */
  readonly plain: boolean;
  /** Whether lines are counted by their queues. */
  readonly isQueues: boolean;
  readonly points: readonly MeterPoint[];
  readonly ask: () => Promise<Checked>;
}

/**
 * Checks one device. Findings: silent or refused with the reason (`unknown-user`, `wrong-auth-key`, `wrong-priv-key`,
 * …); a name that it does not list or lists twice; a counter that has 32 bits only, or a value that cannot be; a
 * protocol that anyone can read. Throws Fault `meter/bad-reply`.
 */
export async function checkMeter(meter: MeterToCheck): Promise<readonly Finding[]> {
  const plain = meter.plain ? [finding('meter/plaintext', 'warn', meter.name)] : [];
  try {
    const { sysName, visit } = await meter.ask();
    const found = [...plain, ...visit.unread.map((unread) => unreadFinding(unread, meter))];
    return found.length > 0 ? found : [finding('meter/ok', 'ok', meter.name, { name: sysName })];
  } catch (error) {
    return [deviceFinding(error, meter), ...plain];
  }
}

function deviceFinding(error: unknown, meter: MeterToCheck): Finding {
  if (!(error instanceof Fault)) throw error;
  const why = error.facts['why'] ?? null;
  // An agent does not answer a community that it does not know.
  if (error.code === 'meter/silent') {
    return finding('meter/silent', 'alarm', meter.name, {
      why,
      maybe: meter.plain && why === 'no-answer' ? 'wrong-community' : null,
    });
  }
  if (error.code === 'meter/refused') return finding('meter/refused', 'alarm', meter.name, { why });
  throw error;
}

/** A line is counted by its queue where the device counts queues, also if the queue's target is an interface. */
function unreadFinding(unread: Unread, { points, isQueues }: MeterToCheck): Finding {
  const point = points.find((each) => each.subject === unread.subject);
  const isQueue = point?.queue !== undefined && (isQueues || point.interface === undefined);
  const facts = { interface: (isQueue ? point.queue : point?.interface) ?? null, why: unread.why };
  // The demand of a pool is also known from its lines.
  const level = unread.subject.startsWith('pool:') ? 'warn' : 'alarm';
  return finding(codeOf(unread.why, isQueue), level, unread.subject, facts);
}

function codeOf(why: Unread['why'], isQueue: boolean): FindingCode {
  switch (why) {
    case 'ambiguous':
      return isQueue ? 'meter/no-queue' : 'meter/ambiguous-interface';
    case 'not-listed':
      return isQueue ? 'meter/no-queue' : 'meter/no-interface';
    case 'no-64-bit':
      return 'meter/no-64-bit';
    case 'bad-value':
      return 'meter/bad-value';
    default:
      return never(why);
  }
}
