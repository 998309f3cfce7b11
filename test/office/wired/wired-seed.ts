import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contextOf } from '../../../agent/desk/act/desk.ts';
import type { Desk } from '../../../agent/desk/act/desk.ts';
import type { Moment } from '../../../agent/domain/moment.ts';
import { answer } from '../../../agent/views/answers.ts';
import { type DeskKit, deskKit } from '../desk-kit.ts';
import { DINKES, DISDIK, type OwnLine, POOL } from '../own-lines.ts';
import { alike } from '../sample-rows.ts';

/** The number of the one request of the approved books. */
export const NUMBER = 'BW-2026-0041';

/** The pool of the wired office, where six and more lines need the room. */
export const WIDE_POOL = { ...POOL, mbps: 500 };

export const LINES: readonly OwnLine[] = [
  DINKES,
  DISDIK,
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

/** Makes both books once, by the desk's own orders. The first two lines are always DINKES and DISDIK. */
export async function sowOffice(lines: readonly OwnLine[] = LINES): Promise<WiredSeed> {
  const folder = mkdtempSync(join(tmpdir(), 'bwagent-seed-'));
  const kit = deskKit({ capacity: WIDE_POOL.mbps, lines });
  kit.router.hand((table) =>
    table.map((row) =>
      row.name === POOL.queue ? { ...row, comment: 'bwagent:pool', maxLimit: alike(WIDE_POOL.mbps) } : row,
    ),
  );
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
