import type { Role } from '../domain/person.ts';
import type { StageName } from './stage.ts';

/** The SOP step of a stage, who must act next, and the state of the service clock. */
export interface SopLine {
  /** Step of the SOP "Penambahan Bandwidth", `5-no` for the branch after "not enough". `-`: outside the SOP. */
  readonly step: '1' | '2' | '3' | '4' | '5' | '5-no' | '6' | '7' | '8' | '9' | '-';
  /** Role that must act next. null: nobody, the request is over. */
  readonly actor: Role | null;
  /** Service clock: `runs`, `stands` (the office waits for others), or `over` (resolved). */
  readonly clock: 'runs' | 'stands' | 'over';
}

const line = (step: SopLine['step'], actor: Role | null, clock: SopLine['clock']): SopLine => ({ step, actor, clock });

/** SOP step, role that must act next, and state of the service clock, for each stage. */
export const SOP: Readonly<Record<StageName, SopLine>> = {
  received: line('2', 'technical-support', 'runs'),
  'awaiting-documents': line('1', 'agency', 'stands'),
  'needs-clarification': line('1', 'agency', 'stands'),
  'possible-duplicate': line('2', 'technical-support', 'runs'),
  'awaiting-disposition': line('3', 'department-head', 'runs'),
  disposed: line('4', 'division-head', 'runs'),
  examined: line('5', 'agent', 'runs'),
  assessed: line('5', 'division-head', 'runs'),
  unknown: line('5', 'agent', 'runs'),
  'waiting-for-room': line('5', 'agent', 'runs'),
  deferred: line('5-no', 'agent', 'stands'),
  'offered-partial': line('5-no', 'agency', 'stands'),
  approved: line('6', 'agent', 'runs'),
  scheduled: line('6', 'agent', 'stands'),
  applying: line('6', 'agent', 'runs'),
  'apply-failed': line('6', 'computer-specialist', 'runs'),
  active: line('7', 'agent', 'over'),
  informed: line('8', 'agency', 'over'),
  expiring: line('6', 'agent', 'over'),
  returning: line('6', 'agent', 'over'),
  returned: line('8', 'agency', 'over'),
  handling: line('6', 'computer-specialist', 'runs'),
  restoring: line('6', 'agent', 'runs'),
  restored: line('8', 'agency', 'over'),
  closed: line('9', null, 'over'),
  duplicate: line('-', null, 'over'),
  rejected: line('-', null, 'over'),
  cancelled: line('-', null, 'over'),
  redirected: line('-', null, 'over'),
  lapsed: line('-', null, 'over'),
};
