import { describe, expect, it } from 'vitest';
import type { Allocation } from '../../agent/domain/allocation.ts';
import type { Pool } from '../../agent/domain/line.ts';
import { type Moment, momentOf } from '../../agent/domain/moment.ts';
import { NO_RATE } from '../../agent/domain/rate.ts';
import { desiredLine, desiredPool, poolLimit } from '../../agent/shaping/desired.ts';
import { mega } from '../office/queue-samples.ts';
import { grantRow, lineRow } from '../office/sample-rows.ts';

const at = (text: string): Moment => momentOf(`2026-05-${text}:00+07:00`);
const path = { kind: 'balanced', uplinks: ['isp-a', 'isp-b'] } as const;
const LINE = lineRow('dishub', { targets: ['10.62.25.0/24'], parent: '0.TOTAL-PEMDA', path });
const POOL: Pool = {
  id: 'total',
  router: 'core',
  queue: '0.TOTAL-PEMDA',
  parent: null,
  targets: ['10.62.0.0/16'],
  path,
};

function allocation(rest: Partial<Allocation>): Allocation {
  return { id: 1, ...grantRow('dishub', mega(30), { limitAt: mega(5), appliedAt: null, ...rest }, at('01T08:00')) };
}

const PERMANENT = allocation({});
const EVENT = allocation({
  id: 2,
  rate: mega(100),
  limitAt: NO_RATE,
  window: { from: at('09T06:00'), until: at('10T18:00') },
});
const SECOND = allocation({ id: 3, rate: mega(60, 120), window: { from: at('10T06:00'), until: at('11T06:00') } });

function rateAt(when: string, ...allocations: readonly Allocation[]): unknown {
  return desiredLine(LINE, allocations, at(when), 30)?.maxLimit;
}

describe('agent/shaping/desired', () => {
  it('is the line of the books with what it was granted', () => {
    expect(desiredLine(LINE, [PERMANENT], at('04T08:00'), 30)).toEqual({
      name: 'DISHUB',
      targets: ['10.62.25.0/24'],
      parent: '0.TOTAL-PEMDA',
      maxLimit: mega(30),
      limitAt: mega(5),
    });
    expect(desiredLine(LINE, [], at('04T08:00'), 30)).toBeUndefined();
    expect(desiredLine(LINE, [EVENT], at('09T08:00'), 30)).toBeUndefined();
  });

  it('follows a window and its grace to the minute', () => {
    expect(rateAt('09T05:59', PERMANENT, EVENT)).toEqual(mega(30));
    expect(rateAt('09T06:00', PERMANENT, EVENT)).toEqual(mega(100));
    expect(rateAt('10T18:29', PERMANENT, EVENT)).toEqual(mega(100));
    expect(rateAt('10T18:30', PERMANENT, EVENT)).toEqual(mega(30));
  });

  it('two windows count their larger rate in each direction, and the end of one does not undo the other', () => {
    expect(rateAt('10T12:00', PERMANENT, EVENT, SECOND)).toEqual(mega(100, 120));
    expect(rateAt('10T19:00', PERMANENT, EVENT, SECOND)).toEqual(mega(60, 120));
  });

  it('a permanent grant during a window stays when it ends', () => {
    const raised = allocation({ id: 4, rate: mega(40) });
    expect(rateAt('09T12:00', PERMANENT, EVENT, raised)).toEqual(mega(100));
    expect(rateAt('11T08:00', PERMANENT, EVENT, raised)).toEqual(mega(40));
  });

  it('never falls below the permanent rate', () => {
    const small = allocation({ id: 5, rate: mega(10), window: EVENT.window });
    expect(rateAt('09T12:00', PERMANENT, small)).toEqual(mega(30));
  });

  it.each<[string, Partial<Allocation>]>([
    ['a hold', { state: { at: 'held', until: at('20T08:00') } }],
    ['what ended', { state: { at: 'ended', since: at('08T08:00') } }],
    ['what was returned early', { returnedAt: at('09T08:00') }],
    ['another line', { line: 'dinkes' }],
  ])('%s changes nothing', (_, rest) => {
    expect(rateAt('09T12:00', PERMANENT, { ...EVENT, ...rest })).toEqual(mega(30));
  });

  it('a pool carries the limit in force, and nothing before one was decided', () => {
    const limits = [
      { pool: 'total', from: at('01T00:00'), rate: mega(500) },
      { pool: 'total', from: at('20T08:00'), rate: mega(600) },
      { pool: 'other', from: at('21T08:00'), rate: mega(9) },
    ];
    expect(poolLimit('total', limits, at('20T07:59'))).toEqual(mega(500));
    expect(desiredPool(POOL, limits, at('22T08:00'))).toEqual({
      name: '0.TOTAL-PEMDA',
      targets: ['10.62.0.0/16'],
      parent: null,
      maxLimit: mega(600),
      limitAt: NO_RATE,
    });
    expect(desiredPool({ ...POOL, parent: '0.ALL' }, limits, at('22T08:00'))?.parent).toBe('0.ALL');
    expect(desiredPool(POOL, [], at('22T08:00'))).toBeUndefined();
  });
});
