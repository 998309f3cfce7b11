import { writeSync } from 'node:fs';
import { openSqliteLedger } from '../../../adapters/ledger/sqlite/sqlite-ledger.ts';
import { Fault } from '../../../agent/domain/fault.ts';
import { draft, entry, later, message, opened } from './ledger-pieces.ts';

/**
 * A daemon of its own for tests. `hold FILE` opens the ledger, says so and stays. `run FILE` records until it is killed
 * and says each number only once it is recorded. `fill FILE` records until the disk refuses, says why, and tries again.
 */
const [, , act, file = ''] = process.argv;
const ledger = openSqliteLedger({ file });

function one(): number {
  return ledger.record((books) => {
    const next = books.lastNumber('request', 2026) + 1;
    const id = opened(books, `BW-2026-${String(next).padStart(4, '0')}`);
    books.setStage(id, { at: 'closed' }, entry(later(next)));
    books.enqueue(message(`k${next}`, { request: id }));
    books.enter(draft('request/closed', { padding: 'x'.repeat(200) }, id));
    return next;
  });
}

function said(): string {
  try {
    return `acked ${one()}`;
  } catch (error) {
    return error instanceof Fault ? `fault ${error.code} ${String(error.facts['why'])}` : 'other';
  }
}

if (act === 'hold') {
  writeSync(1, 'held\n');
  process.stdin.resume();
} else if (act === 'run') {
  for (;;) writeSync(1, `${one()}\n`);
} else {
  let last = said();
  for (; last.startsWith('acked'); last = said()) writeSync(1, `${last}\n`);
  writeSync(1, `${last}\n`);
  for (let again = 0; again < 3; again += 1) writeSync(1, `${said()}\n`);
  writeSync(1, `cases ${ledger.requests('all').length}\n`);
}
