import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolderPrinter } from '../../adapters/printer/folder/folder-printer.ts';
import { printerContract } from './printer-contract.ts';

printerContract('folder', () => {
  const base = mkdtempSync(join(tmpdir(), 'printer-'));
  const folder = join(base, 'reports');
  return {
    printer: openFolderPrinter(folder),
    kept: () =>
      new Map(
        existsSync(folder) ? readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]) : [],
      ),
    close: () => rmSync(base, { recursive: true, force: true }),
  };
});
