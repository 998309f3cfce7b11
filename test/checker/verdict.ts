import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CHECKER = fileURLToPath(new URL('./check.py', import.meta.url));

export interface Violation {
  readonly invariant: string;
  readonly what: string;
}

/** What the independent checker says of one folder. */
export interface Verdict {
  readonly folder: string;
  readonly violations: readonly Violation[];
  readonly counted: Readonly<Record<string, number>>;
}

/** Lets the checker judge many folders in one process of its own. Throws when it gives no verdict on each. */
export async function verdictsOf(folders: readonly string[]): Promise<readonly Verdict[]> {
  const said = await new Promise<string>((resolve, reject) => {
    execFile('/usr/bin/python3', [CHECKER, ...folders], { maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      // 1 means that something was violated; the lines say what.
      if (error !== null && error.code !== 1) reject(new Error(`the checker failed: ${stderr}`));
      else resolve(stdout);
    });
  });
  const verdicts = said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Verdict);
  if (verdicts.length !== folders.length)
    throw new Error(`${verdicts.length} verdicts on ${folders.length} folders: ${said}`);
  return verdicts;
}
