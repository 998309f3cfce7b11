/** The audit chain verified from its first entry. */
export interface AuditCheck {
  readonly ok: boolean;
  readonly entries: number;
  /** First entry at which the chain does not hold. */
  readonly brokenAt: number | null;
  readonly head: string;
}
