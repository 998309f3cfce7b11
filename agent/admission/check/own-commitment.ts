import type { Bps } from '../../domain/rate.ts';

/** What one line is promised in one direction at one instant. */
export interface OwnCommitment {
  /** The largest permanent rate, granted or held; 0 for a line without a limit. */
  readonly rate: Bps;
  /** The least permanent rate that is granted; 0 where none is. */
  readonly least: Bps;
  readonly limitAt: Bps;
  /** The largest total of the temporary grants and holds that run; 0 where none does. */
  readonly running: Bps;
  /** p95 of a line without a limit, bounded high; 0 where it has one. */
  readonly unlimited: Bps;
}

/** A line's part in each sum of an instant, before its share. */
export interface CommitmentParts {
  readonly dedicated: number;
  readonly shared: number;
  readonly full: number;
}

/** Of a line that has nothing. */
export const NO_COMMITMENT: CommitmentParts = { dedicated: 0, shared: 0, full: 0 };

/** The line's parts once it has `wanted` for good, beside what is held and what runs: the larger counts, never both. */
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
  return { ...NO_COMMITMENT, full: own.limitAt + Math.max(0, own.running - own.least) };
}

/**
 * The line's parts while `wanted` runs for a time, by the window's formula: of several on one line the largest counts.
 */
export function withTemporary(own: OwnCommitment, service: 'shared' | 'dedicated', wanted: number): CommitmentParts {
  const running = Math.max(own.running, wanted);
  if (own.rate === 0) return { ...NO_COMMITMENT, full: own.unlimited + running };
  if (service === 'dedicated') return { ...NO_COMMITMENT, dedicated: Math.max(own.rate, running) };
  return { ...NO_COMMITMENT, full: own.limitAt + Math.max(0, running - own.least) };
}
