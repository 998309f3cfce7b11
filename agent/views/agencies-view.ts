import type { Moment } from '../domain/moment.ts';
import type { Rate } from '../domain/rate.ts';

/** One line of an agency (or an agency without one), with what it holds. */
export interface AgencyRow {
  readonly agency: string;
  readonly code: string;
  readonly name: string;
  readonly managed: boolean;
  readonly line: string | null;
  readonly queue: string | null;
  readonly targets: readonly string[];
  readonly service: 'shared' | 'dedicated' | null;
  readonly permanent: Rate | null;
  readonly temporary: { readonly rate: Rate; readonly until: Moment } | null;
  readonly openRequests: readonly string[];
}
