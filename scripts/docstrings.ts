import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Draws docstrings of exported things at random, each with its signature and nothing else, for a reader who has not
 * opened the code: can they say what each thing does?
 *
 *   npx tsx scripts/docstrings.ts SEED [COUNT]      the same seed draws the same while nothing is renamed
 */
const [seed = 'seed', count = '40'] = process.argv.slice(2);
const COMMENT = String.raw`/\*\*((?:(?!\*/)[\s\S])*)\*/\n`;
const HEAD = String.raw`export (?:async |abstract )?(?:function|class|interface|type|const) (\w+)[^\n]*`;
const REST = String.raw`(?:\n(?!\}|export|/\*\*|const |function |async |import )[^\n]+)*`;
const EXPORT = new RegExp(`${COMMENT}(${HEAD}${REST})`, 'g');

interface Drawn {
  readonly file: string;
  readonly text: string;
  readonly signature: string;
  readonly rank: string;
}

const all = ['agent', 'adapters'].flatMap(filesOf).flatMap(docstringsOf);
const drawn = all.toSorted((a, b) => a.rank.localeCompare(b.rank)).slice(0, Number(count));
console.log(`${drawn.length} of ${all.length} docstrings, seed ${seed}`);
for (const [i, { file, text, signature }] of drawn.entries()) {
  console.log(`\n${i + 1}. ${file}\n${text}\n    ${signature}`);
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function docstringsOf(file: string): readonly Drawn[] {
  return [...readFileSync(file, 'utf8').matchAll(EXPORT)].map(([, comment = '', code = '', name = '']) => ({
    file,
    text: comment.replaceAll(/^[ \t]*\* ?/gm, '').trim(),
    signature: headOf(code),
    rank: createHash('sha256').update(`${seed} ${file} ${name}`).digest('hex'),
  }));
}

/**
 * The head of a declaration: up to its body, for a type or an interface with its members but without their comments.
 */
function headOf(code: string): string {
  const bare = code.replaceAll(/\/\*\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\*.*$/gm, '');
  const isShape = /^export (?:interface|type)/.test(bare);
  const head = isShape ? bare : (/^[\s\S]*?(?=\{\n|=> |$)/.exec(bare)?.[0] ?? bare);
  return head.replaceAll(/\s+/g, ' ').trim().slice(0, 400);
}
