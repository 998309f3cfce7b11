import { describe, expect, test } from 'vitest';
import { importsOf, labLeaks, loudWords, type Rooms, sharedDrivers, trespasses } from './shape-checker.ts';
import {
  badNames,
  crowdedFolders,
  linesOf,
  longFiles,
  silentAdapters,
  untoldFolders,
  wideLines,
} from './shape-manners.ts';
import { guardedWords } from './rooms.ts';

/** A house of four rooms in which all is well; each test plants one trespass. */
const HOUSE: Readonly<Record<string, string>> = {
  'agent/domain/rate.ts': `import { createHash } from 'node:crypto';\nexport const rate = 1;\n`,
  'agent/ports/router.ts': `import type { rate } from '../domain/rate.ts';\nexport interface Router {}\n`,
  'agent/loops/provision.ts': [
    `import { rate } from '../domain/rate.ts';`,
    `import type { Router } from '../ports/router.ts';`,
    '',
  ].join('\n'),
  'adapters/router/routeros/routeros-router.ts': [
    `import type { Router } from '../../../agent/ports/router.ts';`,
    `import { RouterOSAPI } from 'node-routeros';`,
    '',
  ].join('\n'),
};
const ROOMS: Rooms = {
  'agent/domain': { may: [], npm: ['node:crypto'] },
  'agent/ports': { may: [], types: ['agent/domain'] },
  'agent/loops': { may: ['agent/domain'], types: ['agent/ports'] },
  'adapters/router/routeros': { may: [], types: ['agent/ports'], npm: ['node-routeros'] },
};

function found(planted: Readonly<Record<string, string>> = {}, rooms: Rooms = ROOMS): readonly string[] {
  const house = { ...HOUSE };
  for (const [file, more] of Object.entries(planted)) house[file] = `${house[file] ?? ''}${more}\n`;
  return trespasses(Object.keys(house), (file) => house[file] ?? '', rooms);
}

describe('the import table', () => {
  test('a house in order has no trespass', () => expect(found()).toEqual([]));

  const rate = 'agent/domain/rate.ts';
  test.each([
    ['an import', `import { Router } from '../ports/router.ts';`],
    ['double quotes', `import { Router } from "../ports/router.ts";`],
    ['an import over several lines', `import {\n  Router,\n  type Other,\n} from '../ports/router.ts';`],
    ['a default import', `import Router from '../ports/router.ts';`],
    ['a default import named type', `import type from '../ports/router.ts';`],
    ['a namespace', `import * as all from '../ports/router.ts';`],
    ['a type', `import type { Router } from '../ports/router.ts';`],
    ['a bare import', `import '../ports/router.ts';`],
    ['a re-export', `export { Router } from '../ports/router.ts';`],
    ['a re-export of all', `export * from '../ports/router.ts';`],
    ['a dynamic import', `const lazy = await import('../ports/router.ts');`],
    ['a dynamic import over lines', `const lazy = await import(\n  '../ports/router.ts'\n);`],
    ['a type by import()', `export type Lazy = import('../ports/router.ts').Router;`],
    ['import = require', `import router = require('../ports/router.ts');`],
    ['require', `const router = require('../ports/router.ts');`],
    ['createRequire', `const router = createRequire(import.meta.url)('../ports/router.ts');`],
    ['resolve', `const at = import.meta.resolve('../ports/router.ts');`],
    ['an import behind a comment', `/** why */ import { Router } from '../ports/router.ts';`],
  ])('%s of a room that may not be known is named', (_, line) => {
    expect(found({ [rate]: line })).toEqual([`${rate} looks into agent/ports`]);
  });

  test.each([
    ['await import(name)', '(computed)'],
    ['const x = require(name);', '(computed)'],
    ['import(`../ports/${name}.ts`).then(run);', '(computed)'],
    [`await import('../ports/' + name);`, '(computed)'],
    ['load(() => import(`../ports/router.ts`));', '(computed)'],
  ])('%s: a name that only run time knows', (line, spec) => {
    expect(importsOf(line)[0]?.spec).toBe(spec);
  });

  test.each([
    ['a line comment', `// import { Router } from '../ports/router.ts';`],
    ['a block comment', `/*\nimport { Router } from '../ports/router.ts';\n*/`],
    ['a docstring', `/** As in import('../ports/router.ts'). */`],
    ['a method called import', `const table = {\n  import(subject, rates) {},\n};`],
    ['a call of such a method', `samples.import('../ports/router.ts');`],
    ['SQL', `export const SQL = \`select * from 'queues'\`;`],
    ['an export that quotes', `export const words = ['taken from', '../ports/router.ts'];`],
  ])('%s is no import', (_, line) => expect(found({ [rate]: line })).toEqual([]));

  test('a comment-like string hides nothing behind it', () => {
    const line =
      `const glob = 'agent/**/*.ts', site = 'http://x';\nimport { Router } from ` +
      `'../ports/router.ts';\nconst end = '*/';`;
    expect(found({ [rate]: line })).toEqual([`${rate} looks into agent/ports`]);
  });

  test.each([
    [`import { Router } from '../ports/router.ts';`],
    [`import { type Router } from '../ports/router.ts';`],
    [`export { type Router } from '../ports/router.ts';`],
    [`const x = await import('../ports/router.ts');`],
  ])('a value where only types may pass: %s', (line) => {
    expect(found({ 'agent/loops/provision.ts': line })).toEqual([
      'agent/loops/provision.ts takes a value from agent/ports: types only',
    ]);
  });

  test('packages: scope and subpath belong to the package', () => {
    const file = 'agent/loops/provision.ts';
    expect(found({ [file]: `import q from 'p-queue/deep';` })).toEqual([`${file} looks into p-queue`]);
    expect(found({ [file]: `import s from '@fastify/static/x';` })).toEqual([`${file} looks into @fastify/static`]);
    expect(found({ [file]: `import type { Socket } from 'node:net';` })).toEqual([`${file} looks into node:net`]);
    expect(found({ [rate]: `import { hash } from 'node:crypto/deep';` })).toEqual([]);
  });

  test.each(['../../test/fakes/set-clock.ts', '../../scripts/schema.ts', '../outside.ts', '../../../etc/passwd'])(
    '%s is no room',
    (spec) => {
      expect(found({ [rate]: `import { x } from '${spec}';` })).toEqual([`${rate} looks into ${spec}`]);
    },
  );

  test('a file in no room is named', () => {
    expect(found({ 'agent/stray.ts': '' })).toEqual(['agent/stray.ts is in no room']);
    expect(found({ 'agent/domains/rate.ts': '' })).toEqual(['agent/domains/rate.ts is in no room']);
  });

  test('a file may be a room of its own: the folder around it does not speak for it', () => {
    const rooms: Rooms = {
      ...ROOMS,
      'agent/ports/router.ts': { may: [], types: ['agent/domain'] },
      'agent/ports': { may: [] },
    };
    const file = 'agent/loops/provision.ts';
    expect(found({ 'agent/ports/clock.ts': '' }, rooms)).toEqual([
      `${file} looks into agent/ports/router.ts`,
      'adapters/router/routeros/routeros-router.ts looks into agent/ports/router.ts',
      'row agent/loops: nothing uses agent/ports',
      'row adapters/router/routeros: nothing uses agent/ports',
    ]);
  });

  test('a stale row, and each permission that nothing uses, is named', () => {
    const rooms: Rooms = {
      ...ROOMS,
      'agent/console': { may: [] },
      'agent/domain': { may: ['agent/loops'], types: ['agent/ports'], npm: ['node:crypto', 'zod'] },
    };
    expect(found({}, rooms)).toEqual([
      'row agent/domain: nothing uses agent/loops',
      'row agent/domain: nothing uses agent/ports',
      'row agent/domain: nothing uses zod',
      'row agent/console has no file',
    ]);
  });
});

describe('drivers', () => {
  test('one room each', () => expect(sharedDrivers(['node-routeros'], ROOMS)).toEqual([]));
  test('in two rooms, or none', () => {
    const rooms: Rooms = { ...ROOMS, 'agent/loops': { may: [], npm: ['node-routeros'] } };
    expect(sharedDrivers(['node-routeros', 'koffi'], rooms)).toEqual([
      'driver node-routeros is in agent/loops and adapters/router/routeros',
      'driver koffi is in no room',
    ]);
  });
});

const said = (file: string, code: string) => loudWords([file], () => code, guardedWords);

describe('guarded words', () => {
  test.each([
    ['agent/desk/request/check.ts', 'const now = Date.now();', 'the wall clock'],
    ['agent/desk/request/check.ts', 'const now = new Date();', 'the wall clock'],
    ['agent/loops/loop.ts', 'performance.now()', 'the wall clock'],
    ['agent/loops/loop.ts', 'setTimeout(run, 5);', 'a timer'],
    ['agent/loops/loop.ts', `import { setTimeout as wait } from 'node:timers/promises';`, 'a timer'],
    ['agent/loops/loop.ts', 'globalThis.setInterval(run, 5);', 'a timer'],
    ['agent/api/local-server.ts', 'process.env.HOME', 'the environment'],
    ['agent/settings/locate.ts', `process.env['HOME']`, 'the environment'],
    ['agent/commands/terminal/client.ts', 'console.log(1);', 'console'],
    ['agent/daemon/daemon.ts', 'process.exit(1);', 'process.exit'],
    ['adapters/router/routeros-new/x.ts', 'setTimeout(run, 5);', 'a timer'],
  ])('%s: %s', (file, code, word) => expect(said(file, code)).toEqual([`${file} uses ${word}`]));

  test.each([
    ['adapters/clock/system/system-clock.ts', 'Date.now(); setTimeout(run, 5);'],
    ['adapters/router/routeros/routeros-session.ts', 'setTimeout(run, 5);'],
    ['agent/main.ts', 'process.exit(1);'],
    ['agent/loops/loop.ts', 'socket.setTimeout(5); new Date(at); process.exitCode = 1;'],
    ['agent/loops/loop.ts', '// never Date.now()\n/** not console.log */'],
  ])('%s may: %s', (file, code) => expect(said(file, code)).toEqual([]));
});

const leaks = (file: string, spec: string) =>
  labLeaks([file], () => `import type { x } from '${spec}';`, ['test/lab/lab-daemon.ts']);

describe('the lab', () => {
  test.each([
    '../../agent/domain/rate.ts',
    '../../adapters/sqlite/migrate.ts',
    '../fakes/set-clock.ts',
    './lab-daemon.ts',
  ])('may not know %s', (spec) => {
    expect(leaks('test/lab/plant.ts', spec)).toHaveLength(1);
  });
  test.each([
    ['test/lab/plant.ts', './traffic.ts'],
    ['test/lab/plant.ts', 'node:net'],
    ['test/lab/plant.test.ts', '../../agent/domain/rate.ts'],
    ['test/lab/lab-daemon.ts', '../../agent/compose.ts'],
    ['test/story/play.ts', '../../agent/compose.ts'],
  ])('%s may know %s', (file, spec) => expect(leaks(file, spec)).toEqual([]));
});

const lines = (count: number, first = 'const a = 1;') =>
  [first, ...Array.from({ length: count - 1 }, () => 'x;\n')].join('\n');

describe('manners', () => {
  test('names', () => {
    expect(
      badNames([
        'agent/domain/rate.ts',
        'test/a-b.test.ts',
        'test/vitest.config.ts',
        'adapters/meter/snmp/net-snmp.d.ts',
      ]),
    ).toEqual([]);
    expect(
      badNames(['agent/Rate.ts', 'agent/asked_rate.ts', 'agent/utils.ts', 'agent/domain/index.ts', 'agent/a--b.ts']),
    ).toHaveLength(5);
  });

  test('a folder of two subjects, without what lies in its own folders', () => {
    const files = ['agent/desk/a.ts', 'agent/desk/b.ts', 'agent/desk/act/a.ts', 'agent/api/a.ts'];
    expect(crowdedFolders(files, 1)).toEqual(['agent/desk has 2 files, more than 1']);
    expect(crowdedFolders(files, 2)).toEqual([]);
  });

  test('lines wider than a page', () => {
    expect(wideLines(['a.ts'], () => `${'x'.repeat(120)}\n// ${'y'.repeat(118)}`)).toEqual([
      'a.ts:2 has 121 columns, more than 120',
    ]);
  });

  test('length: blank lines do not count, a table may be long', () => {
    expect(linesOf(lines(200))).toBe(200);
    expect(longFiles(['a.ts'], () => lines(200))).toEqual([]);
    expect(longFiles(['a.ts'], () => lines(201))).toEqual(['a.ts has 201 lines, more than 200']);
    expect(longFiles(['a.ts'], () => lines(201, '// Words (table)'))).toEqual([]);
    expect(longFiles(['a.ts'], () => `\n${lines(201, '// Words (table)')}`)).toHaveLength(1);
  });

  test('an adapter without its page', () => {
    const files = ['adapters/host/linux/linux-host.ts', 'adapters/sqlite/migrate.ts', 'agent/main.ts'];
    expect(silentAdapters(files, [...files, 'adapters/sqlite/README.md'])).toEqual([
      'adapters/host/linux has no README.md',
    ]);
  });

  test('a folder without a row, and a row without a folder', () => {
    const readme = '| folder | what |\n|---|---|\n| `desk/`, `gone/` | in `lab/` |\n';
    expect(untoldFolders(readme, ['desk', 'lab'])).toEqual([
      'test/lab has no row',
      'a row names test/gone, which is not there',
    ]);
  });
});
