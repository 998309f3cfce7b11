import type { Facts, Finding } from '../domain/finding.ts';
import type { Binding } from '../shaping/plan.ts';

/** What approving would do on the router: the binding, the difference field by field, and the lines a person could paste. */
export interface PlanView {
  readonly number: string;
  readonly binding: Binding;
  readonly hash: string;
  readonly router: string;
  readonly mode: 'observe' | 'manual' | 'apply';
  /** Field → found and wanted; empty when the queue already shows it. */
  readonly differences: readonly { readonly field: string; readonly found: string; readonly wanted: string }[];
  readonly words: readonly string[];
  /** What the guards would refuse today. */
  readonly refusals: readonly Finding[];
  /** Why no change can be planned: the queue is not as the books say. */
  readonly conflict: Facts | null;
}
