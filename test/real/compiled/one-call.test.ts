import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = new URL('../../../', import.meta.url);
const MAIN = fileURLToPath(new URL('dist/agent/main.js', ROOT));
/** A hook for Node's loader that names each file it loads, one a line, on the error stream. */
const HOOK = `import { writeSync } from 'node:fs';
export async function load(url, context, next) {
  writeSync(2, \`loaded \${url}\\n\`);
  return await next(url, context);
}`;

interface Call {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Loaded files of `dist/agent` and `node_modules`, in the order of loading. */
  readonly files: readonly string[];
}

// `scripts/test` builds dist/ before the tests run.
describe.runIf(process.env['REAL'] === '1')('one call of the built program', () => {
  let folder = '';
  let register = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'one-call-'));
    register = join(folder, 'register.mjs');
    await writeFile(join(folder, 'hook.mjs'), HOOK);
    await writeFile(register, `import { register } from 'node:module';\nregister('./hook.mjs', import.meta.url);\n`);
    await writeFile(join(folder, 'opd.csv'), 'code,name\na,b\n');
  });
  afterAll(async () => await rm(folder, { recursive: true }));

  async function call(...words: readonly string[]): Promise<Call> {
    const args = ['--import', pathToFileURL(register).href, MAIN, '--socket', join(folder, 'none'), ...words];
    return await new Promise((resolve, reject) => {
      execFile(process.execPath, args, (error, out, text) => {
        if (error !== null && typeof error.code !== 'number') return reject(error);
        const lines = text.split('\n');
        resolve({
          code: typeof error?.code === 'number' ? error.code : 0,
          out,
          err: lines.filter((line) => !line.startsWith('loaded ')).join('\n'),
          files: lines.flatMap((line) => /^loaded file:.*\/((?:dist\/agent|node_modules)\/.*)$/.exec(line)?.[1] ?? []),
        });
      });
    });
  }

  test.each([
    [['--help'], 0],
    [['status'], 4],
    [['requests'], 4],
    [['line', '--help'], 0],
    [['aprove', '41'], 2],
  ])('%j loads the program and nothing else', async (words, code) => {
    const ran = await call(...words);
    expect(ran.code).toBe(code);
    expect(ran.files).toEqual(['dist/agent/main.js', 'dist/agent/domain/fault.js']);
  });

  test('an import loads the reader of its file only', async () => {
    const { code, files } = await call('agencies', 'import', join(folder, 'opd.csv'));
    expect(code).toBe(4);
    expect(files.some((file) => file.startsWith('node_modules/csv-parse/'))).toBe(true);
    expect(files.some((file) => file.startsWith('node_modules/read-excel-file/'))).toBe(false);
  });

  test('a fault of what is loaded only when asked arrives with its code', async () => {
    const { code, err, files } = await call('--config', join(folder, 'none.yaml'), '--json', 'config', 'check');
    expect(code).toBe(1);
    expect(JSON.parse(err)).toMatchObject({ fault: { code: 'settings/missing' } });
    expect(files).toContain('dist/agent/service.js');
  });

  test('its map names the files of agent/', async () => {
    const { sources } = JSON.parse(await readFile(`${MAIN}.map`, 'utf8')) as { readonly sources: readonly string[] };
    expect(sources).toContain('../../agent/commands/program.ts');
  });
});
