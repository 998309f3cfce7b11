import type { Moment } from '../../agent/domain/moment.ts';
import type { Dice } from '../fakes/dice.ts';
import type { MonthOffice } from './month-office.ts';

/** A fault that was thrown and of which it is not yet known whether it strikes. */
export interface ThrownFault {
  /** Whether it has taken place by now. */
  struck(): boolean;
  /** When it is over: after the round that follows, when it has struck, or at a moment. */
  readonly lasts: 'round' | 'until-struck' | Moment;
  /** Takes back what is left of it; called once, when it is over. */
  end?(): void;
}

/**
 * A kind of fault: how often it is thrown among the others, and the throw itself; undefined: it has no place just now.
 */
export interface FaultKind {
  readonly name: string;
  readonly weight: number;
  /** It waits for a write of ours. */
  readonly atWrite?: true;
  throw(office: MonthOffice, dice: Dice): ThrownFault | undefined;
}

/** A fault that has taken place already when it is thrown. */
export const DONE: ThrownFault = { lasts: 'round', struck: () => true };
