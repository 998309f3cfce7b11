import type { QueueRow } from './lab-queue-row.ts';
import { formatPair } from './lab-queue-values.ts';
import type { Plant } from '../plant.ts';

/** A queue as it truly stands, in RouterOS words. */
export interface SeenQueue {
  readonly id: string;
  readonly name: string;
  readonly target: string;
  readonly parent: string;
  readonly maxLimit: string;
  readonly limitAt: string;
  readonly comment: string;
  readonly disabled: boolean;
  readonly dynamic: boolean;
}

export function standingQueue({ queues }: Plant, row: QueueRow): SeenQueue {
  return {
    id: row.id,
    name: row.name,
    target: row.targets,
    parent: queues.parentName(row),
    maxLimit: formatPair(row.maxLimit),
    limitAt: formatPair(row.limitAt),
    comment: row.comment,
    disabled: row.disabled,
    dynamic: row.dynamic,
  };
}
