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

/** /system/identity. */
export function identityOf(rows: readonly Row[]): string {
  return checked(IdentityRow, rows[0], 'identity').name;
}

/** /system/resource: `7.16.1 (stable)`. */
export function versionOf(rows: readonly Row[]): string {
  return checked(ResourceRow, rows[0], 'resource').version;
}

/** /system/routerboard; a CHR or x86 router has none. */
export function serialOf(rows: readonly Row[]): string | null {
  return BoardRow.safeParse(rows[0]).data?.['serial-number'] ?? null;
}

/**
 * Actions upon queues by another login than ours. How a version words an action is not relied on, but that it says
 * `queue`; null for a history that says it in another way: it only explains, and is not worth the visit.
 */
export function handEditsOf(rows: readonly Row[], ours: string): readonly HandEdit[] | null {
  const history = History.safeParse(rows);
  if (!history.success) return null;
  return history.data.flatMap(({ '.id': id, by, action, time }) =>
    by !== ours && /queue/i.test(action) ? [{ id, by, action, time }] : [],
  );
}

/** Rules that are in force: neither disabled nor the dynamic dummy that only shows counters. */
export function rulesInForce(rows: readonly Row[]): number {
  return rows.map((row) => checked(RuleRow, row, 'filter rule')).filter((rule) => !rule.disabled && !rule.dynamic)
    .length;
}

/**
 * /interface/bridge/settings: whether bridged traffic comes by the queues; a router without bridges has nothing that
 * could pass them by.
 */
export function passesFirewall(rows: readonly Row[]): boolean {
  const word = rows[0]?.['use-ip-firewall'];
  return word === undefined || word === 'true' || word === 'yes';
}

/**
 * /queue/type of kind pcq: what a stream gets at most, by the type's name. Types without a rate, or with one that we
 * cannot read, are left out.
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

/** /user: the group a user belongs to, if the router tells. */
export function groupOf(rows: readonly Row[]): string | undefined {
  return UserRow.safeParse(rows[0]).data?.group;
}

/** /user/group: the rights of a group (`read,write,!ssh`), if the router tells. */
export function policiesOf(rows: readonly Row[]): readonly string[] | undefined {
  return GroupRow.safeParse(rows[0]).data?.policy.split(',');
}

function checked<T>(schema: z.ZodType<T>, row: Row | undefined, what: string): T {
  const read = schema.safeParse(row);
  if (read.success) return read.data;
  const property = read.error.issues[0]?.path.join('.') ?? '';
  throw new Fault('router/bad-reply', { why: `${what}: ${property}` }, { retry: 'later', cause: read.error });
}
