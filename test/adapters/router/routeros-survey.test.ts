import { afterEach, describe, expect, test } from 'vitest';
import { routerOsOptions } from '../../../adapters/router/routeros/routeros-options.ts';
import { surveyRouterOs } from '../../../adapters/router/routeros/routeros-survey.ts';
import { Secret } from '../../../agent/domain/secret.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { type Peer, scriptedPeer } from './scripted-peer.ts';

type Row = readonly string[];

let peer: Peer | undefined;
afterEach(async () => await peer?.close());

/** A router that answers by menu: rows, a trap's message, or nothing at all. Every other menu is unknown to it. */
async function surveyOf(menus: Readonly<Record<string, readonly Row[] | string | null>>, deadlineMs = 5000) {
  const known: typeof menus = {
    '/system/identity': [['=name=CORE']],
    '/system/resource': [['=version=7.16.2 (stable)']],
    '/queue/simple': [],
    ...menus,
  };
  peer = await scriptedPeer(({ words }, out, tagged) => {
    const menu = (words[0] ?? '').replace(/\/print$/, '');
    const answer = Object.hasOwn(known, menu) ? known[menu] : 'no such command prefix';
    if (answer === null || answer === undefined) return;
    if (typeof answer === 'string') out.send(tagged('!trap', `=message=${answer}`), tagged('!done'));
    else out.send(...answer.map((row) => tagged('!re', ...row)), tagged('!done'));
  });
  const block = {
    host: '127.0.0.1',
    port: peer.port,
    tls: false,
    user: 'u',
    password: new Secret('p'),
    identity: 'x',
    deadlineMs,
  };
  return await surveyRouterOs(routerOsOptions.parse(block), { name: 'r', log: quietLog() });
}

describe('adapters/router/routeros/routeros-survey', () => {
  test('a bare router: menus it lacks are null or empty', async () => {
    expect(await surveyOf({})).toMatchObject({
      identity: { identity: 'CORE', version: '7.16.2 (stable)', serial: null },
      queues: [],
      interfaces: [],
      addresses: [],
      lists: [],
      past: { queueTree: null, pppActive: null, hotspotActive: null, dhcpLeases: null },
    });
  });

  test('what is there is read; disabled and dynamic entries of lists are not', async () => {
    const seen = await surveyOf({
      '/interface': [
        ['=name=ether1', '=type=ether', '=comment=ISP-A', '=running=true', '=disabled=false'],
        ['=name=ether2', '=type=ether'],
      ],
      '/ip/address': [
        ['=address=203.0.113.2/30', '=interface=ether1'],
        ['=address=10.0.0.1/24', '=interface=ether2', '=disabled=true'],
      ],
      '/ip/firewall/address-list': [
        ['=list=NOC', '=address=10.9.0.0/24'],
        ['=list=NOC', '=address=10.8.0.0/24', '=disabled=true'],
        ['=list=BAN', '=address=10.7.0.1', '=dynamic=true'],
      ],
      '/ppp/active': [['=.id=*1'], ['=.id=*2']],
      '/queue/tree': [],
    });
    expect(seen.interfaces).toEqual([
      { name: 'ether1', type: 'ether', comment: 'ISP-A', running: true, disabled: false },
      { name: 'ether2', type: 'ether', comment: '', running: false, disabled: false },
    ]);
    expect(seen.addresses).toEqual([{ address: '203.0.113.2/30', interface: 'ether1' }]);
    expect(seen.lists).toEqual([{ list: 'NOC', address: '10.9.0.0/24', comment: '' }]);
    expect(seen.past).toEqual({ queueTree: 0, pppActive: 2, hotspotActive: null, dhcpLeases: null });
  });

  test('a menu that the user may not see is null, not zero', async () => {
    expect((await surveyOf({ '/queue/tree': 'not enough permissions (9)' })).past.queueTree).toBeNull();
  });

  test('address lists that never come are left out; queues that never come are a fault', async () => {
    expect((await surveyOf({ '/ip/firewall/address-list': null }, 300)).lists).toEqual([]);
    await peer?.close();
    await expect(surveyOf({ '/queue/simple': null }, 300)).rejects.toMatchObject({ code: 'router/unreachable' });
  });

  test('a refusal that says nothing of the menu is a fault', async () => {
    await expect(surveyOf({ '/interface': 'failure: out of memory' })).rejects.toMatchObject({ code: 'router/trap' });
  });

  test('only prints are sent', async () => {
    await surveyOf({});
    const commands = peer!.sentences.map(({ words }) => words[0]!).filter((word) => word !== '/login');
    expect(commands.length).toBeGreaterThan(8);
    expect(commands.filter((word) => !word.endsWith('/print'))).toEqual([]);
  });
});
