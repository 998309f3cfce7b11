import type { z } from 'zod';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { ASK_SHAPES } from '../../agent/api/ask-shapes.ts';
import { ORDER_SHAPES } from '../../agent/api/order-shapes.ts';
import { readShape, shapeNamed } from '../../agent/api/read-shape.ts';
import type { BodyOf, OrderName } from '../../agent/desk/act/order.ts';
import { Fault } from '../../agent/domain/fault.ts';
import type { AskedOf, QuestionName } from '../../agent/views/questions.ts';
import { BAD, EVENTS, GOOD } from '../office/order-samples.ts';

/** Orders or questions whose shape takes less than their type says; none, or it does not compile. */
type NarrowOrder = { [N in OrderName]: BodyOf<N> extends z.output<(typeof ORDER_SHAPES)[N]> ? never : N }[OrderName];
type NarrowQuestion = {
  [N in QuestionName]: AskedOf<N> extends z.output<(typeof ASK_SHAPES)[N]> ? never : N;
}[QuestionName];

const names = Object.keys(GOOD) as OrderName[];
const read = (name: string, body: unknown): unknown => readShape<unknown>(shapeNamed(ORDER_SHAPES, name), body);

describe('agent/api/order-shapes', () => {
  test('takes all that the types allow', () => {
    expectTypeOf<NarrowOrder>().toEqualTypeOf<never>();
    expectTypeOf<NarrowQuestion>().toEqualTypeOf<never>();
    expect(Object.keys(ORDER_SHAPES).toSorted()).toEqual(names.toSorted());
  });

  test.each(names)('a good body of %s is handed on as it came', (name) =>
    expect(read(name, GOOD[name])).toEqual(GOOD[name]),
  );

  test.each(Object.values(EVENTS))('raise carries $kind', (event) => {
    const body = { number: '41', event, paper: null };
    expect(read('raise', body)).toEqual(body);
  });

  test.each(BAD)('%s with %s = %j is refused', (name, path, value, field, why) => {
    expect(faultOf(() => read(name, withValue(GOOD[name], path, value)))).toEqual({
      code: 'order/bad-body',
      facts: { field, why },
    });
  });

  test('every order has a bad body in the table', () =>
    expect(new Set(BAD.map(([name]) => name))).toEqual(new Set(names)));

  test.each(names)('%s refuses what is no object, and a field more', (name) => {
    for (const body of [null, [], 'x', 7, undefined])
      expect(faultOf(() => read(name, body))?.code).toBe('order/bad-body');
    expect(faultOf(() => read(name, { ...GOOD[name], zzz: 1 }))?.facts).toEqual({ field: 'zzz', why: 'unknown-field' });
  });
});

describe('agent/api/ask-shapes', () => {
  const ask = (name: string, asked: unknown): unknown => readShape<unknown>(shapeNamed(ASK_SHAPES, name), asked);

  test.each(['status', 'uplinks', 'capacity', 'agencies', 'audit-check', 'reports', 'checkup'])(
    '%s takes nothing',
    (name) => {
      expect(ask(name, {})).toEqual({});
      expect(faultOf(() => ask(name, { a: 1 }))?.code).toBe('order/bad-body');
      expect(Object.keys(ask(name, JSON.parse('{"__proto__": {"a": 1}}')) as object)).toEqual([]);
      expect(Object.hasOwn(Object.prototype, 'a')).toBe(false);
    },
  );

  test.each([
    ['requests', { stage: 'assessed', role: 'division-head', all: true }],
    ['requests', {}],
    ['request', { number: '41' }],
    ['queues', { router: 'core' }],
    ['forecast', { uplink: 'isp-a', days: 365 }],
    ['forecast', {}],
    ['reclaim', {}],
    ['reclaim', { all: true }],
    ['audit', { from: 1, count: 1000, number: '41' }],
    ['filed', { key: 'k' }],
  ])('%s takes %j', (name, asked) => expect(ask(name, asked)).toEqual(asked));

  test.each([
    ['requests', { role: 'kabid' }, 'role', 'not-one-of'],
    ['request', {}, 'number', 'missing'],
    ['plan', { number: '' }, 'number', 'missing'],
    ['explain', { number: '41', at: 1 }, 'at', 'unknown-field'],
    ['queues', { router: 7 }, 'router', 'wrong-type'],
    ['forecast', { days: 2000 }, 'days', 'too-long'],
    ['reclaim', { all: 'yes' }, 'all', 'wrong-type'],
    ['audit', { from: 0 }, 'from', 'missing'],
    ['audit', { count: 1001 }, 'count', 'too-long'],
    ['filed', {}, 'key', 'missing'],
  ])('%s refuses %j', (name, asked, field, why) =>
    expect(faultOf(() => ask(name, asked))?.facts).toEqual({ field, why }),
  );

  test.each(['constructor', '__proto__', 'toString', 'nothing', ''])('%j is no question', (name) => {
    expect(faultOf(() => ask(name, {}))).toEqual({ code: 'order/no-such', facts: { name } });
  });
});

function faultOf(work: () => unknown): { readonly code: string; readonly facts: unknown } | undefined {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { code: error.code, facts: error.facts };
  }
  return undefined;
}

/** A copy with the value at a dotted path; undefined takes the field away. */
function withValue(body: unknown, path: string, value: unknown): unknown {
  const copy = structuredClone(body) as Record<string, unknown>;
  const steps = path.split('.');
  const last = steps.pop()!;
  const place = steps.reduce<Record<string, unknown>>((at, step) => at[step] as Record<string, unknown>, copy);
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy;
}
