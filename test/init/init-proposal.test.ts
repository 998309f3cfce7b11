import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { bps, mbps, NO_RATE, rate } from '../../agent/domain/rate.ts';
import { guessAgency } from '../../agent/init/agency-guess.ts';
import { initConfig, type InitWire } from '../../agent/init/init-config.ts';
import { initAgencies, typedBits } from '../../agent/init/init-agencies.ts';
import { proposeInit } from '../../agent/init/init-proposal.ts';
import { guessUplinks, uplinksOf } from '../../agent/init/uplink-guess.ts';
import { readRate } from '../../agent/domain/typed/typed-rate.ts';

import { surveyOf, tableOf } from '../office/survey-samples.ts';

const both = (n: number) => rate(mbps(n), mbps(n));

describe('agent/init/agency-guess', () => {
  test.each([
    ['00-DISKOMINFO', '', 'DISKOMINFO', 'opd'],
    ['OPD-DISPENDA', '', 'DISPENDA', 'opd'],
    ['DUKCAPIL (JGN DIUBAH)', '', 'DUKCAPIL', 'opd'],
    ['dinas pendidikan', '', 'DINAS PENDIDIKAN', 'opd'],
    ['DINKES-50M', '', 'DINKES', 'opd'],
    ['KEC-KAMIPANG', '', 'KEC-KAMIPANG', 'district'],
    ['RSUD MAS AMSYAR', '', 'RSUD MAS AMSYAR', 'upt'],
    ['queue17', 'Dinas Sosial', 'DINAS SOSIAL', 'opd'],
    ['192.168.1.10 - Dinkes', '', 'DINKES', 'opd'],
    ['10.10.1.11', 'Dinas Sosial', 'DINAS SOSIAL', 'opd'],
    ['10.10.1.11', '', '10.62.0.0/24', 'opd'],
    ['10.62.20.0/24', 'ruang server', 'RUANG SERVER', 'opd'],
    ['Client- 02:00:5E:F6:F6:F0', 'Redmi', 'REDMI', 'opd'],
    ['02:00:5E:10:00:01', '', '10.62.0.0/24', 'opd'],
    ['02-00-5E-10-00-01 BKPSDM', '', 'BKPSDM', 'opd'],
    ['2001:db8:20::5', 'Bappeda', 'BAPPEDA', 'opd'],
    ['PUSDATA-KA (02:00:5E:00:00:00)', '', 'PUSDATA-KA', 'opd'],
    ['~~WIFI BELAKANG', '', 'WIFI BELAKANG', 'opd'],
    ['queue17', 'bwagent:dinsos', '10.62.0.0/24', 'opd'],
    ['12', '', '10.62.0.0/24', 'opd'],
  ])('%s %s is %s', (name, comment, code, kind) => {
    expect(guessAgency(tableOf({ name, comment })[0]!, [])).toMatchObject({ code, kind });
  });

  test('an address list that holds the prefix names what the queue does not', () => {
    const lists = [{ list: 'OPD-BKAD', address: '10.62.0.0/23', comment: 'Badan Keuangan dan Aset Daerah' }];
    expect(guessAgency(tableOf({ name: 'queue1' })[0]!, lists)).toEqual({
      code: 'BKAD',
      name: 'Badan Keuangan dan Aset Daerah',
      kind: 'opd',
    });
    expect(guessAgency(tableOf({ name: 'queue1', targets: ['10.9.0.0/24'] })[0]!, lists).code).toBe('10.9.0.0/24');
  });
});

describe('agent/init/uplink-guess', () => {
  const survey = surveyOf([]);
  test('a public address or a provider’s name makes an uplink; a private one does not', () => {
    expect(guessUplinks(survey)).toEqual(['ether1', 'ether2']);
    const off = survey.interfaces.map((port) => ({ ...port, disabled: true }));
    expect(guessUplinks({ ...survey, interfaces: off })).toEqual([]);
  });
  test('ids are from the provider, unique, and fit the settings', () => {
    expect(uplinksOf(['ether1', 'ether2'], survey.interfaces)).toEqual([
      { id: 'isp-a', name: 'ISP-A (FO)', interface: 'ether1' },
      { id: 'ether2', name: 'ether2', interface: 'ether2' },
    ]);
    expect(uplinksOf(['ether1', 'ether1'], survey.interfaces).map(({ id }) => id)).toEqual(['isp-a', 'isp-a-2']);
  });
});

describe('the sharing ratio', () => {
  const sharing = (capacity: number, ...lines: readonly (readonly [limit: number, guarantee: number])[]) => {
    const pool = { name: 'POOL', targets: ['10.62.0.0/16'], maxLimit: both(capacity) };
    const rows = lines.map(([limit, at], i) => ({
      name: `L${i}`,
      parent: 'POOL',
      maxLimit: both(limit),
      limitAt: both(at),
    }));
    return proposeInit(surveyOf(tableOf(pool, ...rows)), 'r').sharing;
  };

  test('k is what today’s promises need, in halves: 120 dedicated and 630 shared on 500 need 1.91', () => {
    expect(sharing(500, [120, 120], [630, 0])).toMatchObject({
      pool: 'POOL',
      dedicated: mbps(120),
      shared: mbps(630),
      ratio: 1500,
      k: 2000,
    });
  });
  test('never below 1; exactly fitting stays; a guarantee below the limit is still shared', () => {
    expect(sharing(500, [10, 0])?.k).toBe(1000);
    expect(sharing(100, [180, 0])?.k).toBe(2000);
    expect(sharing(100, [181, 0])?.k).toBe(2500);
    expect(sharing(100, [180, 90])?.dedicated).toBe(0);
  });
  test('guarantees above what may be promised have no k', () => {
    expect(sharing(100, [90, 90], [10, 0])?.k).toBeNull();
  });
  test('each pool has its own; a group passes upward at most its limit, one without a limit hands through', () => {
    const ten = { maxLimit: both(10) };
    const { contention } = proposeInit(
      surveyOf(
        tableOf(
          { name: 'ALL', targets: [], maxLimit: both(100) },
          { name: 'OPEN', targets: ['10.62.0.0/16'], parent: 'ALL', maxLimit: NO_RATE },
          { name: 'G20', targets: ['10.63.0.0/16'], parent: 'OPEN', maxLimit: both(20) },
          ...Array.from({ length: 10 }, (_, i) => ({ ...ten, name: `A${i}`, parent: 'G20' })),
          { ...ten, name: 'B', parent: 'ALL', limitAt: both(10) },
        ),
      ),
      'r',
    );
    expect(contention).toMatchObject([
      { pool: 'G20', dedicated: 0, shared: mbps(100), k: 6000 },
      // 20 at most from G20, not 100 or 50, and 10 guaranteed.
      { pool: 'ALL', dedicated: mbps(10), shared: mbps(20), ratio: 300, k: 1000 },
    ]);
  });
  test('a burst threshold above the limit is what a line may hold', () => {
    const extras = { burstLimit: both(25), burstThreshold: both(15), burstTime: { down: 4000, up: 4000 } };
    const pool = { name: 'POOL', targets: ['10.62.0.0/16'], maxLimit: both(100) };
    const line = { name: 'L', parent: 'POOL', maxLimit: both(10), extras };
    expect(proposeInit(surveyOf(tableOf(pool, line)), 'r').sharing).toMatchObject({ shared: mbps(15), ratio: 150 });
  });
  test('parents in a circle end', () => {
    const rows = tableOf({ name: 'A', parent: 'B' }, { name: 'B', parent: 'A' }, { name: 'L', parent: 'A' });
    expect(proposeInit(surveyOf(rows), 'r').contention).toMatchObject([{ shared: mbps(10) }, { shared: mbps(10) }]);
  });
  test('without a pool, and with one that nothing stands below, there is nothing to propose', () => {
    expect(proposeInit(surveyOf(tableOf({ name: 'A' })), 'r').sharing).toBeNull();
  });
});

describe('agent/init/init-agencies', () => {
  test.each([
    [20_000_000, '20'],
    [512_000, '512 Kbps'],
    [1_024_000, '1024 Kbps'],
    [1_000_001, '1,000001'],
    [999, '0,000999'],
  ])('%d bit/s is typed as %s, and read back as it was', (bits, text) => {
    expect(typedBits(bps(bits))).toBe(text);
    expect(readRate(text)).toMatchObject({ kind: 'rate', bits });
  });

  test('formulas are disarmed, line breaks cannot leave a remark, ids are unique', () => {
    const table = tableOf(
      { name: '=HYPERLINK("x")' },
      { name: 'DINKES' },
      { name: 'Dinkes' },
      { name: 'X', dynamic: true, targets: ['a\nb,evil'] },
    );
    const csv = initAgencies(
      proposeInit(surveyOf(table), '10.62.254.1'),
      [{ id: 'isp-a', name: 'a', interface: 'e' }],
      'id',
    );
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
    expect(csv.split('\n').map((line) => line.split(',')[0])).toEqual(expect.arrayContaining(['dinkes', 'dinkes-2']));
    const remarks = csv.slice(csv.indexOf('# ')).trimEnd().split('\n');
    expect(remarks.every((line) => line.startsWith('# '))).toBe(true);
    expect(csv).toContain(',isp-a,10,10,,');
  });

  test('the queue that carries our mark keeps its owner as id', () => {
    const { lines } = proposeInit(surveyOf(tableOf({ name: 'QUEUE LAMA', comment: 'x bwagent:dinkes-1' })), 'r');
    expect(lines.map(({ id }) => id)).toEqual(['dinkes-1']);
  });
});

describe('agent/init/init-config', () => {
  const example = readFileSync(new URL('../../config/agent.example.yaml', import.meta.url), 'utf8');
  const wire: InitWire = {
    host: '10.62.254.1',
    port: null,
    user: 'bwagent',
    passwordFile: '/cred/router',
    communityFile: '/cred/snmp',
    tls: { ca: '/cred/core.pem', servername: 'core.example' },
  };
  const written = (change: Partial<InitWire>, identity: string, pool = 500) => {
    const rows = tableOf(
      { name: 'POOL # 1', targets: ['10.62.0.0/16'], maxLimit: both(pool) },
      { name: 'A', parent: 'POOL # 1', maxLimit: both(90), limitAt: both(90) },
    );
    const survey = surveyOf(rows, { identity: { identity, version: '7', serial: null } });
    const proposal = proposeInit(survey, wire.host);
    return parse(initConfig(example, { ...wire, ...change }, proposal, uplinksOf(['ether1'], survey.interfaces))) as {
      routers: readonly { name: string; wire: Record<string, unknown>; meter: Record<string, unknown> }[];
      uplinks: readonly unknown[];
      policy: Record<string, unknown>;
    };
  };

  test('with a certificate: no port, both names', () => {
    const { routers, uplinks, policy } = written({}, 'CORE');
    expect(routers[0]?.wire).toEqual({
      kind: 'routeros',
      host: '10.62.254.1',
      tls: { ca: '/cred/core.pem', servername: 'core.example' },
      user: 'bwagent',
      password: { file: '/cred/router' },
      identity: 'CORE',
    });
    expect(routers[0]?.meter).toMatchObject({ version: '2c', community: { file: '/cred/snmp' } });
    expect(uplinks).toEqual([{ id: 'isp-a', name: 'ISP-A (FO)', router: 'core', interface: 'ether1' }]);
    expect(policy).toMatchObject({ sharing: 1, promised: 'enforce' });
  });

  test.each(['x: y # z', '"', "it's", '- a', '{{', 'Ruang ⚙', 'true', '12'])(
    'identity %j comes back as it is',
    (identity) => {
      const { routers } = written({ tls: null, port: 18728 }, identity);
      expect(routers[0]?.wire).toMatchObject({ tls: false, port: 18728, identity });
      expect(routers[0]?.name).toMatch(/^[a-z0-9][a-z0-9-]{0,46}$/);
    },
  );

  test('guarantees that no k can carry: the promised key reports only', () => {
    expect(written({}, 'CORE', 95).policy).toMatchObject({ sharing: 2, promised: 'report' });
  });
});

test('management: the router itself and the lists that say so', () => {
  const lists = [
    { list: 'MANAJEMEN', address: '10.62.254.0/24', comment: '' },
    { list: 'MANAJEMEN', address: '10.0.0.1-10.0.0.9', comment: '' },
    { list: 'BLOKIR', address: '198.51.100.7', comment: '' },
  ];
  const { management, router } = proposeInit(surveyOf([], { lists }), '10.62.255.1');
  expect(management).toEqual(['10.62.255.1/32', '10.62.254.0/24']);
  expect(router).toBe('core-kasongan');
  expect(proposeInit(surveyOf([]), 'core.example').management).toEqual([]);
});
