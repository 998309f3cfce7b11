import { describe, expect, test } from 'vitest';
import { baseRow } from '../../../agent/desk/base-data/base-row.ts';
import { targetKind } from '../../../agent/domain/prefix.ts';
import { targetsCell } from '../../../agent/domain/typed/typed-target.ts';
import { codeOf } from '../../office/granted-request.ts';

const LINE = {
  agency: 'dinkes',
  code: 'DINKES',
  name: 'Dinas Kesehatan',
  kind: 'opd',
  line: 'dinkes',
  router: 'core',
  queue: 'DINKES',
  targets: '10.62.20.0/24',
  service: 'shared',
  path: 'isp-a',
  down: '20',
  up: '5',
};
const POOL = { ...LINE, kind: 'pool', line: 'pool', queue: 'SEMUA' };
const lineTargets = (targets: string) => {
  const row = baseRow(2, { ...LINE, targets });
  return row.kind === 'agency' ? row.line?.targets : undefined;
};
const poolTargets = (targets: string) => {
  const row = baseRow(2, { ...POOL, targets });
  return row.kind === 'pool' ? row.pool.targets : undefined;
};

describe('agent/desk/base-data/base-row: targets', () => {
  test.each(['952', '1-Usuarios', 'VLAN - TAMU', 'ether3 - REDE', '<pppoe-dinkes>', 'sfp-sfpplus1/9', '-tamu', '#1'])(
    'the interface %s is one target, and is written as it is read',
    (name) => {
      expect(targetKind(name)).toBe('interface');
      expect(targetsCell([name])).toBe(name);
      expect(lineTargets(name)).toEqual([name]);
      expect(poolTargets(name)).toEqual([name]);
    },
  );

  test.each([
    ['10.62.21.0/24 10.62.121.0/24', ['10.62.21.0/24', '10.62.121.0/24']],
    ['10.62.21.0/24;10.62.121.5', ['10.62.21.0/24', '10.62.121.5/32']],
    ['10.62.21.0/24 ;  2001:db8::/32 ', ['10.62.21.0/24', '2001:db8::/32']],
  ])('%s are prefixes', (cell, targets) => {
    expect(lineTargets(cell)).toEqual(targets);
    expect(lineTargets(targetsCell(targets))).toEqual(targets);
  });

  test.each([
    '10.62.300.0/24',
    '10.62.21.0/24 10.62.300.0/24',
    '10.62.21.0/24 VLAN - TAMU',
    '10.62.21.0/24; vlan9',
    'vlan9; vlan10',
    '10.62.9.1-10.62.9.9',
    '10.62.20.0/',
    'all',
    '*F',
    ';',
  ])('%j is refused for a line', (cell) => {
    expect(codeOf(() => lineTargets(cell))).toBe('agency/bad-row');
  });

  test('a pool may be above every packet, or have several interfaces', () => {
    expect(poolTargets('all')).toEqual([]);
    expect(targetsCell([])).toBe('all');
    expect(poolTargets('VLAN - TAMU; 952')).toEqual(['VLAN - TAMU', '952']);
    expect(poolTargets(targetsCell(['VLAN - TAMU', '952']))).toEqual(['VLAN - TAMU', '952']);
  });
});

describe('agent/desk/base-data/base-row: rates', () => {
  test.each([
    ['0,000010', '5'],
    ['20', '1 Kbps'],
    ['31 Kbps', '31 Kbps'],
  ])('%s down, %s up is asked about: M forgotten?', (down, up) => {
    expect(codeOf(() => baseRow(2, { ...LINE, down, up }))).toBe('agency/bad-row');
    expect(codeOf(() => baseRow(2, { ...POOL, down, up }))).toBe('agency/bad-row');
  });
  test('a small guarantee is no slip: RouterOS has it on queues that are to come last', () => {
    expect(baseRow(2, { ...LINE, down: '64 Kbps', limit_down: '1 Kbps', limit_up: '1 Kbps' })).toMatchObject({
      rate: { down: 64_000 },
      limitAt: { down: 1000, up: 1000 },
    });
  });
});
