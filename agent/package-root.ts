import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Finds the folder of our package.json: this file runs as agent/… and as dist/agent/…. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (statSync(join(folder, 'package.json'), { throwIfNoEntry: false }) === undefined) folder = dirname(folder);
  return folder;
}

/** The version in our package.json. */
export function packageVersion(): string {
  const text = readFileSync(join(packageRoot(), 'package.json'), 'utf8');
  const { version } = JSON.parse(text) as { readonly version?: string };
  return version ?? '0';
}
