import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { COMMAND_FAMILIES, familiesOf } from '../../agent/commands/command-families.ts';
import { exitCode } from '../../agent/commands/program.ts';
import { Fault, type FaultCode } from '../../agent/domain/fault.ts';
import { runCommand } from '../fakes/command-kit.ts';

const COMMANDS = [
  'run, init, doctor, status, config check, config show, requests, show, explain, plan, check, approve, offer, ' +
    'extend, new',
  'correct, answer, duplicate, triage, dispose, examine, original, redirect, postpone, reject, cancel, retry, return',
  'inform, confirm, close, accept-offer, restore-queue, restored, incident take, incident restore, incident restored',
  'uplinks, capacity list, capacity set, queues, forecast, whatif, reclaim, adopt, drift resolve, agencies ' +
    'list, agencies import, report, reports',
  'line reduce, line change, line add, line remove, line move, line undo',
  'delegate, audit verify, audit show, audit export',
].flatMap((line) => line.split(', '));

/** What a person types when `init` asks, until the router is looked for. */
const TYPED = ['10.62.254.1', 'bwagent', 'cred/router', '', 'cred/snmp', 'awal'];

describe('agent/commands/program', () => {
  test.each(COMMANDS)('%s --help is Indonesian and has examples that can be typed', async (name) => {
    const { code, out, err, sent } = await runCommand([...name.split(' '), '--help']);
    expect({ code, err, sent }).toEqual({ code: 0, err: '', sent: [] });
    expect(out).toContain('Pemakaian: bwagent');
    expect(out).toContain('Pilihan umum:');
    expect(out).not.toMatch(/display help|output the version|Usage:/);
    expect(
      Math.max(
        ...out
          .split('\n')
          .filter((l) => !l.startsWith('  bwagent'))
          .map((l) => l.length),
      ),
    ).toBeLessThanOrEqual(100);
    const examples = out
      .slice(out.indexOf('Contoh:'))
      .split('\n')
      .map((l) => l.trim())
      .filter((l) => l.startsWith('bwagent '));
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      // The daemon is away, so whatever is understood ends with 4 (or 0 where no daemon is needed), and what is not
      // with 2.
      const ran = await runCommand(wordsOf(example), { files: { 'opd.csv': 'kode,nama\nA,b\n' }, typed: TYPED });
      expect([example, ran.code === 4 || ran.code === 0]).toEqual([example, true]);
    }
  });

  test('every command is in the list above', async () => {
    const listed = (await runCommand(['--help'])).out;
    const names = [
      ...listed.slice(listed.indexOf('Perintah:'), listed.indexOf('Contoh:')).matchAll(/^ {2}([a-z][a-z-]*)/gm),
    ].map((m) => m[1]);
    expect(new Set(names.filter((name) => name !== 'help'))).toEqual(new Set(COMMANDS.map((c) => c.split(' ')[0])));
  });

  test('each family adds the commands whose words it names', () => {
    const added = COMMAND_FAMILIES.map(({ add }) => {
      const program = new Command();
      add(program, () => async () => await Promise.resolve());
      return program.commands.map((command) => command.name()).toSorted();
    });
    expect(added).toEqual(COMMAND_FAMILIES.map(({ words }) => words.toSorted()));
  });

  test.each([
    [['status'], 'status'],
    [['--json', '--socket', 'approve', '--lang=en', 'requests'], 'requests'],
    [['adopt', '-NAME', '--router', 'core'], 'adopt'],
  ])('%j needs the family of its command', (argv, word) => {
    const needed = familiesOf(argv, new Command().option('--json').option('--socket <path>').option('--lang <lang>'));
    expect(needed).toHaveLength(1);
    expect(needed[0]?.words).toContain(word);
  });

  test.each([[[]], [['help', 'status']], [['--help', 'status']], [['--jsn', 'status']], [['--', 'status']]])(
    '%j needs all families',
    (argv) => expect(familiesOf(argv, new Command().option('--json'))).toBe(COMMAND_FAMILIES),
  );

  test('help before a command is that of the whole program, help for a command is its own', async () => {
    const whole = (await runCommand(['--help'])).out;
    expect(await runCommand(['--help', 'status'])).toMatchObject({ code: 0, out: whole });
    const own = (await runCommand(['approve', '--help'])).out;
    expect(await runCommand(['help', 'approve'])).toMatchObject({ code: 0, out: own });
  });

  test.each([
    [['aprove', '41'], 'Perintah "aprove" tidak dikenal', 'approve'],
    [['status', '--jsn'], 'Pilihan "--jsn" tidak dikenal', '--json'],
    [['approve'], 'Isian <number> wajib ada', '--help'],
    [['show', '41', '42'], 'Isian terlalu banyak', '--help'],
    [['new'], '--channel', '--help'],
    [['approve', '41', '--doc'], '--doc', '--help'],
    [['--lang', 'fr', 'status'], 'fr', '--help'],
  ])('%j is a misuse with exit code 2', async (words, what, todo) => {
    const { code, out, err, sent } = await runCommand(words);
    expect({ code, out, sent }).toEqual({ code: 2, out: '', sent: [] });
    const [first = '', second = ''] = err.split('\n');
    expect(first).toMatch(/^Gagal: /);
    expect(first).toContain(what);
    expect(second).toMatch(/^Coba: /);
    expect(second).toContain(todo);
  });

  test('complaints follow --lang', async () => {
    expect((await runCommand(['--lang', 'en', 'aprove'])).err).toBe(
      'Failed: There is no command "aprove"\nTry: perhaps you mean: approve\n',
    );
    expect((await runCommand(['--lang=en', 'aprove'])).err).toContain('Failed');
  });

  test.each([[[]], [['config']], [['incident']]])(
    '%j without a command prints help on stderr and is a misuse',
    async (words) => {
      const { code, out, err } = await runCommand(words);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain('Perintah:');
    },
  );

  test('a control character in the command line is not echoed raw', async () => {
    expect((await runCommand(['\u001b[31mx'])).err).toContain('\\u001b[31mx');
  });

  test('--version', async () => {
    expect(await runCommand(['--version'])).toMatchObject({ code: 0, out: '1.2.3\n' });
  });

  test('an error that is no fault is a bug of ours, without its inside', async () => {
    const ran = await runCommand(['status'], {
      script: {
        'ask status': () => {
          throw new Error('secret');
        },
      },
    });
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).not.toContain('secret');
  });

  test.each<[FaultCode, number]>([
    ['daemon/away', 4],
    ['daemon/other-version', 1],
    ['daemon/bad-answer', 1],
    ['request/no-such', 3],
    ['request/not-your-role', 3],
    ['request/plan-changed', 3],
    ['order/stranger', 3],
    ['order/bad-body', 3],
    ['order/too-many', 3],
    ['queue/not-adoptable', 3],
    ['report/not-over', 3],
    ['ledger/corrupt', 1],
    ['settings/invalid', 1],
    ['bug', 1],
  ])('%s ends with %d', async (code, exit) => {
    expect(exitCode(new Fault(code))).toBe(exit);
    const ran = await runCommand(['status'], { script: { 'ask status': new Fault(code) } });
    expect(ran).toMatchObject({ code: exit, out: '' });
    expect(ran.err).toMatch(/^Gagal: [^]*\nCoba: /);
  });
});

/** The words of an example as a shell would cut them; what comes after a `>` is the shell's. */
function wordsOf(example: string): readonly string[] {
  const words = [...example.matchAll(/"([^"]*)"|(\S+)/g)].map((m) => m[1] ?? m[2] ?? '');
  const until = words.indexOf('>');
  return words.slice(1, until < 0 ? undefined : until);
}
