import { fork } from 'node:child_process';
import { readSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Ask<Command> {
  readonly id: number;
  readonly command: Command;
}

type Tell = { readonly id: number; readonly answer: unknown } | { readonly id: number; readonly refused: string };

/** A program of its own, led over IPC. */
export interface RaceChild<Command> {
  /**
   * Sends one command and gives its answer. Rejects with the child's words when it failed, or when the child is gone.
   */
  ask(command: Command): Promise<unknown>;
  /** Lets a child that was deafened go on. */
  hear(): void;
  /** Lets the child go and waits for its end. */
  stop(): Promise<void>;
}

/**
 * Starts a file of this folder through tsx. The first answer comes when it is up. Nothing of the child outlives the
 * parent.
 */
export function startChild<Command>(file: string, args: readonly string[]): RaceChild<Command> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args, {
    execArgv: ['--import', 'tsx'],
    stdio: ['pipe', 'inherit', 'inherit', 'ipc'],
  });
  // A child that is gone cannot be told; its end is seen below.
  child.stdin?.on('error', () => undefined);
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  let last = 0;
  let ended: string | undefined;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      ended = `${file} ended with ${code ?? signal}`;
      for (const one of waiting.values()) one.reject(new Error(ended));
      resolve();
    });
  });
  child.on('message', (tell: Tell) => {
    const one = waiting.get(tell.id);
    waiting.delete(tell.id);
    if ('refused' in tell) one?.reject(new Error(tell.refused));
    else one?.resolve(tell.answer);
  });
  return {
    ask: async (command) =>
      await new Promise((resolve, reject) => {
        if (ended !== undefined) return reject(new Error(ended));
        last += 1;
        waiting.set(last, { resolve, reject });
        child.send({ id: last, command }, (error) => error && reject(error));
      }),
    hear: () => void child.stdin?.write('.'),
    stop: async () => {
      child.stdin?.end();
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}

/**
 * The child's side: carries out each command of the parent, which knows what it sends; `leave` lets the process end
 * once the parent let go.
 */
export function serveParent(carryOut: (command: never) => Promise<unknown>, leave: () => Promise<void>): void {
  process.on('message', ({ id, command }: Ask<never>) => {
    void carryOut(command).then(
      (answer) => process.send?.({ id, answer }),
      (error: unknown) =>
        process.send?.({ id, refused: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.once('disconnect', () => void leave());
}

/** The child's side: stands still, its sockets unread, until the parent says `hear` or is gone. */
export function deafen(): void {
  readSync(0, Buffer.alloc(1));
}
