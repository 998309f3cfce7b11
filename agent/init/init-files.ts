import { copyFile, constants, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Words } from '../texts/words.ts';
import { initAgencies } from './init-agencies.ts';
import { initConfig, type InitWire } from './init-config.ts';
import { type InitProposal, proposeInit } from './init-proposal.ts';
import { uplinksOf } from './uplink-guess.ts';

/** Names of the files that a first configuration consists of, beside the calendars. */
export const CONFIG = 'agent.yaml';
export const AGENCIES = 'agencies.csv';

/** The proposal with a person's decisions. */
export interface InitChoice {
  readonly folder: string;
  readonly wire: InitWire;
  readonly proposal: InitProposal;
  /** Interfaces that are uplinks, the preferred one first. */
  readonly uplinks: readonly string[];
  readonly lang: keyof Words;
}

/** Names of files that `writeInit` would make and that the folder has. */
export async function takenFiles(folder: string): Promise<readonly string[]> {
  const found = await Promise.all([CONFIG, AGENCIES].map(async (name) => await exists(join(folder, name))));
  return [CONFIG, AGENCIES].filter((_, i) => found[i]);
}

/**
 * Writes configuration, calendars and the list of agencies; returns their paths. An existing file is never changed:
 * then it throws (EEXIST). `shipped`: the package's `config` folder. `check` reads the configuration as the daemon
 * would; when it throws, the written files are removed.
 */
export async function writeInit(
  choice: InitChoice,
  shipped: string,
  check: (file: string) => void,
): Promise<readonly string[]> {
  const { folder, wire, lang } = choice;
  // Anew, because the person may have named other uplinks than those that the proposal found.
  const proposal = proposeInit(choice.proposal.survey, wire.host, choice.uplinks);
  const uplinks = uplinksOf(choice.uplinks, proposal.survey.interfaces);
  const example = await readFile(join(shipped, 'agent.example.yaml'), 'utf8');
  const [config, agencies] = [join(folder, CONFIG), join(folder, AGENCIES)];
  const written: string[] = [];
  await mkdir(join(folder, 'calendar'), { recursive: true });
  try {
    const modeline = `# yaml-language-server: $schema=${join(shipped, 'agent.schema.json')}\n`;
    await writeFile(config, `${modeline}${initConfig(example, wire, proposal, uplinks)}`, { flag: 'wx' });
    written.push(config);
    await writeFile(agencies, initAgencies(proposal, uplinks, lang), { flag: 'wx' });
    written.push(agencies);
    written.push(...(await copyCalendars(join(shipped, 'calendar'), join(folder, 'calendar'))));
    check(config);
  } catch (error) {
    await Promise.all(written.map(async (file) => await rm(file, { force: true })));
    throw error;
  }
  return written;
}

async function copyCalendars(from: string, to: string): Promise<readonly string[]> {
  const copied: string[] = [];
  for (const name of await readdir(from)) {
    if (await exists(join(to, name))) continue;
    await copyFile(join(from, name), join(to, name), constants.COPYFILE_EXCL);
    copied.push(join(to, name));
  }
  return copied;
}

async function exists(file: string): Promise<boolean> {
  return await stat(file).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
      throw error;
    },
  );
}
