import { type Finding, type FindingCode, finding } from '../domain/finding.ts';
import { type Prefix } from '../domain/prefix.ts';
import { coversTogether } from '../domain/prefix.ts';
import { ancestors, coverage, isPrefix } from './coverage.ts';
import { hoursTogether } from './hours-cover.ts';
import { type Condition, type Taken, takenFrom, targetsOrAnything } from './match.ts';
import { isReached } from './packet-space.ts';
import { type ObservedQueue, ownerOf } from './queue.ts';

/** An earlier queue that takes traffic of a later one, by target of the later one. */
interface Shadow {
  readonly other: ObservedQueue;
  readonly taken: readonly { readonly target: string; readonly how: Taken }[];
  /** Takes all traffic of all targets. */
  readonly whole: boolean;
}

/**
 * Returns a finding for each earlier queue that takes traffic of this one. `alarm`: nothing is left for it. `warn`: a
 * part is taken, or may be taken. Dynamic queues (DHCP, PPP, hotspot) are one finding together, because there may be
 * hundreds; those of sessions whose interface cannot be compared with the targets are left out, because they come and
 * go, and so is what cannot be compared between two of our own queues.
 *
 * The same function judges a planned table before a write and the table that was read after it.
 */
export function shadowFindings(row: ObservedQueue, table: readonly ObservedQueue[]): readonly Finding[] {
  const shadows = shadowsOf(row, table);
  const dynamic = shadows.filter(({ other }) => other.dynamic);
  const [first] = dynamic;
  return [
    ...shadows.filter((one) => !one.other.dynamic && !isDoubtful(one)).map((shadow) => fixedShadow(row, shadow)),
    ...doubtFindings(row, shadows.filter(isDoubtful)),
    ...(first === undefined
      ? []
      : [
          said(
            'queue/dynamic-above',
            row,
            { ...first, whole: dynamic.some((d) => d.whole) },
            { count: dynamic.length },
          ),
        ]),
    ...togetherFindings(row, shadows, table),
  ];
}

/**
 * Returns what keeps packets of a queue from reaching it through its parents (MikroTik, Queues, "parent": parents must
 * capture all traffic of their children). `alarm`: none reaches it. `warn`: only a part does. What cannot be compared,
 * as an interface with a prefix, is no finding.
 */
export function outsideParent(row: ObservedQueue, table: readonly ObservedQueue[]): readonly Finding[] {
  const parent = table.find(({ name }) => name === row.parent);
  if (parent === undefined || parent.name === row.name) return [];
  const takes = takenFrom({ ...row, parent: null }, table);
  const missed = targetsOrAnything(row)
    .map((target) => ({ target, how: takes(parent, target) }))
    .filter(({ how }) => how.how !== 'all' && !isUnknown(how));
  const isNone =
    !isReached(row, withParents([row], table)) ||
    (missed.length === targetsOrAnything(row).length && missed.every(({ how }) => how.how === 'none'));
  if (missed.length === 0 && !isNone) return [];
  const conditions = partOf({ other: parent, taken: missed, whole: isNone });
  const facts = {
    parent: parent.name,
    target: (missed.length === 0 ? row.targets : missed.map(({ target }) => target)).join(','),
    part: conditions || `target=${parent.targets.join(',')}`,
  };
  return [finding('queue/outside-parent', isNone ? 'alarm' : 'warn', row.name, facts)];
}

function fixedShadow(row: ObservedQueue, shadow: Shadow): Finding {
  const { maxLimit, targets, unreadable } = shadow.other;
  const isPart = conditionsOf(shadow).some(({ kind }) => kind !== 'target');
  if (isPart) return said('queue/takes-part', row, shadow, { part: partOf(shadow) });
  if (unreadable === undefined && maxLimit.down === 0 && maxLimit.up === 0)
    return said('queue/unlimited-above', row, shadow);
  const own = row.targets;
  const wider = shadow.whole && targets.every((t) => coverage(own, t) !== 'all');
  return said(wider && own.length > 0 ? 'queue/behind-catch-all' : 'queue/shadowed', row, shadow);
}

/** Queues of which nobody can say what they take are one finding together, because a table may have many interfaces. */
function doubtFindings(row: ObservedQueue, doubtful: readonly Shadow[]): readonly Finding[] {
  const [first] = doubtful;
  if (first === undefined) return [];
  const count = doubtful.length > 1 ? { count: doubtful.length } : {};
  return [said('queue/may-take', row, first, { part: partOf(first), ...count })];
}

function isDoubtful(shadow: Shadow): boolean {
  return conditionsOf(shadow).some(({ isKnown }) => !isKnown);
}

function partOf(shadow: Shadow): string {
  return [...new Set(conditionsOf(shadow).map(({ text }) => text))].join('; ');
}

function said(code: FindingCode, row: ObservedQueue, shadow: Shadow, more: Finding['facts'] = {}): Finding {
  const facts = { by: shadow.other.name, target: shadow.taken.map(({ target }) => target).join(','), ...more };
  return finding(code, shadow.whole ? 'alarm' : 'warn', row.name, facts);
}

function conditionsOf({ taken }: Shadow): readonly Condition[] {
  return taken.flatMap(({ how }) => (how.how === 'part' ? how.only : []));
}

/** Its parents are no shadows, because they pass packets on to their children. */
function shadowsOf(row: ObservedQueue, table: readonly ObservedQueue[]): readonly Shadow[] {
  const above = ancestors(row, table);
  const earlier = table.filter(
    (r) => r.position < row.position && !r.disabled && !r.invalid && !above.has(r.name) && r.name !== row.name,
  );
  const takes = takenFrom(row, table);
  const targets = targetsOrAnything(row);
  return earlier.flatMap((other) => {
    const taken = targets
      .map((target) => ({ target, how: takes(other, target) }))
      .filter(({ how }) => how.how !== 'none' && !(isUnknown(how) && (other.dynamic || areBothOurs(row, other))));
    // A child is no shadow either. Checked last, because it costs most.
    if (taken.length === 0 || ancestors(other, table).has(row.name)) return [];
    const whole = taken.length === targets.length && taken.every(({ how }) => how.how === 'all');
    return [{ other, taken, whole }];
  });
}

/**
 * Whether both queues carry our mark. They are lines of networks that the ledger keeps apart, so that a line on an
 * interface above others is no doubt about each of them.
 */
function areBothOurs(row: ObservedQueue, other: ObservedQueue): boolean {
  return ownerOf(row.comment) !== undefined && ownerOf(other.comment) !== undefined;
}

function isUnknown(how: Taken): boolean {
  return how.how === 'part' && how.only.some(({ isKnown }) => !isKnown);
}

/**
 * Returns an alarm if no earlier queue takes everything alone, but several leave nothing together: one takes one target
 * and one the other, each a half of the prefix, or one by day and one by night.
 */
function togetherFindings(
  row: ObservedQueue,
  shadows: readonly Shadow[],
  table: readonly ObservedQueue[],
): readonly Finding[] {
  if (shadows.length === 0 || shadows.some(({ whole }) => whole)) return [];
  const targets = targetsOrAnything(row);
  const isGone = (target: string): boolean => {
    const takers = shadows.flatMap(({ other, taken }) =>
      taken.filter((one) => one.target === target).map(({ how }) => ({ other, how })),
    );
    const ofKind = (kind: Condition['kind']): readonly ObservedQueue[] =>
      takers.flatMap(({ other, how }) =>
        how.how === 'part' && how.only.every((c) => c.isKnown && c.kind === kind && c.of === other.name) ? [other] : [],
      );
    const parts = ofKind('target').flatMap((other) => other.targets.filter((t): t is Prefix => isPrefix(t)));
    const hours = ofKind('time').flatMap(({ extras }) => extras?.hours ?? []);
    return (
      takers.some(({ how }) => how.how === 'all') ||
      (isPrefix(target) && coversTogether(parts, target as Prefix)) ||
      (hours.length > 1 && hoursTogether(hours, row.extras?.hours))
    );
  };
  const others = withParents([row, ...shadows.map(({ other }) => other)], table);
  if (!targets.every(isGone) && isReached(row, others)) return [];
  const by = shadows.map(({ other }) => other.name);
  const names = by.length > MOST_NAMED ? [...by.slice(0, MOST_NAMED), '…'] : by;
  return [finding('queue/shadowed-together', 'alarm', row.name, { by: names.join(', '), target: targets.join(',') })];
}

/** Returns the rows and their parents. */
function withParents(rows: readonly ObservedQueue[], table: readonly ObservedQueue[]): readonly ObservedQueue[] {
  const names = new Set(rows.flatMap((one) => [one.name, ...ancestors(one, table)]));
  return table.filter(({ name }) => names.has(name));
}

const MOST_NAMED = 4;
