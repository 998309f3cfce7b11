import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LEDGER_SCHEMA } from '../../../adapters/ledger/sqlite/ledger-schema.ts';
import { caseOf, REQUEST_COLUMNS, requestValues } from '../../../adapters/ledger/sqlite/request-columns.ts';
import { migrate } from '../../../adapters/sqlite/migrate.ts';
import { type Database, openDatabase } from '../../../adapters/sqlite/open-database.ts';
import { rate } from '../../../agent/domain/rate.ts';
import type { Request } from '../../../agent/domain/request.ts';
import { EIGHT, later, RECEIVED, wish } from './ledger-pieces.ts';

let folder: string;
let db: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  db = openDatabase(join(folder, 'ledger.db'), { synchronous: 'FULL' });
  migrate(db, LEDGER_SCHEMA);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

/** Columns that the schema fills itself, or that say where the request stands. */
const OTHERS = ['id', 'stage', 'since', 'stage_name', 'ended'];

/** A value in every field. */
const WHOLE: Required<Omit<Request, 'id'>> = {
  ...wish('BW-2026-0048/1'),
  wanted: rate(20_000_000, 10_000_001),
  window: { from: later(1), until: later(2) },
  impact: 'high',
  urgency: 'low',
  priority: 'P1',
};

function rowOf(change: Record<string, unknown> = {}): Record<string, unknown> {
  const values = requestValues(WHOLE);
  const columns = REQUEST_COLUMNS.map((name, i): [string, unknown] => [name, values[i]]);
  return { ...Object.fromEntries(columns), id: 7, stage: JSON.stringify(RECEIVED), since: EIGHT, ...change };
}

describe('the columns of a request', () => {
  test('are those of the schema, each once', () => {
    const known = db.prepare<[string], { name: string }>('SELECT name FROM pragma_table_xinfo(?)');
    const schema = known.all('request').map(({ name }) => name);
    expect(REQUEST_COLUMNS.toSorted()).toEqual(schema.filter((name) => !OTHERS.includes(name)).toSorted());
  });

  test('give every field back', () => {
    expect(caseOf(rowOf())).toEqual({ request: { ...WHOLE, id: 7 }, stage: RECEIVED, since: EIGHT });
    expect(rowOf()).toMatchObject({ year: 2026, running: 48, agency: null });
  });

  test.each([
    ['kind', 'wish'],
    ['impact', 'huge'],
    ['priority', 'P9'],
    ['documents', '["passport"]'],
    ['targets', '[1]'],
    ['targets', '{}'],
    ['received_at', 1.5],
    ['wanted_down', 'x'],
    ['window_from', 'x'],
    ['revision', null],
    ['subject', null],
    ['stage', '{}'],
  ])('refuse %s = %j as corrupt', (column, value) => {
    expect(() => caseOf(rowOf({ [column]: value }))).toThrow(
      expect.objectContaining({ code: 'ledger/corrupt' }) as Error,
    );
  });

  test('refuse a number that no next one can follow', () => {
    expect(() => requestValues({ ...WHOLE, number: 'BW' })).toThrow(expect.objectContaining({ code: 'bug' }) as Error);
  });
});
