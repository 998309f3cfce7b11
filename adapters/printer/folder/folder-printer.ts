import { createHash } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Fault } from '../../../agent/domain/fault.ts';
import type { Printer } from '../../../agent/ports/printer.ts';

/** Keeps reports as files in one folder: written beside, flushed, then put in place, so that no half report is ever seen. */
export function openFolderPrinter(folder: string): Printer {
  return {
    folder,
    async write(name, content) {
      if (basename(name) !== name || name.startsWith('.')) throw new Fault('bug', { where: 'printer', name });
      await mkdir(folder, { recursive: true, mode: 0o750 });
      const target = join(folder, name);
      const draft = `${target}.draft`;
      const file = await open(draft, 'w', 0o640);
      try {
        await file.writeFile(content, 'utf8');
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, target);
      return { name, sha256: createHash('sha256').update(content, 'utf8').digest('hex') };
    },
  };
}
