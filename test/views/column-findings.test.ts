import { afterEach, expect, test } from 'vitest';
import { contextOf } from '../../agent/desk/act/desk.ts';
import type { BytesIn, Reading } from '../../agent/domain/counters/reading.ts';
import { after, MINUTE, span } from '../../agent/domain/moment.ts';
import { columnFindings } from '../../agent/views/column-findings.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';

let kit: DeskKit;
afterEach(() => kit.close());

const found = (): readonly (readonly [string, string])[] =>
  columnFindings(contextOf(kit.desk), 'core').map(({ code, level }) => [code, level]);

function read(bytesIn: BytesIn | undefined, minutesLater: number): void {
  const at = after(kit.clock.now(), span(minutesLater * MINUTE));
  const reading: Reading = {
    subject: 'line:dinkes',
    at,
    monotonic: 0,
    agentTicks: 0,
    down: 0n,
    up: 0n,
    index: 1,
    operational: true,
    ...(bytesIn === undefined ? {} : { bytesIn }),
  };
  kit.samples.put([reading], []);
}

test('a router whose queues are not read has no such question', () => {
  kit = deskKit();
  expect(found()).toEqual([]);
  read(undefined, 0);
  expect(found()).toEqual([]);
});

test('until it is proven it is unsettled; then it is said what was proven, when and by how much', () => {
  kit = deskKit();
  read('up', 0);
  expect(found()).toEqual([['meter/columns-unsettled', 'warn']]);
  const at = kit.clock.now();
  kit.samples.settle({ router: 'core', bytesIn: 'down', at, version: '7.18.2', queues: 12 });
  // The next visit takes it, so that a minute of the other is no alarm.
  expect(found()).toEqual([['meter/columns-settled', 'ok']]);
  read('down', 1);
  const [settled] = columnFindings(contextOf(kit.desk), 'core');
  expect(settled).toMatchObject({
    code: 'meter/columns-settled',
    facts: { bytesIn: 'down', version: '7.18.2', at, queues: 12 },
  });
});

test('a setting that the router itself proves wrong is an alarm', () => {
  kit = deskKit();
  kit.samples.settle({ router: 'core', bytesIn: 'down', at: kit.clock.now(), version: '7.18.2', queues: 12 });
  read('up', 11);
  expect(columnFindings(contextOf(kit.desk), 'core')).toMatchObject([
    { code: 'meter/columns-against-setting', level: 'alarm', facts: { bytesIn: 'down', used: 'up' } },
  ]);
});
