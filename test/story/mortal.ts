import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Client, openClient } from '../../agent/commands/terminal/client.ts';
import type { MortalCommand, MortalOptions, MortalTell } from './mortal-daemon.ts';

type Ready = Extract<MortalTell, { readonly ready: object }>['ready'];

/** The real daemon in a process of its own, on a told clock, that may be killed or kill itself. */
export interface Mortal extends Ready {
  /** Its local API, over the Unix socket. */
  readonly client: Client;
  readonly dead: boolean;
  /** Resolves when it is dead. */
  readonly gone: Promise<void>;
  /** Rejects when it dies meanwhile. */
  ask(command: MortalCommand): Promise<unknown>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one. Rejects when it ends before it is ready. */
export async function startMortal(options: MortalOptions): Promise<Mortal> {
  const entry = fileURLToPath(new URL('./mortal-daemon.ts', import.meta.url));
  const child = fork(entry, [JSON.stringify(options)], { execArgv: ['--import', 'tsx'] });
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  let dead = false;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      dead = true;
      for (const one of waiting.values()) one.reject(new Error('the daemon is dead'));
      resolve();
    });
  });
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.once('exit', (code, signal) =>
      reject(new Error(`the daemon ended with ${code ?? signal} before it was ready`)),
    );
    child.on('message', (tell: MortalTell) => {
      if ('ready' in tell) return resolve(tell.ready);
      waiting.get(tell.id)?.resolve(tell.answer);
      waiting.delete(tell.id);
    });
  });
  let last = 0;
  const ask = async (command: MortalCommand): Promise<unknown> =>
    await new Promise((resolve, reject) => {
      if (dead) return reject(new Error('the daemon is dead'));
      last += 1;
      waiting.set(last, { resolve, reject });
      child.send({ id: last, command }, (error) => error && reject(error));
    });
  return {
    ...ready,
    client: openClient(ready.socket, ready.version, 20_000),
    get dead() {
      return dead;
    },
    gone,
    ask,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async stop() {
      await ask({ do: 'stop' });
      child.disconnect();
      await gone;
    },
  };
}
