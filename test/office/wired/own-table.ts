import type { Lab } from '../../lab/open-lab.ts';
import type { OwnLine } from '../own-lines.ts';
import { LINES, WIDE_POOL } from './wired-seed.ts';

/** Lays the office's own queues and those of others into an empty /queue/simple, in RouterOS words. */
export function layTable({ plant }: Lab, foreign: number, burntIds: number, lines: readonly OwnLine[] = LINES): void {
  plant.edit(({ queues }) => {
    for (const id of queues.rows.map((row) => row.id)) queues.remove(id);
    const add = (name: string, target: string, mbps: number, more: Readonly<Record<string, string>>): string =>
      queues.add(new Map(Object.entries({ name, target, 'max-limit': `${mbps}M/${mbps}M`, ...more })));
    const burnt = Array.from({ length: burntIds }, (_, i) => add(`burnt-${i}`, '192.0.2.0/24', 1, {}));
    for (let i = 0; i < foreign; i += 2)
      add(`tamu-${i}`, foreignTarget(i), 2, { comment: i % 4 === 0 ? '' : 'bikinan teknisi' });
    add(WIDE_POOL.queue, WIDE_POOL.target, WIDE_POOL.mbps, { comment: `bwagent:${WIDE_POOL.id}` });
    for (const { id, queue, target, mbps } of lines)
      add(queue, target, mbps, { parent: WIDE_POOL.queue, comment: `bwagent:${id}` });
    for (let i = 1; i < foreign; i += 2) add(`tamu-${i}`, foreignTarget(i), 2, { comment: 'jangan diubah' });
    for (const id of burnt) queues.remove(id);
  });
}

const foreignTarget = (i: number): string =>
  `172.${16 + Math.floor(i / 65_536)}.${Math.floor(i / 256) % 256}.${i % 256}/32`;
