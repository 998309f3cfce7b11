import { type PerMille, perMille } from '../rate.ts';

/** Totals of one span over which both sides were measured, in whatever unit both share. */
export interface Flows {
  readonly down: number;
  readonly up: number;
}

/** Whether queues count the same traffic as the uplinks they stand below, and the same way round. */
export interface FlowBalance {
  /** `unknown`: down and up are too alike to tell, or nothing passed. */
  readonly direction: 'straight' | 'swapped' | 'unknown';
  /** Part of the uplinks' traffic that the queues saw, never above the whole; null: nothing passed. */
  readonly queued: PerMille | null;
}

/** One direction must outweigh the other by this part of the whole, or a comparison proves nothing. */
const CLEARLY = 0.2;

/**
 * Calibrates the queue counters against the uplinks by real traffic: nobody documents whether MIKROTIK-MIB
 * mtxrQueueSimpleBytesIn is what the target sent or received. A lean that is clear on both sides and opposite means
 * that the two are the wrong way round.
 */
export function flowBalance(uplinks: Flows, queues: Flows): FlowBalance {
  const [all, seen] = [uplinks.down + uplinks.up, queues.down + queues.up];
  if (all === 0) return { direction: 'unknown', queued: null };
  const [lean, queueLean] = [leanOf(uplinks), leanOf(queues)];
  const isClear = Math.abs(lean) >= CLEARLY && Math.abs(queueLean) >= CLEARLY;
  const direction = !isClear ? 'unknown' : Math.sign(lean) === Math.sign(queueLean) ? 'straight' : 'swapped';
  return { direction, queued: perMille(Math.min(1000, Math.round((seen * 1000) / all))) };
}

/** −1: all up, 1: all down. */
function leanOf({ down, up }: Flows): number {
  return down + up === 0 ? 0 : (down - up) / (down + up);
}
