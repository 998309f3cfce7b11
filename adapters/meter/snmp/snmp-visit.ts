import type { Varbind } from 'net-snmp';
import { bulkRows, startOf } from './snmp-bulk.ts';
import { SYS_UP_TIME, UP_TIME_BEFORE } from './snmp-oids.ts';
import { costOf, type Pdu, pdusOf, repetitionsOf } from './snmp-pdus.ts';
import { type Instant, readRow, type Row, type RowAnswer } from './snmp-rows.ts';
import type { SnmpSession } from './snmp-session.ts';
import { SnmpError } from './snmp-fault.ts';
import { BadValue, unsigned32 } from './snmp-wire.ts';

/** Most varbinds of one PDU, besides sysUpTime. Halved when the agent answers tooBig, and kept for later visits. */
export interface PduSize {
  varbinds: number;
}

interface Visiting {
  readonly session: SnmpSession;
  readonly size: PduSize;
  /** Answers by the rows' `order`; undefined where nothing has come. */
  readonly answers: (RowAnswer | undefined)[];
}

const IN_FLIGHT = 8;
/** A row of the widest table has to fit. */
const LEAST_VARBINDS = 8;

/**
 * Reads all rows in as few PDUs as fit and returns their answers in order. Each PDU carries sysUpTime.0 and whole rows,
 * so that every reading has one agent time. A lost PDU leaves its rows `unanswered`. Throws SnmpError when all PDUs are
 * lost, or when the session is in doubt.
 */
export async function visitRows(
  session: SnmpSession,
  rows: readonly Row[],
  size: PduSize,
): Promise<readonly RowAnswer[]> {
  const answers = rows.map((): RowAnswer | undefined => undefined);
  const failures: SnmpError[] = [];
  const pdus = pdusOf(rows, size.varbinds);
  const sendOne = async (pdu: Pdu): Promise<void> => {
    try {
      await readPdu({ session, size, answers }, pdu);
    } catch (error) {
      if (!(error instanceof SnmpError)) throw error;
      failures.push(error);
      for (const { order } of pdu.rows) answers[order] ??= 'unanswered';
    }
  };
  const queue = pdus.values();
  // An agent drops what comes faster than it answers, so only a few requests are in flight.
  await Promise.all(
    Array.from({ length: Math.min(IN_FLIGHT, pdus.length) }, async () => {
      for (const pdu of queue) await sendOne(pdu);
    }),
  );
  const fatal =
    failures.find((failure) => failure.curable) ?? (failures.length >= pdus.length ? failures[0] : undefined);
  if (fatal !== undefined) throw fatal;
  return answers.map((answer) => answer ?? 'unanswered');
}

async function readPdu(visiting: Visiting, pdu: Pdu): Promise<void> {
  try {
    await (pdu.by === 'get' ? readByGet(visiting, pdu.rows) : readByBulk(visiting, pdu.rows));
  } catch (error) {
    if (!(error instanceof SnmpError)) throw error;
    await readHalves(visiting, pdu, error);
  }
}

async function readByGet({ session, answers }: Visiting, rows: readonly Row[]): Promise<void> {
  const answer = await session.get([
    SYS_UP_TIME,
    ...rows.flatMap((row) => row.table.columns.map((column) => `${column}.${row.index}`)),
  ]);
  const [upTime, ...values] = answer.varbinds;
  const instant: Instant = { at: answer.at, monotonic: answer.monotonic, agentTicks: ticksOf(upTime) };
  let start = 0;
  for (const row of rows) {
    const end = start + row.table.columns.length;
    answers[row.order] = readRow(row, values.slice(start, end), instant);
    start = end;
  }
}

/** Reads rows by GETBULK; asks by GET for those that the answer did not reach. */
async function readByBulk(visiting: Visiting, rows: readonly Row[]): Promise<void> {
  const { session, answers } = visiting;
  const starts = rows.slice(0, 1).flatMap((row) => row.table.columns.map((column) => startOf(column, row)));
  const answer = await session.bulk([UP_TIME_BEFORE], starts, repetitionsOf(rows));
  const instant: Instant = { at: answer.at, monotonic: answer.monotonic, agentTicks: ticksOf(answer.scalars[0]) };
  const found = bulkRows(rows, answer.columns);
  const missed: Row[] = [];
  for (const [place, row] of rows.entries()) {
    const varbinds = found[place];
    if (varbinds === undefined) missed.push(row);
    else answers[row.order] = readRow(row, varbinds, instant);
  }
  if (missed.length > 0) await readPdu(visiting, { by: 'get', rows: missed });
}

/** A GETBULK of an agent without sysUpTime brings the object after it. */
function ticksOf(upTime: Varbind | undefined): number {
  if (upTime === undefined) throw new SnmpError('nonsense');
  try {
    const ticks = upTime.oid === SYS_UP_TIME ? unsigned32(upTime, 'TimeTicks') : undefined;
    if (ticks !== undefined) return ticks;
  } catch (error) {
    if (error instanceof BadValue) throw new SnmpError('nonsense');
    throw error;
  }
  throw new SnmpError('no-uptime');
}

/** Splits a request in two when its answer was too big, or when the agent failed on one object. */
async function readHalves(visiting: Visiting, pdu: Pdu, failure: SnmpError): Promise<void> {
  const { size } = visiting;
  const rows = pdu.rows.filter(({ order }) => visiting.answers[order] === undefined);
  if ((failure.why !== 'too-big' && failure.why !== 'agent-error') || rows.length < 2) throw failure;
  if (failure.why === 'too-big')
    size.varbinds = Math.max(LEAST_VARBINDS, Math.min(size.varbinds, Math.ceil(costOf(pdu) / 2)));
  const middle = Math.ceil(rows.length / 2);
  for (const half of [rows.slice(0, middle), rows.slice(middle)]) {
    try {
      await readPdu(visiting, { by: pdu.by, rows: half });
    } catch (error) {
      if (!(error instanceof SnmpError) || error.why !== 'agent-error') throw error;
      for (const { order } of half) visiting.answers[order] ??= 'bad-value';
    }
  }
}
