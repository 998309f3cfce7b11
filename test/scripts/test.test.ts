import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const REAL = join(ROOT, 'test/real');
const suites = readdirSync(REAL);

function run(...words: readonly string[]): {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
} {
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'scripts/test'), words, { encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

describe('scripts/test', () => {
  test('--help names every suite of test/real', () => {
    expect(run('--help')).toMatchObject({ code: 0, err: '' });
    expect(run('--help').out).toContain(`NAME is one of: ${suites.toSorted().join(' ')}\n`);
  });

  test.each([
    ['a suite that is not there', ['--real', 'nothing']],
    ['no suite', ['--real']],
    ['a suite and --fast', ['--real', 'systemd', '--fast']],
    ['an option that it does not know', ['--slow']],
  ])('%s is refused with its usage', (_, words) => {
    expect(run(...words)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Usage: scripts/test') });
  });

  test('what a suite needs is a package and a command, one a line', () => {
    const lines = suites
      .map((name) => join(REAL, name, 'needs'))
      .filter((file) => existsSync(file))
      .flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'))
      .filter((line) => !line.startsWith('#') && line !== 'only by name');
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.filter((line) => !/^[a-z0-9.+-]+ +\S/.test(line))).toEqual([]);
  });
});
