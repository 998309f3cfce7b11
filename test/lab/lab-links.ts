import type { Scenario, ScenarioUplink } from './scenario.ts';
import type { Side } from './lab-shaping.ts';

/** One uplink as it is now. Capacity in bit/s, share in per mille of all traffic. */
export interface Uplink {
  readonly id: string;
  readonly interface: string;
  readonly alias: string;
  capacity: Record<Side, number>;
  share: number;
  up: boolean;
}

/** What the members of a balanced path carry together, and each of them, in bit/s. */
export interface Carried {
  readonly total: number;
  readonly members: readonly number[];
}

const bps = (mbps: number): number => mbps * 1e6;

/** The uplinks of the scenario in their first state. */
export function uplinksOf(scenario: Scenario): Uplink[] {
  return scenario.uplinks.map((uplink: ScenarioUplink) => ({
    id: uplink.id,
    interface: uplink.interface,
    alias: uplink.name,
    capacity: { down: bps(uplink.capacityMbps.down), up: bps(uplink.capacityMbps.up) },
    share: uplink.trafficShare * 1000,
    up: true,
  }));
}

/**
 * Splits a total by the dated shares. A member that is down hands its share to the others; one that is full loses the
 * rest.
 */
export function carry(uplinks: readonly Uplink[], side: Side, wanted: number): Carried {
  const alive = uplinks.map((uplink) => (uplink.up ? uplink.share : 0));
  const shares = alive.reduce((sum, share) => sum + share, 0);
  if (shares === 0) return { total: 0, members: uplinks.map(() => 0) };
  let rest = wanted;
  let weight = shares;
  const members = uplinks.map((uplink, place) => {
    const share = alive[place] ?? 0;
    const part = share === weight ? rest : Math.round((rest * share) / weight);
    rest -= part;
    weight -= share;
    return Math.min(part, uplink.capacity[side]);
  });
  return { total: members.reduce((sum, part) => sum + part, 0), members };
}
