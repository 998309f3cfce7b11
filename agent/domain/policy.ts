import { type Bps, mbps, type PerMille, perMille } from './rate.ts';

/**
 * Every number of the availability check (SOP step 5). A letter in a comment, such as k or u, is the number's name in
 * the formulas of agent/admission/README.md. Each stored decision keeps the policy that it was made with.
 */
export interface Policy {
  readonly version: number;
  /** u: share of capacity that the 95th percentile, adjusted for new grants, may reach (constraint `measured`). */
  readonly busyLimit: PerMille;
  /** l: share of capacity that demand may reach in the constraints `guaranteed` and `live`. */
  readonly liveLimit: PerMille;
  /** r: share of capacity that must not be committed (constraint `promised`). */
  readonly reserve: PerMille;
  /**
   * k: contention ratio in thousandths: 2000 means that shared lines may be committed 2 bit/s for each bit/s of
   * capacity.
   */
  readonly sharing: PerMille;
  /** a: share of a permanent addition that is expected to be used in the busy hours. */
  readonly activity: PerMille;
  /**
   * From this share of capacity on, a link counts as full: its traffic no longer shows the real demand, so nothing is
   * granted on it.
   */
  readonly saturation: PerMille;
  /**
   * Days that it takes to buy capacity. The growth of demand in these days is added to demand. 0: growth is not
   * counted.
   */
  readonly leadDays: number;
  /** Whether the constraint `promised` (sum of committed rates) is only reported or can refuse a request. */
  readonly promised: 'report' | 'enforce';
  /** Partial offers are rounded down to a whole multiple of this, bit/s. */
  readonly offerStep: Bps;
  /**
   * The need for more bandwidth is proven only if the 95th percentile reaches this share of the allocation. See also
   * `needSaturated`.
   */
  readonly needBusy: PerMille;
  /**
   * The need for more bandwidth is proven only if at least this share of the samples in working hours is at 90 % of the
   * allocation or more. See also `needBusy`.
   */
  readonly needSaturated: PerMille;
  /** Working days after which a hold expires. */
  readonly holdDays: number;
  /** Working days that an agency has to send missing documents. */
  readonly documentDays: number;
  /** Working days that an agency has to answer a partial offer. */
  readonly offerDays: number;
  /** Working days without an answer after which a finished request counts as confirmed and is closed. */
  readonly confirmDays: number;
  /** Days after which the use of a permanent grant is reviewed. 0: no grant is reviewed. */
  readonly reviewDays: number;
  /** Minutes after the end of a temporary grant before the router is set back. */
  readonly graceMinutes: number;
  /** Hours before the end of a temporary grant at which the agency is reminded. */
  readonly expiryNoticeHours: number;
}

/**
 * All numbers that the office decides: those of the check, and those for reclaiming unused bandwidth. The reclaim
 * numbers are kept apart from Policy because no decision depends on them; so an older stored decision can still be
 * replayed.
 */
export interface OfficePolicy extends Policy {
  /** A line is listed for reclaim if its 95th percentile is below this share of its allocation in both directions. */
  readonly reclaimBelow: PerMille;
  /** Normal working days with data that the list needs. With fewer days the use of a line is unknown. */
  readonly reclaimDays: number;
  /** The proposed size is this share of the 95th percentile, rounded up to whole `offerStep`s. */
  readonly reclaimRoom: PerMille;
  /** Working days in which the agency may object to a reduction. */
  readonly objectDays: number;
  /** Days for which a contract counts on after it has ended. Afterwards the capacity of its uplink is unknown. */
  readonly contractGraceDays: number;
}

/** Policy as shipped. An office changes numbers in its YAML. */
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
  contractGraceDays: 60,
};
