import { readFileSync } from 'node:fs';
import { readCsv } from '../../agent/commands/office/agency-csv.ts';
import type { Kit } from '../../agent/commands/terminal/kit.ts';
import { proposeInit, type InitProposal } from '../../agent/init/init-proposal.ts';
import { surveyOf } from '../office/survey-samples.ts';
import { type ApiWords, FIELD_TABLES, type FieldTable, fieldTable, rscTable, type RscTable } from './rsc-table.ts';

/** What the first day finds on a router that was configured by an export. */
export function firstDay({ queues, interfaces, addresses, lists }: RscTable): InitProposal {
  const identity = { identity: 'core', version: '7.16.2 (stable)', serial: 'S1' };
  return proposeInit(surveyOf(queues, { identity, interfaces, addresses, lists }), '10.62.254.1');
}

/** How many queues were left out, by reason, in alphabetical order: `disabled 3, marks 1`. */
export function leftOut({ unmanaged }: InitProposal): string {
  const counts = new Map<string, number>();
  for (const { why } of unmanaged) counts.set(why, (counts.get(why) ?? 0) + 1);
  return [...counts.keys()]
    .toSorted()
    .map((why) => `${why} ${counts.get(why) ?? 0}`)
    .join(', ');
}

/** What each table has by the eye of a person: pools, parents without a limit, lines, and the rest by reason. */
export const THERE: Readonly<Record<FieldTable, readonly [pools: number, groups: number, lines: number, out: string]>> =
  {
    'c1-bucket': [1, 0, 11, 'hotspot 1'],
    'g1-town-hall': [0, 0, 0, 'disabled 25, uplink-interface 1'],
    'h1-homes': [0, 2, 25, 'disabled 1'],
    'm1-marks': [0, 0, 2, 'catch-all 1, marks 1'],
    'm4-target-empty': [0, 0, 2, 'everything 1'],
    'r1b-unpaid-last': [2, 3, 35, 'catch-all 1, disabled 3, marks 3, not-ascii 1'],
    's1-spellings': [
      0,
      0,
      5,
      'destination 1, disabled 2, hours 2, not-ascii 2, tiny 2, unlimited 1, uplink-interface 1',
    ],
    'u1-university': [1, 4, 14, 'unlimited 5'],
    'v1-vlans': [0, 0, 3, 'disabled 1'],
  };

/** One line a table: what was found, and what is there. */
export function firstDayTable(): string {
  const rows = FIELD_TABLES.map((name) => {
    const found = firstDay(fieldTable(name));
    const [pools, groups, lines] = THERE[name];
    return [
      name,
      `${found.pools.length}/${pools}`,
      `${found.groups.length}/${groups}`,
      `${found.lines.length}/${lines}`,
      leftOut(found),
    ];
  });
  const heads = ['table', 'pools', 'groups', 'lines', 'left out'];
  const widths = heads.map((head, i) => Math.max(head.length, ...rows.map((row) => row[i]?.length ?? 0)));
  return [heads, ...rows]
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The table r1b with the unpaid of each group before its lines. */
export function unpaidFirst(): RscTable {
  const unpaid = (row: ApiWords): boolean => row.get('name')?.startsWith('~~blm bayar') === true;
  return rscTable(readFileSync(new URL('tables/r1b-unpaid-last.rsc', import.meta.url), 'utf8'), (rows) => {
    const at = rows.findIndex((row) => row.get('parent') === 'merak');
    return [...rows.slice(0, at), ...rows.filter(unpaid), ...rows.slice(at).filter((row) => !unpaid(row))];
  });
}

/** The rows of a list, through the reader of the command. */
export async function rowsOf(csv: string): ReturnType<typeof readCsv> {
  const kit = { readFile: async () => await Promise.resolve(Buffer.from(csv)) } as unknown as Kit;
  return await readCsv(kit, 'agencies.csv');
}
