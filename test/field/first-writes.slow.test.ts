import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { routerOsOptions } from '../../adapters/router/routeros/routeros-options.ts';
import { openRouterOs } from '../../adapters/router/routeros/routeros-router.ts';
import { contextOf } from '../../agent/desk/act/desk.ts';
import type { LineChange } from '../../agent/desk/act/order.ts';
import { permanentRate } from '../../agent/domain/allocation.ts';
import { span } from '../../agent/domain/moment.ts';
import { mbps, rate } from '../../agent/domain/rate.ts';
import { Secret } from '../../agent/domain/secret.ts';
import { initAgencies } from '../../agent/init/init-agencies.ts';
import { provisionLoop } from '../../agent/loops/provision.ts';
import { adoptionRows } from '../../agent/planning/adoption.ts';
import type { Router } from '../../agent/ports/router.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { type Lab, openLab } from '../lab/open-lab.ts';
import { standingQueue } from '../lab/router/standing-queue.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';
import { firstDay, rowsOf, unpaidFirst } from './first-day.ts';
import { fieldTable, fillRouter } from './rsc-table.ts';

let lab: Lab;
let kit: DeskKit;
let router: Router;
let work: () => Promise<void>;

beforeEach(async () => {
  lab = await openLab({ at: '2026-05-04T08:00:00+07:00', fasttrack: 'none' });
  kit = deskKit({ lines: [] });
  const { identity } = lab.facts;
  const wire = { ...lab.routeros, tls: false, user: 'bwagent', password: new Secret('lab-write'), identity };
  router = openRouterOs(routerOsOptions.parse(wire), { name: 'core', log: quietLog() });
  const provision = provisionLoop(kit.desk, router, kit.office.routers[0]!, quietLog(), span(300_000));
  work = async () => {
    for (let turn = 0; turn < 6; turn += 1) await provision.pass();
  };
});
afterEach(async () => {
  await router.close();
  kit.close();
  await lab.close();
});

const standing = () => lab.plant.queues.rows.map((row) => standingQueue(lab.plant, row));
const order = (change: LineChange) => {
  const shown = kit.as('kabid', 'change-line', { change, reason: 'nota 12', shown: null, paper: null });
  return kit.as('kabid', 'change-line', { change, reason: 'nota 12', shown: shown.hash, paper: null });
};

describe('the first writes, on a router that has the table', () => {
  test.each([
    ['r1b-unpaid-last', fieldTable('r1b-unpaid-last'), ['wifi-belakang', 'l-01', 'b-16', 'warung']],
    ['u1-university', fieldTable('u1-university'), ['pusdata-ka', 'hotspot-tiga']],
    ['v1-vlans', fieldTable('v1-vlans'), ['queue2-vlan2000']],
    ['s1-spellings', fieldTable('s1-spellings'), ['pppoe-y', 'redmi', 'cap1-bebas']],
    ['m1-marks', fieldTable('m1-marks'), ['dinkes', 'disdik']],
    ['c1-bucket', fieldTable('c1-bucket'), ['pc00-admin', 'tv']],
    ['h1-homes', fieldTable('h1-homes'), ['rb931', 'wa-dua']],
    ['r1b, the unpaid first', unpaidFirst(), ['wifi-belakang']],
  ] as const)('%s: adopted by its comments alone, then a line of it is reduced and seen', async (_, table, lines) => {
    fillRouter(lab.plant, table);
    await work();
    const before = standing();
    const proposal = firstDay(table);
    const csv = initAgencies(proposal, [{ id: 'isp-a', name: 'a', interface: 'ether1' }], 'id');
    kit.as('prakom', 'import-agencies', { rows: await rowsOf(csv), dryRun: false });
    const rows = adoptionRows(contextOf(kit.desk), 'core').flatMap(({ verdict, queue, owner }) =>
      verdict === 'adopt' && owner !== null ? [{ queue, owner }] : [],
    );
    kit.as('prakom', 'adopt', { router: 'core', rows, paper: null });
    for (let i = 0; i < rows.length; i += 5) await work();
    const marks = new Map(rows.map(({ queue, owner }) => [queue, `bwagent:${owner}`]));
    expect(standing()).toEqual(
      before.map((row) => {
        const mark = marks.get(row.name);
        return mark === undefined ? row : { ...row, comment: `${row.comment} ${mark}`.trim() };
      }),
    );

    for (const line of lines) {
      order({ kind: 'reduce', line, down: '1', up: '1' });
      await work();
      const queue = proposal.lines.find(({ id }) => id === line)!.queue;
      expect(standing().find(({ name }) => name === queue.name)).toMatchObject({ maxLimit: '1000000/1000000' });
      expect(permanentRate(kit.ledger.allocations(), line)).toEqual(rate(mbps(1), mbps(1)));
      expect(kit.ledger.findings('core').filter((f) => f.level === 'alarm' && f.subject === queue.name)).toEqual([]);
    }
  });
});
