import { join } from 'node:path';
import { KINDS, survey } from './compose.ts';
import { pinoLog } from './daemon/pino-log.ts';
import { Fault } from './domain/fault.ts';
import type { Secret } from './domain/secret.ts';
import { type InitWire, ROUTER_KIND } from './init/init-config.ts';
import { type InitChoice, takenFiles, writeInit } from './init/init-files.ts';
import { type InitProposal, proposeInit } from './init/init-proposal.ts';
import { packageRoot } from './package-root.ts';
import { loadSettings } from './settings/load-settings.ts';
import { readSecret } from './settings/secret-file.ts';

/** Names of the files that `write` would make and that the folder already has. */
export async function taken(folder: string): Promise<readonly string[]> {
  return await takenFiles(folder);
}

/**
 * Surveys the router; nothing is written to it. Both credential files are read first, so that an unusable one is told
 * before any connection. Throws Fault `settings/invalid`, and what opening a router throws.
 */
export async function look(wire: InitWire): Promise<InitProposal> {
  const password = secretOf(wire.passwordFile);
  secretOf(wire.communityFile);
  const { host, port, user, tls } = wire;
  const name = tls?.servername ?? null;
  const router = {
    kind: ROUTER_KIND,
    host,
    user,
    password,
    ...(port === null ? {} : { port }),
    tls: tls === null ? false : { ca: tls.ca, ...(name === null ? {} : { servername: name }) },
  };
  return proposeInit(await survey(router, { name: host, log: pinoLog('error') }), host);
}

/**
 * Writes the files of a first configuration and returns their paths. Removes them again when the daemon would refuse
 * the configuration.
 */
export async function write(choice: InitChoice): Promise<readonly string[]> {
  return await writeInit(choice, join(packageRoot(), 'config'), (file) => void loadSettings(file, KINDS));
}

function secretOf(file: string): Secret {
  const read = readSecret(file, undefined);
  if ('secret' in read) return read.secret;
  throw new Fault('settings/invalid', { file, count: 1, problems: read.problem });
}
