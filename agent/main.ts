#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { confirm } from '@inquirer/prompts';
import { systemClock } from '../adapters/clock/system/system-clock.ts';
import { openClient } from './commands/client.ts';
import type { Kit } from './commands/kit.ts';
import { runProgram } from './commands/program.ts';
import { openScreen } from './commands/screen.ts';
import { KINDS, openParts, openPeers } from './compose.ts';
import { start } from './daemon/daemon.ts';
import { pinoLog } from './daemon/pino-log.ts';
import { untilTold } from './daemon/until-told.ts';
import { zone } from './domain/zone.ts';
import { packageVersion } from './package-root.ts';
import { loadSettings } from './settings/load-settings.ts';
import { checkup } from './views/checkup.ts';

const version = packageVersion();

const kit: Kit = {
  version,
  client: (socket) => openClient(socket, version),
  screen: ({ json, language }) =>
    openScreen({
      out: process.stdout,
      err: process.stderr,
      isTerminal: process.stdout.isTTY === true,
      json,
      lang: language,
      zone: zone('Asia/Pontianak'),
      ...(process.stdin.isTTY === true ? { confirm: async (message: string) => await confirm({ message, default: false }) } : {}),
    }),
  readFile: async (path) => await readFile(path, 'utf8'),
  async serve(config) {
    const settings = loadSettings(config, KINDS);
    const log = pinoLog(settings.log);
    const running = await start(openParts(settings, systemClock(), log));
    return await untilTold(running, log);
  },
  config: (file) => loadSettings(file, KINDS),
  async checkup(config) {
    const settings = loadSettings(config, KINDS);
    const log = pinoLog('error');
    return await checkup(openPeers(settings, log, systemClock()));
  },
};

process.exitCode = await runProgram(kit, process.argv.slice(2));
if (process.exitCode !== undefined) process.exit();
