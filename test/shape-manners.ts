import { basename, dirname } from 'node:path';
import type { TextOf } from './shape-checker.ts';

/** Names that say nothing about what is inside. */
const EMPTY_NAMES = new Set([
  'index',
  'util',
  'utils',
  'types',
  'helper',
  'helpers',
  'common',
  'misc',
  'lib',
  'shared',
]);
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const CEILING = 200;
const MOST_FILES = 30;
const MOST_COLUMNS = 120;

/** Name without folder and ending: `snmp-wire`, `net-snmp` for `net-snmp.d.ts`. */
export function nounOf(file: string): string {
  return basename(file).replace(/(?:(?:\.(?:slow|alone))?\.test|\.config|\.d)?\.ts$/, '');
}

/** Names that are not kebab-case, or empty. */
export function badNames(files: readonly string[]): readonly string[] {
  return files.flatMap((file) => {
    const noun = nounOf(file);
    if (!KEBAB.test(noun)) return [`${file} is not in kebab-case`];
    return EMPTY_NAMES.has(noun) ? [`${file} has a name that says nothing`] : [];
  });
}

/** Lines that are not blank. */
export function linesOf(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '').length;
}

/** Files above the ceiling that are not tables of data, which say `(table)` in their first line. */
export function longFiles(files: readonly string[], text: TextOf): readonly string[] {
  return files
    .filter((file) => linesOf(text(file)) > CEILING && !isTable(text(file)))
    .map((file) => `${file} has ${linesOf(text(file))} lines, more than ${CEILING}`);
}

export function isTable(text: string): boolean {
  return (text.split('\n', 1)[0] ?? '').includes('(table)');
}

/** Folders with more files than `most`, counted without their own folders: each probably holds two subjects. */
export function crowdedFolders(files: readonly string[], most = MOST_FILES): readonly string[] {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > most)
    .map(([folder, count]) => `${folder} has ${count} files, more than ${most}`);
}

/** Lines longer than `most` columns, code and comments alike; tables of data too. */
export function wideLines(files: readonly string[], text: TextOf, most = MOST_COLUMNS): readonly string[] {
  return files.flatMap((file) =>
    text(file)
      .split('\n')
      .flatMap((line, i) =>
        line.length > most ? [`${file}:${i + 1} has ${line.length} columns, more than ${most}`] : [],
      ),
  );
}

/** Folders of test/ that its README's table does not name, and rows of the table that name no folder. */
export function untoldFolders(readme: string, folders: readonly string[]): readonly string[] {
  const heads = readme.split('\n').flatMap((line) => /^\| (`.*?) \|/.exec(line)?.[1] ?? []);
  const told = heads.flatMap((head) => [...head.matchAll(/`([a-z-]+)\/`/g)].map(([, name = '']) => name));
  return [
    ...folders.filter((folder) => !told.includes(folder)).map((folder) => `test/${folder} has no row`),
    ...told
      .filter((folder) => !folders.includes(folder))
      .map((folder) => `a row names test/${folder}, which is not there`),
  ];
}

/** Adapter folders that do not say what they were tried with, need, and cannot do. */
export function silentAdapters(files: readonly string[], all: readonly string[]): readonly string[] {
  const folders = new Set(files.filter((file) => file.startsWith('adapters/')).map((file) => dirname(file)));
  return [...folders]
    .filter((folder) => !all.includes(`${folder}/README.md`))
    .map((folder) => `${folder} has no README.md`);
}
