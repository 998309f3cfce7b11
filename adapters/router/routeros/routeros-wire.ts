import { z } from 'zod';
import { Fault } from '../../../agent/domain/fault.ts';
import { bps, type Bps } from '../../../agent/domain/rate.ts';
import type { HandEdit } from '../../../agent/shaping/hand-edit.ts';
import { rateOf } from './routeros-rate.ts';
import type { Row } from './routeros-row.ts';

const Flag = z.enum(['true', 'false', 'yes', 'no']).transform((word) => word === 'true' || word === 'yes');
const IdentityRow = z.object({ name: z.string() });
const ResourceRow = z.object({ version: z.string() });
const BoardRow = z.object({ 'serial-number': z.string().min(1) });
const RuleRow = z.object({ disabled: Flag.prefault('false'), dynamic: Flag.prefault('false') });
const History = z.array(
  z.object({
    '.id': z.string().default(''),
    by: z.string().default(''),
    action: z.string(),
    time: z.string().default(''),
  }),
);
const UserRow = z.object({ group: z.string() });
const GroupRow = z.object({ policy: z.string() });

/**
 * Reads the name of /system/identity. This and the next functions throw Fault `router/bad-reply` for a row that does
 * not fit.
 */
export function identityOf(rows: readonly Row[]): string {
  return checked(IdentityRow, rows[0], 'identity').name;
}

/** Reads the version of /system/resource: `7.16.1 (stable)`. */
export function versionOf(rows: readonly Row[]): string {
  return checked(ResourceRow, rows[0], 'resource').version;
}

/** Reads the serial number of /system/routerboard. null on CHR and x86, which have none. */
export function serialOf(rows: readonly Row[]): string | null {
  return BoardRow.safeParse(rows[0]).data?.['serial-number'] ?? null;
}

/**
 * Changes of queues by other logins, from /system/history. Counts every action whose text has `queue` in it; nothing
 * else of the text is relied on. null when the history has another form: it only explains, and must not fail the visit.
 */
export function handEditsOf(rows: readonly Row[], ours: string): readonly HandEdit[] | null {
  const history = History.safeParse(rows);
  if (!history.success) return null;
  return history.data.flatMap(({ '.id': id, by, action, time }) =>
    by !== ours && /queue/i.test(action) ? [{ id, by, action, time }] : [],
  );
}

/** Counts rules in force: not disabled, and not the dynamic rule that only shows counters. */
export function rulesInForce(rows: readonly Row[]): number {
  return rows.map((row) => checked(RuleRow, row, 'filter rule')).filter((rule) => !rule.disabled && !rule.dynamic)
    .length;
}

/**
 * Whether bridged traffic passes the queues: `use-ip-firewall` of /interface/bridge/settings. true for a router without
 * bridges.
 */
export function passesFirewall(rows: readonly Row[]): boolean {
  const word = rows[0]?.['use-ip-firewall'];
  return word === undefined || word === 'true' || word === 'yes';
}

/**
 * `pcq-rate` of each /queue/type of kind pcq, in bit/s, by the type's name: the most that one stream gets. Left out: a
 * type without a rate, or with one that cannot be read.
 */
export function pcqRatesOf(rows: readonly Row[]): Readonly<Record<string, Bps>> {
  return Object.fromEntries(
    rows.flatMap((row) => {
      const text = row['pcq-rate'] ?? '0';
      const rate = rateOf(`${text}/${text}`)?.down ?? 0;
      return row['kind'] === 'pcq' && row['name'] !== undefined && rate > 0 ? [[row['name'], bps(rate)] as const] : [];
    }),
  );
}

/** The group of our user, from /user. undefined: the router does not show it. */
export function groupOf(rows: readonly Row[]): string | undefined {
  return UserRow.safeParse(rows[0]).data?.group;
}

/** The rights of a group, from /user/group: `read,write,!ssh`. undefined: the router does not show it. */
export function policiesOf(rows: readonly Row[]): readonly string[] | undefined {
  return GroupRow.safeParse(rows[0]).data?.policy.split(',');
}

function checked<T>(schema: z.ZodType<T>, row: Row | undefined, what: string): T {
  const read = schema.safeParse(row);
  if (read.success) return read.data;
  const property = read.error.issues[0]?.path.join('.') ?? '';
  throw new Fault('router/bad-reply', { why: `${what}: ${property}` }, { retry: 'later', cause: read.error });
}
