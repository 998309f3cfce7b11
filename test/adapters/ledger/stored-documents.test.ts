import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LEDGER_SCHEMA } from '../../../adapters/ledger/sqlite/ledger-schema.ts';
import { openSqliteLedger } from '../../../adapters/ledger/sqlite/sqlite-ledger.ts';
import {
  documentFrom,
  documentsFrom,
  documentsText,
  documentText,
  EVIDENCE,
  FINDING,
  OUTGOING,
  STAGE,
  TICKET,
  TRAITS,
} from '../../../adapters/ledger/sqlite/stored-documents.ts';
import { migrate } from '../../../adapters/sqlite/migrate.ts';
import { openDatabase } from '../../../adapters/sqlite/open-database.ts';
import { finding } from '../../../agent/domain/finding.ts';
import { TICKET_VERSION } from '../../../agent/ticket/ticket-upgrades.ts';
import { EVERY_FIELD, readToday, STORED_TICKETS } from '../../ticket/ticket-samples.ts';
import { draft } from './ledger-pieces.ts';

const [FIRST] = STORED_TICKETS;
const fault = (code: string) => expect.objectContaining({ code }) as Error;

describe('stored documents of the ledger', () => {
  test('each carries its version, and comes back without it', () => {
    expect(JSON.parse(documentText(TICKET, EVERY_FIELD))).toMatchObject({ v: TICKET_VERSION });
    expect(documentFrom(TICKET, documentText(TICKET, EVERY_FIELD))).toEqual(EVERY_FIELD);
    const found = [finding('queue/missing', 'alarm', 'DINKES', { queue: 'DINKES' })];
    expect(documentsText(FINDING, found)).toContain('"v":1');
    expect(documentsFrom(FINDING, documentsText(FINDING, found))).toEqual(found);
  });

  test('what release 0.1.0 wrote has none, and is read with its history', () => {
    expect(documentFrom(STAGE, '{"at":"disposed"}')).toEqual({ at: 'disposed' });
    expect(documentFrom(TICKET, JSON.stringify(FIRST))).toEqual(readToday(FIRST));
    expect(documentFrom(OUTGOING, JSON.stringify({ kind: 'file', ticket: FIRST }))).toEqual({
      kind: 'file',
      ticket: readToday(FIRST),
    });
    expect(documentFrom(OUTGOING, '{"kind":"progress","stage":"closed"}')).toEqual({
      kind: 'progress',
      stage: 'closed',
    });
    expect(documentFrom(TRAITS, '{"fasttrackRules":2}')).toEqual({
      fasttrackRules: 2,
      blindBridgePorts: 0,
      pcqRates: {},
      handEdits: null,
    });
  });

  test('what version 2 kept of a ticket, also of one to be filed, has no technical contact', () => {
    const older = { ...FIRST, recordedBy: 'teknisi-noc' };
    expect(documentFrom(TICKET, JSON.stringify({ v: 2, ...older }))).toEqual(readToday(older));
    expect(documentFrom(OUTGOING, JSON.stringify({ v: 2, kind: 'file', ticket: older }))).toEqual({
      kind: 'file',
      ticket: readToday(older),
    });
  });

  test.each([
    ['a newer version', '{"v":2,"at":"disposed"}', 'ledger/newer-schema'],
    ['a version that is none', '{"v":"1","at":"disposed"}', 'ledger/corrupt'],
    ['version nought', '{"v":0,"at":"disposed"}', 'ledger/corrupt'],
    ['no key to tell it by', '{"v":1}', 'ledger/corrupt'],
    ['a list', '[]', 'ledger/corrupt'],
    ['nothing', 'null', 'ledger/corrupt'],
    ['no JSON', '{', 'ledger/corrupt'],
  ])('%s is refused', (_what, text, code) => {
    expect(() => documentFrom(STAGE, text)).toThrow(fault(code));
  });

  test.each([
    ['an object in the place of a list', '{"v":1}'],
    ['a list of words', '["x"]'],
  ])('%s is refused', (_what, text) => {
    expect(() => documentsFrom(FINDING, text)).toThrow(fault('ledger/corrupt'));
  });

  test('a ticket of our own version with a field more or less is refused', () => {
    for (const change of [{ priority: 'P1' }, { channel: 'fax' }, { recordedBy: undefined }])
      expect(() => documentFrom(TICKET, JSON.stringify({ v: TICKET_VERSION, ...EVERY_FIELD, ...change }))).toThrow(
        fault('ledger/corrupt'),
      );
  });

  test('a value with a `v` of its own is a bug, not a version', () => {
    expect(() => documentText(EVIDENCE, { v: 1 })).toThrow(fault('bug'));
  });
});

describe('a ledger that release 0.1.0 wrote', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Schema 2 with these tickets, and the order by which somebody filed the first. */
  function older(): string {
    const file = join(folder, 'ledger.db');
    const db = openDatabase(file, { synchronous: 'FULL' });
    migrate(db, LEDGER_SCHEMA.slice(0, 2));
    for (const id of ['HD-1', 'HD-2'])
      db.prepare('INSERT INTO ticket VALUES (?, ?)').run(id, JSON.stringify({ ...FIRST, id }));
    const filed = JSON.stringify({ kind: 'file', ticket: { ...FIRST, recordedBy: 'teknisi-noc' } });
    db.prepare('INSERT INTO outbox (key, at, message) VALUES (?, 1, ?)').run('file:key-1', filed);
    db.prepare('INSERT INTO cursor VALUES (?, ?)').run('filed:key-1', 'HD-1');
    db.prepare('INSERT INTO router_findings VALUES (?, ?)').run('core', JSON.stringify([FOUND]));
    db.close();
    return file;
  }
  const FOUND = finding('queue/missing', 'alarm', 'DINKES', { queue: 'DINKES' });

  test('says again who filed a ticket, where the order to file it does; else it is not known', () => {
    const ledger = openSqliteLedger({ file: older() });
    expect(ledger.ticket('HD-1')).toEqual(readToday({ ...FIRST, id: 'HD-1', recordedBy: 'teknisi-noc' }));
    expect(ledger.ticket('HD-2')).toEqual(readToday({ ...FIRST, id: 'HD-2' }));
    ledger.close();
  });

  test('findings that stand are no change, although they would be written otherwise today', () => {
    const ledger = openSqliteLedger({ file: older() });
    ledger.record((books) => books.noteFindings('core', [FOUND]));
    expect(ledger.auditHead().seq).toBe(0);
    ledger.record((books) => {
      books.noteFindings('core', []);
      books.enter(draft('router/findings'));
    });
    expect(ledger.findings('core')).toEqual([]);
    ledger.close();
  });
});
