#!/usr/bin/env node
import { isatty } from 'node:tty';
import { openClient } from './commands/terminal/client.ts';
import type { Kit } from './commands/terminal/kit.ts';
import { runProgram } from './commands/program.ts';
import { openScreen } from './commands/terminal/screen.ts';
import { USUAL_ZONE } from './settings/usual-zone.ts';
import { packageVersion } from './package-root.ts';

const version = packageVersion();
// `process.stdin` would open a stream of its own in every call.
const someoneTypes = isatty(0);

// Daemon and adapters are loaded only by the commands that need them, so that an ordinary command starts fast.
const kit: Kit = {
  version,
  client: (socket) => openClient(socket, version),
  screen: ({ json, language }) =>
    openScreen({
      out: process.stdout,
      err: process.stderr,
      isTerminal: process.stdout.isTTY,
      json,
      lang: language,
      zone: USUAL_ZONE,
      ...(someoneTypes ? { confirm: ask } : {}),
    }),
  pause: async () => await new Promise((resolve) => setTimeout(resolve, 200)),
  readFile: async (path) => await (await import('node:fs/promises')).readFile(path),
  ...(someoneTypes ? { prompt } : {}),
  init: {
    taken: async (folder) => await (await import('./init-service.ts')).taken(folder),
    look: async (wire) => await (await import('./init-service.ts')).look(wire),
    write: async (choice) => await (await import('./init-service.ts')).write(choice),
  },
  serve: async (config) => await (await import('./service.ts')).serve(config),
  config: async (file) => (await import('./service.ts')).config(file),
  checkup: async (config) => await (await import('./service.ts')).checkAll(config),
};

async function ask(message: string): Promise<boolean> {
  const { confirm } = await import('@inquirer/prompts');
  return await confirm({ message, default: false });
}

async function prompt(message: string, usual: string): Promise<string | undefined> {
  const { input } = await import('@inquirer/prompts');
  return await input({ message, default: usual }).catch((error: unknown) => {
    // Ctrl-C at the question.
    if (error instanceof Error && error.name === 'ExitPromptError') return undefined;
    throw error;
  });
}

process.exitCode = await runProgram(kit, process.argv.slice(2));
process.exit();
