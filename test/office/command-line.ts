import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What a command line printed, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const MAIN = fileURLToPath(new URL('../../dist/agent/main.js', import.meta.url));
const run = promisify(execFile);

/**
 * Runs the compiled `bwagent …` against the daemon that listens at `socket`. A refusal is an answer too: nothing is
 * thrown.
 */
export async function runCommand(
  { socket, config }: { readonly socket: string; readonly config: string },
  words: readonly string[],
): Promise<Ran> {
  try {
    const { stdout, stderr } = await run(process.execPath, [MAIN, '--socket', socket, '--config', config, ...words], {
      maxBuffer: 64 * 1024 * 1024,
    });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const failed = error as { readonly code?: number; readonly stdout?: string; readonly stderr?: string };
    return { code: failed.code ?? 1, out: failed.stdout ?? '', err: failed.stderr ?? '' };
  }
}
