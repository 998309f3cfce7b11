import type { Finding } from '../domain/finding.ts';
import type { Moment } from '../domain/moment.ts';
import type { RouterMode } from '../domain/office.ts';
import type { Role } from '../domain/person.ts';
import type { UplinkRow } from './uplinks-view.ts';

/** How a loop is doing. */
export interface LoopState {
  readonly name: string;
  readonly lastPass: Moment | null;
  readonly failing: string | null;
}

/** The whole on one screen. */
export interface StatusView {
  readonly office: string;
  readonly version: string;
  readonly now: Moment;
  readonly uplinks: readonly UplinkRow[];
  readonly routers: readonly {
    readonly name: string;
    readonly mode: RouterMode;
    readonly dryRun: boolean;
    readonly version: string | null;
    readonly observedAt: Moment | null;
    readonly openOps: number;
    readonly duePlans: number;
    readonly findings: readonly Finding[];
  }[];
  /** Whose turn it is, and on what. */
  readonly waiting: readonly { readonly role: Role; readonly numbers: readonly string[] }[];
  readonly late: readonly string[];
  readonly unsent: number;
  readonly loops: readonly LoopState[];
  readonly provisionalCalendar: boolean;
}
