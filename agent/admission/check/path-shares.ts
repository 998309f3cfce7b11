import type { Path } from '../../domain/line.ts';
import { never } from '../../domain/never.ts';
import { perMille, type PerMille } from '../../domain/rate.ts';

const WHOLE = perMille(1000);
const NONE = perMille(0);

/** Uplinks that may carry a path. */
export function membersOf(path: Path): readonly string[] {
  return path.kind === 'pinned' ? [path.uplink] : path.uplinks;
}

/**
 * Part of a path's traffic on each of its members, in thousandths. Failover: all on the first that is up (the first
 * when none is). Balanced: the dated shares; undefined when they do not name a member.
 */
export function sharesOf(
  path: Path,
  shares: Readonly<Record<string, PerMille>> | undefined,
  isUp: (uplink: string) => boolean,
): ReadonlyMap<string, PerMille> | undefined {
  switch (path.kind) {
    case 'pinned':
      return new Map([[path.uplink, WHOLE]]);
    case 'failover': {
      const active = path.uplinks.find(isUp) ?? path.uplinks[0];
      return new Map(path.uplinks.map((uplink) => [uplink, uplink === active ? WHOLE : NONE]));
    }
    case 'balanced': {
      const known = path.uplinks.map((uplink) => [uplink, shares?.[uplink]] as const);
      if (known.some(([, share]) => share === undefined)) return undefined;
      return new Map(known.map(([uplink, share]) => [uplink, share ?? NONE]));
    }
    default:
      return never(path);
  }
}

/**
 * The shares with those of members that are down handed to the members that are up, in proportion and rounded up. All
 * as before when none is up.
 */
export function handedOver(
  shares: ReadonlyMap<string, PerMille>,
  isUp: (uplink: string) => boolean,
): ReadonlyMap<string, PerMille> {
  const alive = [...shares].filter(([uplink]) => isUp(uplink)).reduce((sum, [, share]) => sum + share, 0);
  if (alive === 0) return shares;
  return new Map(
    [...shares].map(([uplink, share]) => [uplink, isUp(uplink) ? perMille(Math.ceil((share * 1000) / alive)) : NONE]),
  );
}
