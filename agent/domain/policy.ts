import { type Bps, mbps, type PerMille, perMille } from './rate.ts';

/**
 * Every number of the availability check. Changing one is a new version: each decision keeps the policy it was made
 * with.
 */
export interface Policy {
  readonly version: number;
  /** u: share of capacity that the busy figure may reach. */
  readonly busyLimit: PerMille;
  /** l: share of capacity for the guaranteed and live keys. */
  readonly liveLimit: PerMille;
  /** r: operational reserve kept out of promises. */
  readonly reserve: PerMille;
  /** k: how many shared promises stand on one unit of capacity, in thousandths. */
  readonly sharing: PerMille;
  /** a: part of a permanent addition that is expected to be used at the busy hour. */
  readonly activity: PerMille;
  /** From this share of capacity on, demand is censored by the link and measured headroom is none. */
  readonly saturation: PerMille;
  /** Days ahead that growth is counted: how long it takes to buy capacity. */
  readonly leadDays: number;
  readonly promised: 'report' | 'enforce';
  /** Partial offers are rounded down to whole steps. */
  readonly offerStep: Bps;
  /** Need is proven from this p95 / allocation on ... */
  readonly needBusy: PerMille;
  /** ... with at least this share of working samples at 90 % of the limit or more. */
  readonly needSaturated: PerMille;
  /** Working days that a hold lasts before it must be renewed. */
  readonly holdDays: number;
  readonly documentDays: number;
  readonly offerDays: number;
  readonly confirmDays: number;
  /** Days after which a permanent grant is looked at: was it used? 0: none is. */
  readonly reviewDays: number;
  /** Minutes that a temporary grant is left standing after its end. */
  readonly graceMinutes: number;
  readonly expiryNoticeHours: number;
}

/**
 * What the office decides besides: numbers for asking bandwidth back. No decision of the check rests on them, so a
 * decision is typed by Policy alone: one that was stored before these numbers were there replays as it was.
 */
export interface OfficePolicy extends Policy {
  /** A line whose p95 stays below this share of its allocation in both directions may be asked to give back. */
  readonly reclaimBelow: PerMille;
  /** Normal working days with data that this rests on; with fewer nothing is known. */
  readonly reclaimDays: number;
  /** The proposed size is this share of the p95, rounded up to whole steps. */
  readonly reclaimRoom: PerMille;
  /** Working days in which the agency may object. */
  readonly objectDays: number;
}

/** The shipped policy; an office changes numbers in its YAML. */
export const DEFAULT_POLICY: OfficePolicy = {
  version: 1,
  busyLimit: perMille(850),
  liveLimit: perMille(950),
  reserve: perMille(100),
  sharing: perMille(2000),
  activity: perMille(700),
  saturation: perMille(950),
  leadDays: 0,
  promised: 'enforce',
  offerStep: mbps(5),
  needBusy: perMille(800),
  needSaturated: perMille(50),
  holdDays: 3,
  documentDays: 3,
  offerDays: 3,
  confirmDays: 2,
  reviewDays: 14,
  graceMinutes: 30,
  expiryNoticeHours: 24,
  reclaimBelow: perMille(400),
  reclaimDays: 20,
  reclaimRoom: perMille(1300),
  objectDays: 10,
};
