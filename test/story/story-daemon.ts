import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StoryCommand, StoryTell } from '../lab/lab-daemon.ts';
import { type Ran, runCommand } from '../office/command-line.ts';

type Ready = Extract<StoryTell, { readonly ready: true }>;

/** Lab and daemon in a process of their own, led over IPC; people act through the command line and the pages. */
export interface StoryDaemon extends Ready {
  ask(command: StoryCommand): Promise<unknown>;
  /** Runs `bwagent …` against the daemon. */
  cli(...words: readonly string[]): Promise<Ran>;
  /** The same with --json, parsed; throws when it failed. */
  json(...words: readonly string[]): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts the lab's daemon at `at` with its files in `folder`. */
export async function startStory(folder: string, at: string): Promise<StoryDaemon> {
  const entry = fileURLToPath(new URL('../lab/lab-daemon.ts', import.meta.url));
  const child = fork(entry, [folder, at], { execArgv: ['--import', 'tsx'] });
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the lab's daemon ended with ${code}`)));
    child.on('message', (tell: StoryTell) => {
      if ('ready' in tell) return resolve(tell);
      const one = waiting.get(tell.id);
      waiting.delete(tell.id);
      if ('refused' in tell) one?.reject(new Error(tell.refused));
      else one?.resolve(tell.answer);
    });
  });
  child.once('exit', () => {
    for (const one of waiting.values()) one.reject(new Error("the lab's daemon is gone"));
  });
  const cli = async (...words: readonly string[]): Promise<Ran> => await runCommand(ready, words);
  return {
    ...ready,
    ask: async (asked) => await asking(child, waiting, asked),
    cli,
    async json(...words) {
      const ran = await cli('--json', ...words);
      if (ran.code !== 0) throw new Error(`bwagent ${words.join(' ')} ended with ${ran.code}: ${ran.err}`);
      return JSON.parse(ran.out) as unknown;
    },
    async stop() {
      await asking(child, waiting, { do: 'stop' });
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await gone;
    },
  };
}

let last = 0;

async function asking(
  child: ChildProcess,
  waiting: Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>,
  command: StoryCommand,
): Promise<unknown> {
  return await new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    child.send({ id: last, command }, (error) => error && reject(error));
  });
}
