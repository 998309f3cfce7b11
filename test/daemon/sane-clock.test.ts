import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqliteLedger } from '../../adapters/ledger/sqlite/sqlite-ledger.ts';
import { mustBeSane } from '../../agent/daemon/sane-clock.ts';
import { after, HOUR, MINUTE, moment, momentOf, span } from '../../agent/domain/moment.ts';
import { AGENT } from '../../agent/domain/person.ts';
import type { Ledger } from '../../agent/ports/ledger.ts';

const LAST = momentOf('2026-05-04T08:00:00+07:00');
let folder: string;
let ledger: Ledger;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sane-clock-'));
  ledger = openSqliteLedger({ file: join(folder, 'ledger.db') });
});
afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true, force: true });
});
const record = (): void =>
  ledger.record((books) => books.enter({ at: LAST, actor: AGENT, act: 'test/entry', request: null, facts: {} }));
const behind = expect.objectContaining({ code: 'daemon/clock-behind' });

test.each([
  ['in 1970', moment(0)],
  ['an hour before its last record', after(LAST, span(-1 * HOUR))],
])('a clock %s is refused', (_, now) => {
  record();
  expect(() => mustBeSane(now, ledger)).toThrow(behind);
});

test('a machine that begins in 1970 with new books is refused', () => {
  expect(() => mustBeSane(moment(0), ledger)).toThrow(behind);
});

test.each([
  ['a minute behind its last record', after(LAST, span(-1 * MINUTE))],
  ['years after it', after(LAST, span(20_000 * HOUR))],
])('a clock %s may go on', (_, now) => {
  record();
  expect(() => mustBeSane(now, ledger)).not.toThrow();
});
