import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteLedger } from '../../../adapters/ledger/sqlite/sqlite-ledger.ts';
import type { Ledger } from '../../../agent/ports/ledger.ts';
import { EIGHT, later, table } from './ledger-pieces.ts';

let folder = '';
let ledger!: Ledger;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  ledger = openSqliteLedger({ file: join(folder, 'ledger.db') });
});
afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true });
});

describe('a table observed again', () => {
  test('as the same list keeps its queues and takes the new moment', () => {
    const first = table('core', 3, EIGHT);
    ledger.observe((notes) => notes.observed(first));
    ledger.observe((notes) => notes.observed({ ...first, at: later(60) }));
    expect(ledger.observed('core')).toEqual({ ...first, at: later(60) });
  });

  test('after an observation that was undone is written whole', () => {
    const [first, second] = [table('core', 3, EIGHT), table('core', 2, later(60))];
    ledger.observe((notes) => notes.observed(first));
    const undone = (): void =>
      ledger.observe((notes) => {
        notes.observed(second);
        throw new Error('undone');
      });
    expect(undone).toThrow('undone');
    expect(ledger.observed('core')).toEqual(first);
    ledger.observe((notes) => notes.observed({ ...second, at: later(120) }));
    expect(ledger.observed('core')).toEqual({ ...second, at: later(120) });
  });

  test('of two routers that show the same list is kept for each', () => {
    const core = table('core', 3, EIGHT);
    ledger.observe((notes) => notes.observed(core));
    ledger.observe((notes) => notes.observed({ ...core, router: 'edge' }));
    expect(ledger.observed('edge')).toEqual({ ...core, router: 'edge' });
  });
});
