import type { Row } from './snmp-rows.ts';

/**
 * One request of a visit for whole rows: a GET in any order, or a GETBULK over rows of one table in ascending order.
 */
export interface Pdu {
  readonly by: 'get' | 'bulk';
  readonly rows: readonly Row[];
}

/**
 * Plans as few requests as possible. What fits one PDU goes by one GET: one round trip, one agent time. Of more rows,
 * those close together in a table go by GETBULK, whose answer names each object once, if at least half of a full answer
 * is wanted; the others go by GET. `varbinds`: the most that one answer may hold, besides sysUpTime.
 */
export function pdusOf(rows: readonly Row[], varbinds: number): readonly Pdu[] {
  if (sum(rows) <= varbinds) return rows.length === 0 ? [] : [{ by: 'get', rows }];
  const alone: Row[] = [];
  const bulks: Pdu[] = [];
  for (const kind of ['interface', 'queue'] as const) {
    const table = rows.filter((row) => row.table.kind === kind).toSorted((a, b) => a.place - b.place);
    const most = Math.floor(varbinds / (table[0]?.table.columns.length ?? 1));
    for (let start = 0; start < table.length; ) {
      const near = neighbours(table, start, most);
      const worth = near.length >= 2 && near.length * 2 >= most;
      if (worth) bulks.push({ by: 'bulk', rows: near });
      else alone.push(...near.slice(0, 1));
      start += worth ? near.length : 1;
    }
  }
  return [...bulks, ...packed(alone, varbinds)];
}

/** Repetitions that a GETBULK needs to reach the last of these rows. */
export function repetitionsOf(rows: readonly Row[]): number {
  return (rows.at(-1)?.place ?? 0) - (rows[0]?.place ?? 0) + 1;
}

/** Varbinds in the answer, besides sysUpTime. */
export function costOf(pdu: Pdu): number {
  return pdu.by === 'get' ? sum(pdu.rows) : repetitionsOf(pdu.rows) * (pdu.rows[0]?.table.columns.length ?? 0);
}

function sum(rows: readonly Row[]): number {
  return rows.reduce((total, row) => total + row.table.columns.length, 0);
}

function neighbours(table: readonly Row[], start: number, most: number): readonly Row[] {
  const end = (table[start]?.place ?? 0) + most;
  const past = table.findIndex((row, i) => i > start && row.place >= end);
  return table.slice(start, past === -1 ? undefined : past);
}

function packed(rows: readonly Row[], varbinds: number): readonly Pdu[] {
  const pdus: Row[][] = [];
  let room = 0;
  for (const row of rows) {
    const cost = row.table.columns.length;
    if (cost > room) {
      pdus.push([]);
      room = varbinds;
    }
    pdus.at(-1)?.push(row);
    room -= cost;
  }
  return pdus.map((each) => ({ by: 'get', rows: each }));
}
