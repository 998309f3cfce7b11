import { dirname, join, normalize } from 'node:path';
import type { GuardedWord, Room } from './rooms.ts';

/** The text of a file, by its path from the project's root. */
export type TextOf = (file: string) => string;
export type Rooms = Readonly<Record<string, Room>>;

/** One import as written. */
export interface Import {
  readonly spec: string;
  readonly typeOnly: boolean;
}

/** Stands for a name that only run time knows. */
const COMPUTED_SPEC = '(computed)';

/** `import { type X }` counts as a value on purpose: write `import type`. */
const STATIC = /^[ \t]*(?:import|export)\s+(?:(type)\s+(?!from\b)(?=[{*\w$]))?[\w$\s{},*]*?\bfrom\s*['"]([^'"]+)['"]/gm;
const BARE = /^[ \t]*import\s*['"]([^'"]+)['"]/gm;
const CALLERS = String.raw`(?<![.\w$])(?:import|require)|\b(?:require|import\.meta)\.resolve|\bcreateRequire\([^()]*\)`;
const CALLED = new RegExp(String.raw`(?:${CALLERS})\s*\(\s*['"]([^'"]+)['"]\s*[,)]`, 'g');
/** A call without a plain literal, and not the head of a method that happens to be called `import`. */
const COMPUTED = /(?<![.\w$])(?:import|require)\s*\((?!\s*['"][^'"]+['"]\s*[,)])(?![^()]*\)\s*[{:])/g;

/** Every import of a text, whichever way it is written. */
export function importsOf(text: string): readonly Import[] {
  const code = withoutComments(text);
  return [
    ...[...code.matchAll(STATIC)].map(([, type, spec = '']) => ({ spec, typeOnly: type !== undefined })),
    ...[...code.matchAll(BARE)].map(([, spec = '']) => ({ spec, typeOnly: false })),
    ...[...code.matchAll(CALLED)].map(([, spec = '']) => ({ spec, typeOnly: false })),
    ...[...code.matchAll(COMPUTED)].map(() => ({ spec: COMPUTED_SPEC, typeOnly: false })),
  ];
}

/** What breaks the table: imports it does not allow, files in no room, and rows or permissions that nothing uses. */
export function trespasses(files: readonly string[], text: TextOf, rooms: Rooms): readonly string[] {
  const used = new Set<string>();
  const bad = files.flatMap((file) => {
    const room = roomOf(file, rooms);
    if (room === undefined) return [`${file} is in no room`];
    used.add(room);
    return importsOf(text(file)).flatMap((each) => judge(file, room, each, rooms, used));
  });
  return [...new Set([...bad, ...stale(rooms, used)])];
}

function judge(
  file: string,
  room: string,
  { spec, typeOnly }: Import,
  rooms: Rooms,
  used: Set<string>,
): readonly string[] {
  const ours = spec.startsWith('.');
  const target = ours ? roomOf(normalize(join(dirname(file), spec)), rooms) : packageOf(spec);
  if (target === room) return [];
  const { may = [], types = [], npm = [] } = rooms[room] ?? {};
  if (target === undefined) return [`${file} looks into ${spec}`];
  if ((ours ? may : npm).includes(target)) return use(used, `${room} > ${target}`);
  if (!ours || !types.includes(target)) return [`${file} looks into ${target}`];
  return typeOnly ? use(used, `${room} > ${target}`) : [`${file} takes a value from ${target}: types only`];
}

function use(used: Set<string>, permission: string): readonly string[] {
  used.add(permission);
  return [];
}

function stale(rooms: Rooms, used: ReadonlySet<string>): readonly string[] {
  return Object.entries(rooms).flatMap(([room, { may, types = [], npm = [] }]) => {
    if (!used.has(room)) return [`row ${room} has no file`];
    return [...may, ...types, ...npm]
      .filter((each) => !used.has(`${room} > ${each}`))
      .map((each) => `row ${room}: nothing uses ${each}`);
  });
}

/**
 * Drivers that are not in exactly one room of the table. Folders of one room count as that room: `agent/commands/line`.
 */
export function sharedDrivers(drivers: readonly string[], rooms: Rooms): readonly string[] {
  return drivers.flatMap((driver) => {
    const rows = Object.keys(rooms).filter((room) => rooms[room]?.npm?.includes(driver));
    const holders = [...new Set(rows.map((row) => houseRoom(row)))];
    return holders.length === 1
      ? []
      : [`driver ${driver} is in ${holders.length === 0 ? 'no room' : holders.join(' and ')}`];
  });
}

/** `agent/commands/line` -> `agent/commands`; an adapter's room is its whole path. */
function houseRoom(row: string): string {
  return row.startsWith('agent/') ? row.split('/', 2).join('/') : row;
}

/** Words said outside their places. */
export function loudWords(files: readonly string[], text: TextOf, words: readonly GuardedWord[]): readonly string[] {
  return files.flatMap((file) => {
    const code = withoutComments(text(file));
    return words
      .filter(({ pattern, places }) => pattern.test(code) && !places.some((place) => inside(file, place)))
      .map(({ word }) => `${file} uses ${word}`);
  });
}

/** Imports of test/lab that leave it: the lab must not learn our mistakes. */
export function labLeaks(files: readonly string[], text: TextOf, free: readonly string[]): readonly string[] {
  return files
    .filter((file) => inside(file, 'test/lab') && !free.includes(file) && !file.endsWith('.test.ts'))
    .flatMap((file) =>
      importsOf(text(file))
        .filter(({ spec }) => spec.startsWith('.') || spec === COMPUTED_SPEC)
        .map(({ spec }) => (spec.startsWith('.') ? normalize(join(dirname(file), spec)) : spec))
        .filter((target) => !inside(target, 'test/lab') || free.includes(target))
        .map((target) => `${file} looks into ${target}`),
    );
}

function inside(file: string, place: string): boolean {
  return file === place || file.startsWith(`${place}/`);
}

function roomOf(file: string, rooms: Rooms): string | undefined {
  return Object.keys(rooms)
    .filter((room) => inside(file, room))
    .toSorted((a, b) => b.length - a.length)[0];
}

/** `@scope/name/deep` -> `@scope/name`, `node:fs/promises` -> `node:fs`. */
function packageOf(spec: string): string {
  return spec.split('/', spec.startsWith('@') ? 2 : 1).join('/');
}

/**
 * Comments blanked out. `//` and the block's start count at the head of a line or after a space, so that addresses and
 * globs in strings stay.
 */
function withoutComments(text: string): string {
  return text.replaceAll(/(^|\s)\/\*[\s\S]*?\*\//g, '$1').replaceAll(/(^|\s)\/\/[^\n]*/g, '$1');
}
