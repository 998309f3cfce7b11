import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LabAnswers, LabCommand } from './lab-commands.ts';
import type { LabTell } from './lab-process.ts';
import type { LabOptions } from './open-lab.ts';
import type { Address } from './router/routeros-server.ts';

/** A lab that runs as a process of its own. */
export interface ForkedLab {
  readonly pid: number;
  readonly routeros: Address;
  readonly snmp: Address;
  /** Asks one command and gives its answer. Rejects with the lab's refusal, or when the lab is gone. */
  ask<Name extends LabCommand['do']>(command: Extract<LabCommand, { readonly do: Name }>): Promise<LabAnswers[Name]>;
  /** Closes the lab and waits for its end. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the lab as a child through tsx. Rejects when it does not come up. */
export async function forkLab(options: LabOptions): Promise<ForkedLab> {
  const entry = fileURLToPath(new URL('./lab-process.ts', import.meta.url));
  const child = fork(entry, [JSON.stringify(options)], { execArgv: ['--import', 'tsx'] });
  const waiting = new Map<number, Waiting>();
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = await firstWord(child);
  child.on('message', (tell: LabTell) => {
    if ('ready' in tell) return;
    const one = waiting.get(tell.id);
    waiting.delete(tell.id);
    if ('refused' in tell) one?.reject(new Error(tell.refused));
    else one?.resolve(tell.answer as never);
  });
  child.once('exit', () => {
    for (const one of waiting.values()) one.reject(new Error('the lab is gone'));
  });
  let last = 0;
  return {
    pid: child.pid ?? 0,
    routeros: ready.routeros,
    snmp: ready.snmp,
    ask: (command) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        child.send({ id: last, command }, (error) => error && reject(error));
      }),
    close: async () => {
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}

function firstWord(child: ChildProcess): Promise<Extract<LabTell, { readonly ready: true }>> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the lab ended with ${code} before it was ready`)));
    child.once('message', (tell: LabTell) => {
      if ('ready' in tell) resolve(tell);
      else reject(new Error('the lab spoke before it was ready'));
    });
  });
}
