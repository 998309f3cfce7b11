import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const HEAD = `import { KINDS } from '${ROOT}agent/compose.ts';
import { kind, type Kinds, routerKind } from '${ROOT}agent/settings/kinds.ts';
import { openToyHelpdesk, toyOptions } from '${ROOT}test/compose/toy-helpdesk/toy-helpdesk.ts';
`;
const TABLE = 'export const kinds: Kinds = { ...KINDS, helpdesk: { ...KINDS.helpdesk, toy } };\n';

/** Errors that the compiler finds in each text, under the project's own settings; a text is named by its place. */
function errorsOf(texts: readonly string[]): readonly (readonly string[])[] {
  const folder = mkdtempSync(join(tmpdir(), 'kind-types-'));
  try {
    for (const [i, text] of texts.entries()) writeFileSync(join(folder, `case-${i}.mts`), `${HEAD}${text}`);
    const options = {
      rootDir: '/',
      typeRoots: [join(ROOT, 'node_modules/@types')],
      noUnusedLocals: false,
      rewriteRelativeImportExtensions: false,
      allowImportingTsExtensions: true,
    };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: join(ROOT, 'tsconfig.json'), compilerOptions: options, include: [folder] }),
    );
    const out = compiled(join(folder, 'tsconfig.json'));
    return texts.map((_, i) => out.split('\n').filter((line) => line.includes(`case-${i}.mts(`)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the compiler prints; it ends with 1 or 2 when it found something. */
function compiled(project: string): string {
  try {
    return execFileSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', project, '--pretty', 'false'], {
      encoding: 'utf8',
      cwd: ROOT,
    });
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && typeof error.stdout === 'string' && error.stdout !== '')
      return error.stdout;
    throw error;
  }
}

describe('the compiler and the table of kinds', () => {
  test('takes a kind that fits, and no kind that nothing opens or that opens with another block', () => {
    const thrown = 'options: toyOptions, open: () => { throw new Error(); }';
    const [fits, fitsRouter, withoutOpen, otherBlock, otherPort, withoutSurvey] = errorsOf([
      `const toy = kind({ options: toyOptions, open: openToyHelpdesk });\n${TABLE}`,
      `export const router = routerKind({ ${thrown}, survey: null });\n`,
      `const toy = kind({ options: toyOptions });\n${TABLE}`,
      `const toy = kind({ options: toyOptions, open: (block: { port: number }) => block.port });\n${TABLE}`,
      `const toy = kind({ options: toyOptions, open: () => ({ name: 'no helpdesk' }) });\n${TABLE}`,
      `export const router = routerKind({ ${thrown} });\n`,
    ]);
    expect([fits, fitsRouter]).toEqual([[], []]);
    expect(withoutOpen?.join()).toMatch(/Property 'open' is missing/);
    expect(otherBlock?.join()).toMatch(/not assignable to type '\(options: \{ file: string; page: number; \}/);
    expect(otherPort?.join()).toMatch(/not assignable to type 'Kind<HelpdeskDeps, Helpdesk>'/);
    expect(withoutSurvey?.join()).toMatch(/not assignable to parameter of type 'Opener</);
  }, 300_000);
});
