import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../adapters/sqlite/open-database.ts';
import { contextOf } from '../../agent/desk/act/desk.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { answer } from '../../agent/views/answers.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';
import type { LoggedSentence } from '../lab/faults.ts';
import type { SeenQueue } from '../lab/router/standing-queue.ts';
import { layHelpdesk } from './laid-helpdesk.ts';

export const NUMBER = 'BW-2026-0041';

/** router.json as the checker reads it. */
export interface RouterFile {
  queues: Writable<SeenQueue>[];
  sentences: Writable<LoggedSentence>[];
  sessions?: number;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A folder of one request that went from the ticket to its end as it should, for the checker; and copies of it to
 * spoil.
 */
export interface GoodFolder {
  readonly folder: string;
  copy(): SpoiltFolder;
  close(): void;
}

export interface SpoiltFolder {
  readonly folder: string;
  /** Runs SQL on ledger.db; its guards are taken away first, as somebody with the file can. */
  ledger(sql: string): void;
  helpdesk(sql: string): void;
  router(spoil: (router: RouterFile) => void): void;
  want(more: object): void;
}

export async function makeGoodFolder(): Promise<GoodFolder> {
  const root = mkdtempSync(join(tmpdir(), 'bwagent-checker-'));
  const folder = join(root, 'good');
  const kit = deskKit();
  const before = kit.router.table;
  await livesToItsEnd(kit);
  cpSync(kit.folder, folder, { recursive: true, filter: (from) => from === kit.folder });
  await kit.ledger.backup(join(folder, 'ledger.db'));
  layHelpdesk(kit.helpdesk, join(folder, 'helpdesk.db'));
  writeFileSync(join(folder, 'router.json'), JSON.stringify(routerOf(kit, before)));
  writeFileSync(
    join(folder, 'wanted.json'),
    JSON.stringify({ settled: true, lines: { dinkes: [40e6, 40e6] }, closed: [NUMBER] }),
  );
  kit.close();
  let copies = 0;
  return {
    folder,
    copy() {
      copies += 1;
      const spoilt = join(root, `spoilt-${copies}`);
      cpSync(folder, spoilt, { recursive: true });
      return spoiltFolder(spoilt);
    },
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}

async function livesToItsEnd(kit: DeskKit): Promise<void> {
  await kit.work();
  kit.as('prakom', 'adopt', { router: 'core', rows: [{ queue: '0.POOL', owner: 'pool' }], paper: null });
  await kit.file();
  kit.raise('support', NUMBER, { kind: 'triaged', impact: 'medium', urgency: 'medium', missing: [] });
  kit.raise('kadis', NUMBER, { kind: 'disposed', note: '' });
  kit.raise('kabid', NUMBER, { kind: 'examined', missing: [] });
  await kit.work();
  const lookout = { context: contextOf(kit.desk), peers: [], loops: [], version: '1', reportFolder: '' };
  const { hash } = await answer(lookout, 'plan', { number: NUMBER });
  kit.raise('kabid', NUMBER, { kind: 'approved', planHash: hash });
  await kit.work();
  await kit.reply(NUMBER, { kind: 'confirm' });
  await kit.work();
}

/** The memory router's writes as the lab would have logged them; the words are written out on purpose. */
function routerOf({ router, ledger }: DeskKit, before: readonly ObservedQueue[]): RouterFile {
  const [mark, set] = router.writes;
  const at = ledger.ops(1)[0]!.intendedAt;
  const said = (session: number, words: readonly string[], name: string): Writable<LoggedSentence> => ({
    at,
    user: 'bwagent',
    session,
    words: ['/queue/simple/set', ...words],
    was: standing(before.find((row) => row.name === name)!),
    executed: true,
    outcome: 'done',
  });
  if (mark?.kind !== 'mark' || set?.kind !== 'set') throw new Error('the good life is another one');
  return {
    queues: router.table.map(standing),
    sentences: [
      said(1, [`=.id=${mark.was.id}`, '=comment=bwagent:pool'], '0.POOL'),
      said(2, [`=.id=${set.was.id}`, '=max-limit=40000000/40000000', '=limit-at=0/0'], 'DINKES'),
    ],
  };
}

function standing({
  id,
  name,
  targets,
  parent,
  maxLimit,
  limitAt,
  comment,
  disabled,
  dynamic,
}: ObservedQueue): SeenQueue {
  return {
    id,
    name,
    target: targets.join(','),
    parent: parent ?? 'none',
    maxLimit: `${maxLimit.up}/${maxLimit.down}`,
    limitAt: `${limitAt.up}/${limitAt.down}`,
    comment,
    disabled,
    dynamic,
  };
}

function spoiltFolder(folder: string): SpoiltFolder {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const write = (name: string, content: object): void => writeFileSync(join(folder, name), JSON.stringify(content));
  const run = (name: string, sql: string): void => {
    const db = openDatabase(join(folder, name), { synchronous: 'FULL' });
    withoutGuards(db);
    db.exec(sql);
    db.close();
  };
  return {
    folder,
    ledger: (sql) => run('ledger.db', sql),
    helpdesk: (sql) => run('helpdesk.db', sql),
    router(spoil) {
      const router = read('router.json') as RouterFile;
      spoil(router);
      write('router.json', router);
    },
    want: (more) => write('wanted.json', { ...(read('wanted.json') as object), ...more }),
  };
}

function withoutGuards(db: Database): void {
  db.pragma('foreign_keys = OFF');
  const names = db.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck().all();
  for (const name of names) db.exec(`DROP TRIGGER ${name}`);
}
