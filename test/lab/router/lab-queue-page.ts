import type { ApiRow } from './lab-api-query.ts';
import type { QueueRow } from './lab-queue-row.ts';
import { formatPair } from './lab-queue-values.ts';
import type { Plant } from '../plant.ts';

/** Octets in a packet, for the packet counters. */
const PACKET = 800;

/** A row of /queue/simple as print shows it on 7.x: canonical values, statistics without a flag [LIVE]. */
export function queuePage(plant: Plant): readonly ApiRow[] {
  plant.catchUp();
  return plant.queues.rows.map((row) => queueRow(plant, row));
}

function queueRow(plant: Plant, row: QueueRow): ApiRow {
  const { up, down, dropsUp, dropsDown } = row.counters;
  const rate = plant.rateOf(row.id);
  const packets = { up: Math.floor(up.octets / PACKET), down: Math.floor(down.octets / PACKET) };
  const shown = new Map<string, string>([
    ['.id', row.id],
    ['name', row.name],
    ['target', row.targets],
    ['parent', plant.queues.parentName(row)],
    ...row.settings,
    ['limit-at', formatPair(row.limitAt)],
    ['max-limit', formatPair(row.maxLimit)],
    ['bytes', formatPair({ up: up.octets, down: down.octets })],
    ['packets', formatPair(packets)],
    ['dropped', `${dropsUp}/${dropsDown}`],
    ['rate', formatPair(rate)],
    ['packet-rate', formatPair({ up: Math.floor(rate.up / 8 / PACKET), down: Math.floor(rate.down / 8 / PACKET) })],
    ['queued-packets', '0/0'],
    ['queued-bytes', '0/0'],
    ['total-bytes', '0'],
    ['total-packets', '0'],
    ['total-dropped', '0'],
    ['total-rate', '0'],
    ['total-packet-rate', '0'],
    ['total-queued-packets', '0'],
    ['total-queued-bytes', '0'],
    ['invalid', String(plant.queues.isInvalid(row))],
    ['dynamic', String(row.dynamic)],
    ['disabled', String(row.disabled)],
  ]);
  if (row.comment !== '') shown.set('comment', row.comment);
  return shown;
}
