import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqliteLedger } from '../../adapters/ledger/sqlite/sqlite-ledger.ts';
import { ledgerContract } from './ledger-contract.ts';

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

ledgerContract('sqlite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  folders.push(folder);
  let copies = 0;
  return {
    open: () => openSqliteLedger({ file: join(folder, 'ledger.db') }),
    newFile: () => join(folder, `copy-${(copies += 1)}.db`),
    openFile: (file) => openSqliteLedger({ file }),
  };
});
