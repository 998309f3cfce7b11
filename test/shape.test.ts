import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { drivers, guardedWords, rooms } from './rooms.ts';
import { labLeaks, loudWords, sharedDrivers, trespasses } from './shape-checker.ts';
import { badNames, crowdedFolders, longFiles, silentAdapters, untoldFolders, wideLines } from './shape-manners.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Two files of the lab know the daemon that they start. */
const LAB_FREE = ['test/lab/lab-daemon.ts', 'test/lab/told-clock.ts'];

function filesOf(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const all = [...filesOf('agent'), ...filesOf('adapters')];
const ours = all.filter((file) => file.endsWith('.ts'));
const tests = filesOf('test').filter((file) => file.endsWith('.ts'));
const testFolders = readdirSync(join(ROOT, 'test'), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const beside = [...filesOf('scripts'), ...filesOf('config')].filter((file) => file.endsWith('.ts'));

describe('the shape of the house', () => {
  test('it was seen', () => expect(ours.length).toBeGreaterThan(100));
  test('imports follow the table, and the table has no stale row', () =>
    expect(trespasses(ours, text, rooms)).toEqual([]));
  test('each driver has one room', () => expect(sharedDrivers(drivers, rooms)).toEqual([]));
  test('nothing reaches around the ports', () => expect(loudWords(ours, text, guardedWords)).toEqual([]));
  test('the lab learns nothing from us', () => expect(labLeaks(tests, text, LAB_FREE)).toEqual([]));
  test('names are in kebab-case and say something', () => expect(badNames([...ours, ...tests])).toEqual([]));
  test('no file is above the ceiling', () => expect(longFiles(ours, text)).toEqual([]));
  test('no folder is crowded', () => expect(crowdedFolders([...ours, ...tests])).toEqual([]));
  test('no line is wider than a page', () => expect(wideLines([...ours, ...tests, ...beside], text)).toEqual([]));
  test('the table of test/README.md names every folder', () =>
    expect(untoldFolders(text('test/README.md'), testFolders)).toEqual([]));
  test('every adapter says what it needs', () => expect(silentAdapters(ours, all)).toEqual([]));
});
