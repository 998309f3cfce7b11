import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a led process can be asked. */
export type Calls = Readonly<Record<string, (...asked: never[]) => unknown>>;

/** A compiled process of the bench, asked one thing at a time over IPC. */
export interface Led<C extends Calls> {
  call<N extends keyof C & string>(name: N, ...asked: Parameters<C[N]>): Promise<Awaited<ReturnType<C[N]>>>;
  /** Lets it end by itself and waits for it. */
  end(): Promise<void>;
}

interface Ask {
  readonly name: string;
  readonly asked: readonly unknown[];
}

type Tell = { readonly answer: unknown } | { readonly failed: string };

const COMPILED = new URL('../../dist/bench/test/bench/', import.meta.url);

/**
 * Starts `<name>.js` as compiled by `scripts/bench`, without a loader, so that its time and memory are the product's;
 * in a network namespace where one is named.
 */
export function lead<C extends Calls>(name: string, namespace?: string): Led<C> {
  const inside = namespace === undefined ? undefined : ['netns', 'exec', namespace, process.execPath];
  const how =
    inside === undefined ? { execArgv: execArgv() } : { execPath: 'ip', execArgv: [...inside, ...execArgv()] };
  const child = fork(fileURLToPath(new URL(`${name}.js`, COMPILED)), [], how);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    call: async (what, ...asked) => (await asking(child, { name: what, asked })) as never,
    async end() {
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}

/** `BENCH_NODE="--cpu-prof"` profiles every led process. */
function execArgv(): string[] {
  return (process.env['BENCH_NODE'] ?? '').split(' ').filter((word) => word !== '');
}

async function asking(child: ChildProcess, ask: Ask): Promise<unknown> {
  return await new Promise((resolve, reject) => {
    const left = (code: number | null): void =>
      reject(new Error(`${child.spawnfile} ended with ${code} at ${ask.name}`));
    child.once('exit', left);
    child.once('message', (tell: Tell) => {
      child.off('exit', left);
      if ('failed' in tell) reject(new Error(tell.failed));
      else resolve(tell.answer);
    });
    child.send(ask);
  });
}

/** The other side: answers each ask in turn; `last` runs when the parent goes. */
export function follow(calls: Calls, last: () => void | Promise<void>): void {
  process.on('message', (ask: Ask) => void answer(calls, ask));
  process.once('disconnect', () => void last());
}

async function answer(calls: Calls, { name, asked }: Ask): Promise<void> {
  let tell: Tell;
  try {
    tell = { answer: await calls[name]?.(...(asked as never[])) };
  } catch (error) {
    tell = { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  process.send?.(tell);
}
