import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqliteSamples } from '../../adapters/samples/sqlite/sqlite-samples.ts';
import { samplesContract } from './samples-contract.ts';

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

samplesContract('sqlite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'samples-'));
  folders.push(folder);
  return openSqliteSamples({ file: join(folder, 'samples.db') });
});
