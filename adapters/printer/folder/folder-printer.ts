import { createHash } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Fault } from '../../../agent/domain/fault.ts';
import type { Printer } from '../../../agent/ports/printer.ts';

/**
 * Keeps reports as files in one folder: written beside, flushed, then linked into place, so that no half report is ever
 * seen.
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
      // Unlike a rename, a link never takes the place of a file that is there.
      const kept = await link(`${target}.draft`, target).then(() => content, whatStands(target));
      await unlink(`${target}.draft`);
      await flushFolder(folder);
      return { name, sha256: createHash('sha256').update(kept).digest('hex') };
    },
  };
}

/** A report printed before the daemon fell stays as it was read by people. */
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
