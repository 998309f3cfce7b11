import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LEDGER_SCHEMA } from '../../../adapters/ledger/sqlite/ledger-schema.ts';
import { openSqliteLedger } from '../../../adapters/ledger/sqlite/sqlite-ledger.ts';
import { migrate } from '../../../adapters/sqlite/migrate.ts';
import { openDatabase } from '../../../adapters/sqlite/open-database.ts';
import { momentOf } from '../../../agent/domain/moment.ts';
import { AGENT } from '../../../agent/domain/person.ts';
import { mbps, rate } from '../../../agent/domain/rate.ts';
import type { Books } from '../../../agent/ports/ledger.ts';
import type { Aim } from '../../../agent/shaping/plan.ts';

const AT = momentOf('2026-05-04T08:00:00+07:00');
const TEN = rate(mbps(10), mbps(5));
const LINE = {
  id: 'dinkes',
  agency: 'dinkes',
  router: 'core',
  queue: 'DINKES',
  targets: ['10.62.20.0/24'],
  parent: null,
  service: 'shared',
  path: { kind: 'pinned', uplink: 'isp-a' },
} as const;
const AIMS: readonly Aim[] = [
  { kind: 'reduce', rate: TEN, limitAt: TEN },
  { kind: 'reshape', queue: 'A', targets: ['10.0.0.0/8'] },
  { kind: 'add', line: LINE, rate: TEN, limitAt: TEN },
  { kind: 'remove' },
  { kind: 'move', before: null },
  { kind: 'compensate', op: 7 },
];

let folder!: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'line-orders-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function written(work: (books: Books) => void, file = join(folder, 'ledger.db')) {
  const ledger = openSqliteLedger({ file });
  ledger.record((books) => {
    work(books);
    books.enter({ at: AT, actor: AGENT, act: 'test', request: null, facts: {} });
  });
  return ledger;
}
const base = (books: Books): void => {
  books.putAgency({ id: 'dinkes', code: 'DINKES', name: 'Dinkes', kind: 'opd', location: '', managed: true });
  books.putLine(LINE);
};

test.each(AIMS)('a plan keeps what was ordered: $kind', (aim) => {
  const draft = { router: 'core', owner: 'dinkes', purpose: aim.kind, request: null, dueAt: AT, seen: null, aim };
  const ledger = written((books) => books.planChange(draft));
  expect(ledger.plan(1)).toEqual({ ...draft, id: 1, state: 'due' });
  ledger.close();
});

test('a line that ended is in no list, what hangs on it stays, and it can come back', () => {
  const ledger = written(base);
  ledger.record((books) => {
    const state = { at: 'granted', since: AT } as const;
    books.allocate({
      line: 'dinkes',
      request: null,
      rate: TEN,
      limitAt: TEN,
      window: null,
      state,
      appliedAt: AT,
      returnedAt: null,
    });
    books.endLine('dinkes', AT);
    expect(books.lines()).toEqual([]);
    books.enter({ at: AT, actor: AGENT, act: 'test', request: null, facts: {} });
  });
  expect(ledger.lines()).toEqual([]);
  expect(ledger.allocations()).toHaveLength(1);
  ledger.record((books) => {
    books.putLine({ ...LINE, queue: 'BARU' });
    books.enter({ at: AT, actor: AGENT, act: 'test', request: null, facts: {} });
  });
  expect(ledger.lines().map((l) => l.queue)).toEqual(['BARU']);
  ledger.close();
});

test('a ledger of the step before is brought up with all it holds', () => {
  const file = join(folder, 'old.db');
  const db = openDatabase(file, { synchronous: 'FULL' });
  migrate(db, LEDGER_SCHEMA.slice(0, 1));
  db.exec(`INSERT INTO agency VALUES ('dinkes', 'DINKES', 'Dinkes', 'opd', '', 1);
    INSERT INTO line VALUES ('dinkes', 'dinkes', 'core', 'DINKES', '["10.62.20.0/24"]', NULL, 'shared',
      '{"kind":"pinned","uplink":"isp-a"}');
    INSERT INTO plan (router, owner, purpose, due_at) VALUES ('core', 'dinkes', 'grant', 0);`);
  db.close();
  const ledger = openSqliteLedger({ file });
  expect(ledger.lines()).toEqual([LINE]);
  expect(ledger.plan(1)).toEqual({
    id: 1,
    router: 'core',
    owner: 'dinkes',
    purpose: 'grant',
    request: null,
    dueAt: 0,
    seen: null,
    state: 'due',
  });
  ledger.close();
});
