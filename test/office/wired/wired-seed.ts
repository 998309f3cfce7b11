import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contextOf } from '../../../agent/desk/act/desk.ts';
import type { Desk } from '../../../agent/desk/act/desk.ts';
import { momentOf, type Moment } from '../../../agent/domain/moment.ts';
import { NO_RATE, type Rate, rate } from '../../../agent/domain/rate.ts';
import { answer } from '../../../agent/views/answers.ts';
import { type DeskKit, deskKit } from '../desk-kit.ts';
import { observedAs } from '../../fakes/memory-router.ts';

/** The number of the one request of the approved books. */
export const NUMBER = 'BW-2026-0041';

/** A queue that the office owns, in plain figures: the router's table and the books are both made from this. */
export interface OwnLine {
  readonly id: string;
  readonly queue: string;
  readonly target: string;
  /** Mbps, both ways. */
  readonly mbps: number;
}

export const POOL = { id: 'pool', queue: '0.POOL', target: '10.62.0.0/16', mbps: 500 };

export const LINES: readonly OwnLine[] = [
  { id: 'dinkes', queue: 'DINKES', target: '10.62.20.0/24', mbps: 30 },
  { id: 'disdik', queue: 'DISDIK', target: '10.62.19.0/24', mbps: 20 },
  ...[1, 2, 3, 4].map((n) => ({ id: `opd-${n}`, queue: `OPD-${n}`, target: `10.62.3${n}.0/24`, mbps: 5 })),
];

/** The books that tries begin with a copy of, and what of the desk all of them share. */
export interface WiredSeed {
  /** `base`: nobody asks for anything. `approved`: DINKES from 30 to 40 Mbps is approved and due. */
  readonly files: Readonly<Record<'base' | 'approved', string>>;
  /** Samples, office and calendar are only read. */
  readonly desk: Desk;
  readonly at: Moment;
  close(): void;
}

/** Makes both books once, by the desk's own orders. The first two lines are always those of the desk's kit. */
export async function sowOffice(lines: readonly OwnLine[] = LINES): Promise<WiredSeed> {
  const folder = mkdtempSync(join(tmpdir(), 'bwagent-seed-'));
  const kit = deskKit({ capacity: POOL.mbps, router: { massDrift: 3 } });
  moreLines(kit, lines);
  kit.router.hand((table) => [
    ...table.map((row) =>
      row.name === POOL.queue ? { ...row, comment: 'bwagent:pool', maxLimit: both(POOL.mbps) } : row,
    ),
    ...lines.slice(2).map(({ id, queue, target, mbps }) =>
      observedAs({
        name: queue,
        targets: [target],
        parent: POOL.queue,
        maxLimit: both(mbps),
        comment: `bwagent:${id}`,
      }),
    ),
  ]);
  await kit.work();
  const files = { base: join(folder, 'base.db'), approved: join(folder, 'approved.db') };
  await kit.ledger.backup(files.base);
  await approve(kit);
  await kit.ledger.backup(files.approved);
  return {
    files,
    desk: kit.desk,
    at: kit.clock.now(),
    close() {
      kit.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const both = (mbps: number): Rate => rate(mbps * 1e6, mbps * 1e6);

function moreLines({ ledger }: DeskKit, lines: readonly OwnLine[]): void {
  const from = momentOf('2026-01-01T00:00:00+07:00');
  ledger.record((books) => {
    for (const { id, queue, target, mbps } of lines.slice(2)) {
      books.putAgency({ id, code: queue, name: `Dinas ${id}`, kind: 'opd', location: 'Kasongan', managed: true });
      const path = { kind: 'pinned', uplink: 'isp-a' } as const;
      books.putLine({
        id,
        agency: id,
        router: 'core',
        queue,
        targets: [target],
        parent: POOL.queue,
        service: 'shared',
        path,
      });
      const state = { at: 'granted', since: from } as const;
      books.allocate({
        line: id,
        request: null,
        rate: both(mbps),
        limitAt: NO_RATE,
        window: null,
        state,
        appliedAt: from,
        returnedAt: null,
      });
    }
    books.enter({ at: from, actor: { kind: 'agent' }, act: 'test/base-data', request: null, facts: {} });
  });
}

async function approve(kit: DeskKit): Promise<void> {
  await kit.file();
  kit.raise('support', NUMBER, { kind: 'triaged', impact: 'medium', urgency: 'medium', missing: [] });
  kit.raise('kadis', NUMBER, { kind: 'disposed', note: '' });
  kit.raise('kabid', NUMBER, { kind: 'examined', missing: [] });
  await kit.work();
  const lookout = { context: contextOf(kit.desk), peers: [], loops: [], version: '1', reportFolder: '' };
  const { hash } = await answer(lookout, 'plan', { number: NUMBER });
  kit.raise('kabid', NUMBER, { kind: 'approved', planHash: hash });
}
