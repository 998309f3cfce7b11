import type { Bps } from '../../domain/rate.ts';

/** What is committed to one line in one direction at one instant, in bit/s, before the share of a link is applied. */
export interface OwnCommitment {
  /** Largest permanent rate, granted or held; 0 for a line without a limit. */
  readonly rate: Bps;
  /** Smallest permanent rate that is granted (not only held); 0 when none is. */
  readonly least: Bps;
  /** Guaranteed rate of a shared line (RouterOS limit-at). */
  readonly limitAt: Bps;
  /** Largest total rate of the line's temporary grants and holds at that instant; 0 when none runs. */
  readonly running: Bps;
  /** p95 from above of a line without a limit (see `upperP95`); 0 for a line with a limit. */
  readonly unlimited: Bps;
}

/** What one line adds to the three sums of `CommittedInstant`, in bit/s, before the share of a link is applied. */
export interface CommitmentParts {
  readonly dedicated: number;
  readonly shared: number;
  readonly full: number;
}

/** Parts of a line to which nothing is committed. */
export const NO_COMMITMENT: CommitmentParts = { dedicated: 0, shared: 0, full: 0 };

/**
 * Returns the requesting line's parts if its permanent rate becomes `wanted` (bit/s). Only the largest of granted, held
 * and wanted rates counts, never their sum.
 */
export function withPermanent(
  own: OwnCommitment,
  service: 'shared' | 'dedicated',
  formula: 'permanent' | 'window',
  wanted: number,
): CommitmentParts {
  const rate = Math.max(own.rate, wanted);
  if (service === 'dedicated')
    return { ...NO_COMMITMENT, dedicated: formula === 'window' ? Math.max(rate, own.running) : rate };
  if (formula === 'permanent') return { ...NO_COMMITMENT, shared: rate };
  return { ...NO_COMMITMENT, full: sharedInWindow({ ...own, rate }) };
}

/**
 * Returns what a shared line counts by the `window` formula: its limit-at and the temporary addition to the smallest
 * granted rate, at most the largest rate that it can have then.
 */
export function sharedInWindow({
  rate,
  least,
  limitAt,
  running,
}: Readonly<Record<'rate' | 'least' | 'limitAt' | 'running', number>>): number {
  return Math.min(Math.max(rate, running), limitAt + Math.max(0, running - least));
}

/**
 * Returns the requesting line's parts while its total rate is `wanted` (bit/s) for a time, by the `window` formula. Of
 * several temporary grants on one line only the largest counts.
 */
export function withTemporary(own: OwnCommitment, service: 'shared' | 'dedicated', wanted: number): CommitmentParts {
  const running = Math.max(own.running, wanted);
  if (own.rate === 0) return { ...NO_COMMITMENT, full: own.unlimited + running };
  if (service === 'dedicated') return { ...NO_COMMITMENT, dedicated: Math.max(own.rate, running) };
  return { ...NO_COMMITMENT, full: sharedInWindow({ ...own, running }) };
}
