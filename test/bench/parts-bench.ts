import { line, ms } from './figures.ts';
import { lead } from './led-child.ts';
import type { PartsCalls } from './parts-process.ts';

const PARTS: Readonly<Record<keyof PartsCalls, string>> = {
  zone: '1,000 instants to minute and day, beside Temporal',
  record: 'a record of 6 writes, beside 6 inserts of bare SQLite',
  open: '50 open requests among 10,000 closed, beside alone',
  allocations: '10,050 allocations again, beside read anew',
  observed: '5,000 queues unchanged, beside each changed',
  put: 'a minute of 30 lines, beside 60 inserts of bare SQLite',
  series: '28 days of a line, beside the bare SELECT',
};

/** Parts of the product alone, each beside a peer in the same process: the ratio says more than the milliseconds. */
export async function benchParts(): Promise<void> {
  const process = lead<PartsCalls>('parts-process');
  try {
    console.log('\nparts: medians');
    for (const [part, what] of Object.entries(PARTS)) {
      const { ours, peer } = await process.call(part as keyof PartsCalls);
      line(what, `${(ours / peer).toFixed(3)} x   ${ms(ours)} beside ${ms(peer)}`);
    }
  } finally {
    await process.end();
  }
}
