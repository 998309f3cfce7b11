import { afterEach, describe, expect, test } from 'vitest';
import { contextOf } from '../../agent/desk/act/desk.ts';
import { mbps, rate } from '../../agent/domain/rate.ts';
import { initAgencies } from '../../agent/init/init-agencies.ts';
import { adoptionRows } from '../../agent/planning/adoption.ts';
import { queueTreeView } from '../../agent/views/queue-tree-view.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';
import { firstDay, firstDayTable, leftOut, rowsOf, THERE, unpaidFirst } from './first-day.ts';
import { FIELD_TABLES, fieldTable } from './rsc-table.ts';

const reasons = (name: (typeof FIELD_TABLES)[number]) =>
  Object.fromEntries(firstDay(fieldTable(name)).unmanaged.map(({ queue, why, of }) => [queue.name, [why, of]]));
const names = (rows: readonly { readonly queue: { readonly name: string } }[]) => rows.map(({ queue }) => queue.name);

describe('the first day on tables that offices have', () => {
  test.each(FIELD_TABLES)('%s: what is there is found', (name) => {
    const found = firstDay(fieldTable(name));
    expect([found.pools.length, found.groups.length, found.lines.length, leftOut(found)]).toEqual(THERE[name]);
    const all = [...found.groups.map((queue) => ({ queue })), ...found.pools, ...found.lines, ...found.unmanaged];
    expect(names(all).toSorted()).toEqual(
      fieldTable(name)
        .queues.map((queue) => queue.name)
        .toSorted(),
    );
  });

  test('the table of it, for people', () => {
    const table = firstDayTable();
    console.log(table);
    expect(table).toMatch(/^u1-university +1\/1 +4\/4 +14\/14 +unlimited 5 *$/m);
  });

  test('u1: the pool bounds every line through the groups, and lines count as what their burst lets them hold', () => {
    const { pools, lines, contention } = firstDay(fieldTable('u1-university'));
    expect(names(pools)).toEqual(['All-Traffic']);
    expect(new Set(lines.map(({ queue }) => queue.parent))).toEqual(
      new Set(['Lokal-Satu', 'Lokal-Dua', 'Lokal-Tiga', 'Lokal-Empat', 'All-Traffic']),
    );
    // 13 lines of 10M hold 15M each by their burst threshold, one of 10M has none.
    expect(contention).toMatchObject([{ pool: 'All-Traffic', capacity: mbps(300), shared: mbps(205), k: 1000 }]);
  });

  test('r1b: the unpaid of a group are nobody’s line and hide nobody, wherever they stand', () => {
    const first = unpaidFirst();
    const [before, after] = [firstDay(fieldTable('r1b-unpaid-last')), firstDay(first)];
    expect(first.queues.findIndex((row) => row.name === '~~blm bayar')).toBeLessThan(
      first.queues.findIndex((row) => row.name === 'l-01'),
    );
    expect(names(after.lines)).toEqual(names(before.lines));
    expect(names(after.pools)).toEqual(['merak', 'bangau']);
    expect(after.groups.map(({ name }) => name)).toEqual(['--------ALL TRAFIK--------', 'rumahan', 'hotspotan']);
    expect(leftOut(after)).toBe(leftOut(before));
  });

  test('r1b: k is proposed for each pool', () => {
    const { contention } = firstDay(fieldTable('r1b-unpaid-last'));
    expect(contention.map(({ pool, direction, k }) => [pool, direction, k])).toEqual([
      ['merak', 'up', 3000],
      ['bangau', 'down', 2500],
    ]);
  });

  test('g1: a queue on an uplink is called a queue on that interface', () => {
    expect(reasons('g1-town-hall')['Alcaldia']).toEqual(['uplink-interface', '1-Proveedor']);
  });

  test('v1: lines on interfaces', () => {
    expect(firstDay(fieldTable('v1-vlans')).lines.map(({ queue }) => queue.targets)).toEqual([
      ['VLAN1000-Satu'],
      ['VLAN2000-Dua'],
      ['VLAN3000-Tiga'],
    ]);
  });

  test('s1: small rates are asked about, day and night are two parts of one, comments say what to do', () => {
    expect(reasons('s1-spellings')).toMatchObject({
      Guest: ['tiny', '10/5'],
      uji: ['tiny', '1000/1000'],
      'Kantor-Siang': ['hours', 'Kantor-Malam'],
      'Kantor-Malam': ['hours', 'Kantor-Siang'],
      Perumahan: ['not-ascii', '"Diatur µMon: perumahan"'],
      TUJUAN: ['destination', '203.0.113.100/32'],
      queue1: ['uplink-interface', 'INTERNET'],
    });
    const proposal = firstDay(fieldTable('s1-spellings'));
    expect(proposal.lines.find(({ queue }) => queue.name === 'Tamu')?.warnings).toMatchObject([
      { code: 'queue/total-limit' },
    ]);
    const csv = initAgencies(proposal, [], 'en');
    expect(csv).toContain('# Guest [192.168.89.10/32]: limit 10/5 bit/s (down/up): M forgotten?');
    expect(csv).not.toMatch(/(?<!\d)0 Mbps/);
    expect(proposal.lines.find(({ queue }) => queue.comment === 'Redmi')).toMatchObject({ code: 'REDMI', id: 'redmi' });
  });

  test('m4: lines below a queue that takes everything are proposed with that word', () => {
    const { lines } = firstDay(fieldTable('m4-target-empty'));
    expect(lines.map(({ warnings }) => warnings.map(({ level, facts }) => [level, facts['by']]))).toEqual([
      [['alarm', 'TOTAL']],
      [['alarm', 'TOTAL']],
    ]);
  });
});

describe('the list that init wrote', () => {
  let kit: DeskKit;
  afterEach(() => kit.close());

  test.each(FIELD_TABLES)('%s: is imported, and every queue on it is adopted as it stands', async (name) => {
    const table = fieldTable(name);
    const proposal = firstDay(table);
    const csv = initAgencies(proposal, [{ id: 'isp-a', name: 'a', interface: 'ether1' }], 'id');
    kit = deskKit({ lines: [] });
    kit.router.hand(() => table.queues);
    await kit.work();
    const owners = [...proposal.pools, ...proposal.lines].map(({ id, queue }) => [queue.name, id]);
    if (owners.length === 0) return expect(await rowsOf(csv).catch(String)).toContain('no-rows');
    const rows = await rowsOf(csv);
    expect(kit.as('prakom', 'import-agencies', { rows, dryRun: false })).toMatchObject({
      lines: proposal.lines.length,
      pools: proposal.pools.length,
    });
    const found = adoptionRows(contextOf(kit.desk), 'core').filter(({ verdict }) => verdict === 'adopt');
    expect(Object.fromEntries(found.map(({ queue, owner }) => [queue, owner]))).toEqual(Object.fromEntries(owners));
    const tree = queueTreeView(contextOf(kit.desk), 'core')[0]!;
    expect(tree.queues.filter(({ owner }) => owner !== null)).toHaveLength(owners.length);
  });

  test('u1: as a tree, each line names the pool that bounds it through its group', async () => {
    const table = fieldTable('u1-university');
    kit = deskKit({ lines: [] });
    kit.router.hand(() => table.queues);
    await kit.work();
    const [tree] = queueTreeView(contextOf(kit.desk));
    const line = tree?.queues.find(({ name }) => name.startsWith('PUSDATA-KA'));
    expect(line).toMatchObject({
      depth: 2,
      role: 'line',
      owner: null,
      bounds: [{ queue: 'All-Traffic', maxLimit: rate(mbps(300), mbps(300)) }],
    });
    expect(tree?.queues.map(({ depth, role }) => [depth, role]).slice(0, 2)).toEqual([
      [0, 'pool'],
      [1, 'group'],
    ]);
  });
});
