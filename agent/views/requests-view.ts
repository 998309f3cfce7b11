import type { Moment } from '../domain/moment.ts';
import type { Role } from '../domain/person.ts';
import type { Priority } from '../domain/priority.ts';
import type { Rate } from '../domain/rate.ts';
import type { StageName } from '../workflow/stage.ts';

/** One request in a list. */
export interface RequestRow {
  readonly number: string;
  readonly kind: 'request' | 'incident';
  readonly agency: string | null;
  readonly priority: Priority | null;
  readonly stage: StageName;
  readonly step: string;
  readonly actor: Role | null;
  readonly since: Moment;
  readonly receivedAt: Moment;
  readonly inForce: Rate | null;
  readonly wanted: Rate | null;
  readonly resolveBy: Moment | null;
  readonly clock: 'runs' | 'stands' | 'over';
  readonly late: boolean;
}
