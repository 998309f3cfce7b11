import type { Varbind } from 'net-snmp';
import type { Answer, SnmpSession } from './snmp-session.ts';
import { SYS_UP_TIME } from './snmp-oids.ts';
import { type Instant, readRow, type Row, type RowAnswer } from './snmp-rows.ts';
import { SnmpTrouble } from './snmp-trouble.ts';
import { BadValue, unsigned32 } from './snmp-wire.ts';

/** How much one PDU holds; halved when the agent says tooBig, and kept. */
export interface PduSize {
  varbinds: number;
}

export interface VisitRules {
  readonly size: PduSize;
  readonly queueBytesIn: 'up' | 'down';
}

export type RowAnswers = ReadonlyMap<Row, RowAnswer>;

const IN_FLIGHT = 8;

/**
 * Reads all rows in as few PDUs as fit; each carries sysUpTime.0 and whole rows, so that every reading has one agent instant. A PDU
 * that is lost leaves its rows `unanswered`; throws SnmpTrouble when all are lost, or when the session itself is in doubt.
 */
export async function visitRows(session: SnmpSession, rows: readonly Row[], rules: VisitRules): Promise<RowAnswers> {
  const answers = new Map<Row, RowAnswer>();
  const troubles: SnmpTrouble[] = [];
  const pdus = packed(rows, rules.size.varbinds);
  const sendOne = async (pdu: readonly Row[]): Promise<void> => {
    try {
      await readPdu(session, pdu, rules, answers);
    } catch (error) {
      if (!(error instanceof SnmpTrouble)) throw error;
      troubles.push(error);
      for (const row of pdu) if (!answers.has(row)) answers.set(row, 'unanswered');
    }
  };
  const queue = pdus.values();
  // The agent drops what comes faster than it answers: a few senders share one queue of PDUs.
  await Promise.all(
    Array.from({ length: Math.min(IN_FLIGHT, pdus.length) }, async () => {
      for (const pdu of queue) await sendOne(pdu);
    }),
  );
  const fatal = troubles.find((trouble) => trouble.curable) ?? (troubles.length >= pdus.length ? troubles[0] : undefined);
  if (fatal !== undefined) throw fatal;
  return answers;
}

function packed(rows: readonly Row[], varbinds: number): readonly (readonly Row[])[] {
  const pdus: Row[][] = [];
  let room = 0;
  for (const row of rows) {
    const cost = row.table.columns.length;
    if (cost > room) {
      pdus.push([]);
      room = varbinds - 1;
    }
    pdus.at(-1)?.push(row);
    room -= cost;
  }
  return pdus;
}

async function readPdu(session: SnmpSession, rows: readonly Row[], rules: VisitRules, answers: Map<Row, RowAnswer>): Promise<void> {
  const oids = [SYS_UP_TIME, ...rows.flatMap((row) => row.table.columns.map((column) => `${column}.${row.index}`))];
  let answer: Answer;
  try {
    answer = await session.get(oids);
  } catch (error) {
    if (!(error instanceof SnmpTrouble)) throw error;
    await readHalves(session, rows, rules, answers, error);
    return;
  }
  const [upTime, ...values] = answer.varbinds;
  const instant: Instant = { at: answer.at, monotonic: answer.monotonic, agentTicks: ticksOf(upTime) };
  let start = 0;
  for (const row of rows) {
    const end = start + row.table.columns.length;
    answers.set(row, readRow(row, values.slice(start, end), instant, rules.queueBytesIn));
    start = end;
  }
}

function ticksOf(upTime: Varbind | undefined): number {
  try {
    const ticks = upTime && unsigned32(upTime, 'TimeTicks');
    if (ticks !== undefined) return ticks;
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
  }
  throw new SnmpTrouble('nonsense');
}

/** Too big for one answer, or one object the agent stumbles over: both give way to smaller PDUs. */
async function readHalves(
  session: SnmpSession,
  rows: readonly Row[],
  rules: VisitRules,
  answers: Map<Row, RowAnswer>,
  trouble: SnmpTrouble,
): Promise<void> {
  if ((trouble.why !== 'too-big' && trouble.why !== 'agent-error') || rows.length < 2) throw trouble;
  if (trouble.why === 'too-big') rules.size.varbinds = Math.max(8, Math.min(rules.size.varbinds, Math.ceil(pduCost(rows) / 2)));
  const middle = Math.ceil(rows.length / 2);
  for (const half of [rows.slice(0, middle), rows.slice(middle)]) {
    try {
      await readPdu(session, half, rules, answers);
    } catch (error) {
      if (!(error instanceof SnmpTrouble) || error.why !== 'agent-error') throw error;
      for (const row of half) answers.set(row, 'bad-value');
    }
  }
}

function pduCost(rows: readonly Row[]): number {
  return 1 + rows.reduce((sum, row) => sum + row.table.columns.length, 0);
}
