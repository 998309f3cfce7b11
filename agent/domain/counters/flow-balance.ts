import { type PerMille, perMille } from '../rate.ts';

/** Total traffic in one span of time, download and upload. Both sides of a comparison must use the same unit. */
export interface Flows {
  readonly down: number;
  readonly up: number;
}

/** Result of the comparison of queue counters with uplink counters. */
export interface FlowBalance {
  /**
   * `straight`: down and up mean the same on both sides. `swapped`: they are exchanged. `unknown`: traffic is too equal
   * in both directions to tell, or there was none.
   */
  readonly direction: 'straight' | 'swapped' | 'unknown';
  /**
   * Share of the uplinks' traffic that the queues counted, at most 1000 per mille. null: the uplinks carried nothing.
   */
  readonly queued: PerMille | null;
}

/** Share of all traffic by which one direction must exceed the other before a comparison proves anything. */
const CLEAR_LEAN = 0.2;

/**
 * Compares queue counters with uplink counters over the same time, to find out which queue counter is the download.
 * MikroTik does not document whether MIKROTIK-MIB mtxrQueueSimpleBytesIn counts what the target sent or received. If
 * one direction clearly exceeds the other on both sides, but not the same direction, the queue counters are swapped.
 */
export function flowBalance(uplinks: Flows, queues: Flows): FlowBalance {
  const [all, seen] = [uplinks.down + uplinks.up, queues.down + queues.up];
  if (all === 0) return { direction: 'unknown', queued: null };
  const [lean, queueLean] = [leanOf(uplinks), leanOf(queues)];
  const isClear = Math.abs(lean) >= CLEAR_LEAN && Math.abs(queueLean) >= CLEAR_LEAN;
  const direction = !isClear ? 'unknown' : Math.sign(lean) === Math.sign(queueLean) ? 'straight' : 'swapped';
  return { direction, queued: perMille(Math.min(1000, Math.round((seen * 1000) / all))) };
}

/** Returns (down − up) / (down + up): 1 if all traffic is download, −1 if all is upload, 0 if there is none. */
function leanOf({ down, up }: Flows): number {
  return down + up === 0 ? 0 : (down - up) / (down + up);
}
