import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, resolve } from 'node:path';
import { importsOf } from '../test/shape-checker.ts';

/**
 * Prints the structure of a checkout: rooms (folders under agent/ and adapters/), floors, arrows, circles, the largest
 * folder, and how many files a reader meets behind one answer.
 *
 *   npx tsx scripts/house.ts                       this checkout
 *   npx tsx scripts/house.ts DIR FILE...           another checkout; counts what FILE reaches by imports of values
 */
const [root = '.', ...entries] = process.argv.slice(2);
const files = ['agent', 'adapters'].flatMap(filesOf);
const values = new Map(files.map((file) => [file, targetsOf(file, false)]));
const all = new Map(files.map((file) => [file, targetsOf(file, true)]));
const rooms = [...new Set(files.map(roomOf))];
const arrows = new Map(rooms.map((room) => [room, roomsBelow(room)]));
const floors = new Map<string, number>();

for (const room of rooms) floorOf(room, []);
const folders = countBy([...files, ...filesOf('test')].map(dirname));
const top = Math.max(...floors.values());
for (let floor = top; floor >= 1; floor -= 1) {
  const here = rooms.filter((room) => floors.get(room) === floor).toSorted();
  console.log(`floor ${String(floor).padStart(2)}  ${here.map((room) => `${room} ${countIn(room)}`).join(' · ')}`);
}
const arrowCount = [...arrows.values()].reduce((sum, below) => sum + below.size, 0);
const [largest = ['none', 0]] = [...folders].toSorted((a, b) => b[1] - a[1]);
const crowded = [...folders].filter(([, count]) => count > 30).map(([folder, count]) => `${folder} ${count}`);
console.log(`rooms ${rooms.length}, floors ${top}, arrows ${arrowCount}, circles ${circles().length}`);
console.log(`largest folder ${largest[0]} ${largest[1]} files; over 30: ${crowded.join(', ') || 'none'}`);
for (const entry of entries)
  console.log(`${entry} reaches ${reachedFrom(entry).size - 1} other files by imports of values`);

/** TypeScript files below a folder, as paths from the checkout. */
function filesOf(folder: string): readonly string[] {
  const from = resolve(root, folder);
  if (!existsSync(from)) return [];
  return readdirSync(from, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(resolve(root), join(entry.parentPath, entry.name)));
}

/** Our own files that a file imports; those whose every name is a type only if `types`. */
function targetsOf(file: string, types: boolean): readonly string[] {
  const text = readFileSync(resolve(root, file), 'utf8');
  const code = types ? text : text.replaceAll(/^import \{(?:\s*type [\w\s]+,?)+\s*\} from .*$/gm, '');
  return importsOf(code)
    .filter(({ spec, typeOnly }) => spec.startsWith('.') && (types || !typeOnly))
    .map(({ spec }) => normalize(join(dirname(file), spec)));
}

/** The folder of a file; a file directly under agent/ is a room of its own; adapters are one room per kind. */
function roomOf(file: string): string {
  const parts = file.split('/');
  if (parts[0] === 'adapters') return parts.slice(0, Math.min(3, parts.length - 1)).join('/');
  return parts.length === 2 ? file : parts.slice(0, 2).join('/');
}

function roomsBelow(room: string): ReadonlySet<string> {
  const mine = files.filter((file) => roomOf(file) === room);
  const below = mine.flatMap((file) => (all.get(file) ?? []).filter((target) => all.has(target)).map(roomOf));
  return new Set(below.filter((other) => other !== room));
}

/** 1 for a room that imports none; one more than the highest below it. Types count too. */
function floorOf(room: string, above: readonly string[]): number {
  const known = floors.get(room);
  if (known !== undefined || above.includes(room)) return known ?? 0;
  const floor = 1 + Math.max(0, ...[...(arrows.get(room) ?? [])].map((below) => floorOf(below, [...above, room])));
  floors.set(room, floor);
  return floor;
}

/** Rooms that reach themselves. */
function circles(): readonly string[] {
  return rooms.filter((room) => {
    const seen = new Set<string>();
    const open = [...(arrows.get(room) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(arrows.get(next) ?? []));
    }
    return seen.has(room);
  });
}

function reachedFrom(entry: string): ReadonlySet<string> {
  const seen = new Set([entry]);
  const open = [entry];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const target of values.get(next) ?? []) {
      if (seen.has(target)) continue;
      seen.add(target);
      open.push(target);
    }
  }
  return seen;
}

function countIn(room: string): number {
  return files.filter((file) => roomOf(file) === room).length;
}

function countBy(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
