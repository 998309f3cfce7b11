import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Fault } from '../../../agent/domain/fault.ts';
import type { InitWire } from '../../../agent/init/init-config.ts';
import type { InitChoice } from '../../../agent/init/init-files.ts';
import { proposeInit } from '../../../agent/init/init-proposal.ts';
import { surveyOf, tableOf } from '../../office/survey-samples.ts';
import { type CommandStory, runCommand } from '../../fakes/command-kit.ts';

const TABLE = tableOf(
  { name: 'POOL', targets: ['10.62.0.0/16'] },
  { name: 'DINKES', parent: 'POOL' },
  { name: '<pppoe-\u001b[31mbudi>', targets: ['<pppoe-budi>'], dynamic: true },
);
const OPTIONS = [
  'init',
  '--router',
  '10.62.254.1',
  '--password-file',
  'pw',
  '--snmp-community-file',
  'comm',
  '--out',
  'awal',
];

function story(more: CommandStory = {}, lists = surveyOf(TABLE)) {
  const looked: InitWire[] = [];
  const written: InitChoice[] = [];
  const init: CommandStory['init'] = {
    look: async (wire) => {
      looked.push(wire);
      return await Promise.resolve(proposeInit(lists, wire.host));
    },
    write: async (choice) => {
      written.push(choice);
      return await Promise.resolve([`${choice.folder}/agent.yaml`, `${choice.folder}/agencies.csv`]);
    },
    ...more.init,
  };
  return { looked, written, story: { ...more, init } };
}

describe('agent/commands/init-command', () => {
  test('options alone, with --yes: nothing is asked', async () => {
    const { looked, written, story: told } = story();
    const ran = await runCommand([...OPTIONS, '--tls-ca', 'core.pem', '--port', '18729', '--yes'], told);
    expect(ran).toMatchObject({ code: 0, err: '', asked: [], sent: [] });
    expect(looked).toEqual([
      {
        host: '10.62.254.1',
        port: 18729,
        user: 'bwagent',
        passwordFile: resolve('pw'),
        communityFile: resolve('comm'),
        tls: { ca: resolve('core.pem'), servername: null },
      },
    ]);
    expect(written[0]).toMatchObject({ folder: resolve('awal'), uplinks: ['ether1', 'ether2'], lang: 'id' });
    for (const words of [
      'CORE Kasongan',
      '7.16.2',
      'POOL (10 Mbps)',
      'usulan k = ',
      'DINKES',
      'Tidak dapat dikelola (1)',
      'sewa DHCP 12',
      'Ditulis:',
    ]) {
      expect(ran.out).toContain(words);
    }
    expect(ran.out).not.toContain('\u001b');
    expect(ran.out).not.toContain('tanpa TLS');
  });

  test('what is not given is asked, with its usual answer; the last word is the person’s', async () => {
    const typed = ['10.62.254.1', 'bwread', 'pw', '', 'comm', '.', 'ether2, ether1'];
    const { looked, written, story: told } = story({ typed, answers: true });
    const ran = await runCommand(['init'], told);
    expect(ran.code).toBe(0);
    expect(ran.asked).toHaveLength(typed.length + 1);
    expect(ran.asked[1]).toBe('Pengguna API pada router [bwagent]');
    expect(ran.asked.at(-1)).toContain('agencies.csv');
    expect(looked[0]).toMatchObject({ user: 'bwread', tls: null, port: null });
    expect(written[0]?.uplinks).toEqual(['ether2', 'ether1']);
    expect(ran.out).toContain('tanpa TLS');
  });

  test('a no, and Ctrl-C at any question, write nothing', async () => {
    const no = story({ answers: false });
    expect((await runCommand(OPTIONS, no.story)).code).toBe(1);
    expect(no.written).toEqual([]);
    for (let asked = 0; asked < 7; asked += 1) {
      const typed = ['r', 'u', 'p', '', 'c', '.', 'ether1'].slice(0, asked);
      const stopped = story({ typed, answers: true });
      expect((await runCommand(['init'], stopped.story)).code).toBe(1);
      expect(stopped.written).toEqual([]);
    }
  });

  test('files that stand are told before anything is dialled', async () => {
    const { looked, story: told } = story({ init: { taken: async () => await Promise.resolve(['agencies.csv']) } });
    const ran = await runCommand([...OPTIONS, '--yes'], told);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain(resolve('awal/agencies.csv'));
    expect(looked).toEqual([]);
  });

  test.each([
    [['init', '--yes'], '--router'],
    [['init', '--router', 'r', '--yes'], '--password-file'],
    [['init', '--router', 'r', '--password-file', 'p', '--yes'], '--snmp-community-file'],
    [[...OPTIONS, '--port', '0', '--yes'], '--port'],
    [[...OPTIONS, '--port', '70000', '--yes'], '--port'],
    [[...OPTIONS, '--uplinks', 'ether1,ether9', '--yes'], 'ether9'],
    [OPTIONS, '--yes'],
  ])('%j is a misuse', async (words, said) => {
    const { written, story: told } = story();
    const ran = await runCommand(words, told);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain(said);
    expect(written).toEqual([]);
  });

  test('a router without anything like an uplink: --uplinks must be said', async () => {
    const bare = surveyOf(TABLE, {
      interfaces: [{ name: 'ether3', type: 'ether', comment: '', running: true, disabled: false }],
      addresses: [],
    });
    const ran = await runCommand([...OPTIONS, '--yes'], story({}, bare).story);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('--uplinks');
    expect((await runCommand([...OPTIONS, '--uplinks', 'ether3', '--yes'], story({}, bare).story)).code).toBe(0);
  });

  test('as JSON and in English', async () => {
    const json = await runCommand([...OPTIONS, '--yes', '--json'], story().story);
    expect(JSON.parse(json.out)).toMatchObject({
      uplinks: ['ether1', 'ether2'],
      lines: [{ code: 'DINKES' }],
      unmanaged: [{ why: 'ppp' }],
    });
    const english = await runCommand([...OPTIONS, '--yes', '--lang', 'en'], story().story);
    expect(english.out).toContain('Cannot be managed (1)');
  });

  test('a router that refuses is a failure, not a misuse', async () => {
    const refuse = async () => await Promise.reject(new Fault('router/refused-login'));
    expect(await runCommand([...OPTIONS, '--yes'], story({ init: { look: refuse } }).story)).toMatchObject({
      code: 1,
      out: '',
    });
  });
});
