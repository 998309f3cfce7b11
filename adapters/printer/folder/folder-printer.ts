import { createHash } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Fault } from '../../../agent/domain/fault.ts';
import type { Printer } from '../../../agent/ports/printer.ts';

/**
 * Keeps reports as files in one folder. A file is written under a draft name, flushed, and then linked to its name, so
 * that nobody sees half a report.
 */
export function openFolderPrinter(folder: string): Printer {
  return {
    folder,
    async write(name, content) {
      if (name === '' || basename(name) !== name || name.startsWith('.'))
        throw new Fault('bug', { where: 'printer', name });
      await mkdir(folder, { recursive: true, mode: 0o750 });
      const target = join(folder, name);
      await flushed(`${target}.draft`, content);
      // Unlike rename(2), link(2) never replaces a file.
      const kept = await link(`${target}.draft`, target).then(() => content, whatStands(target));
      await unlink(`${target}.draft`);
      await flushFolder(folder);
      return { name, sha256: createHash('sha256').update(kept).digest('hex') };
    },
  };
}

/** A report that was printed before stays as people read it. */
function whatStands(target: string): (error: NodeJS.ErrnoException) => Promise<Buffer> {
  return async (error) => {
    if (error.code !== 'EEXIST') throw error;
    return await readFile(target);
  };
}

async function flushed(file: string, content: string): Promise<void> {
  const draft = await open(file, 'w', 0o640);
  try {
    await draft.writeFile(content, 'utf8');
    await draft.sync();
  } finally {
    await draft.close();
  }
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
