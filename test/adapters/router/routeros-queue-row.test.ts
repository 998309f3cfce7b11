import { describe, expect, test } from 'vitest';
import { NO_RATE } from '../../../agent/domain/rate.ts';
import { observedQueue } from '../../../adapters/router/routeros/routeros-queue-row.ts';

const full = {
  '.id': '*1A',
  name: 'DINKES',
  target: '10.62.2.7/32,10.62.1.0/24',
  parent: 'POOL',
  'max-limit': '5000000/20000000',
  'limit-at': '1M/2M',
  disabled: 'true',
  invalid: 'false',
  dynamic: 'no',
  comment: 'Désa bwagent:dinkes-1',
  queue: 'default-small/default-small',
};
describe('a row of the queue table', () => {
  test('with everything', () => {
    expect(observedQueue({ ...full, 'burst-limit': '0/0', priority: '8/8' }, 7)).toEqual({
      id: '*1A',
      position: 7,
      name: 'DINKES',
      targets: ['10.62.1.0/24', '10.62.2.7/32'],
      parent: 'POOL',
      maxLimit: { down: 20_000_000, up: 5_000_000 },
      limitAt: { down: 2_000_000, up: 1_000_000 },
      disabled: true,
      invalid: false,
      dynamic: false,
      comment: 'Désa bwagent:dinkes-1',
      queueType: 'default-small/default-small',
    });
  });

  test('with as little as a router may send', () => {
    const bare = observedQueue({ '.id': '*1', name: 'q' }, 0);
    expect(bare).toMatchObject({
      targets: [],
      parent: null,
      maxLimit: { down: 0, up: 0 },
      comment: '',
      disabled: false,
      queueType: '',
    });
  });

  test.each<[string, string, object]>([
    ['.id', '1', { id: '' }],
    ['.id', '*1,*2', { id: '' }],
    ['name', '', { name: '*1A' }],
    ['max-limit', '20M', { maxLimit: NO_RATE }],
    ['max-limit', '', { maxLimit: NO_RATE }],
    ['max-limit', '1000m/1000m', { maxLimit: NO_RATE }],
    ['limit-at', 'x/y', { limitAt: NO_RATE }],
    ['disabled', 'maybe', { disabled: false }],
    ['invalid', '', { invalid: false }],
    ['dynamic', '1', { dynamic: false }],
    ['burst-limit', '1000m/1000m', { extras: { others: { 'burst-limit': '1000m/1000m' } } }],
    ['burst-time', 'lama', { extras: { others: { 'burst-time': 'lama' } } }],
    ['time', 'siang', { extras: { others: { time: 'siang' } } }],
    ['total-max-limit', '1m', { extras: { others: { 'total-max-limit': '1m' } } }],
  ])('with nonsense in %s (%j) costs the row only, which keeps the words', (key, value, read) => {
    const whole = observedQueue(full, 3);
    expect(observedQueue({ ...full, [key]: value }, 3)).toEqual({ ...whole, ...read, unreadable: { [key]: value } });
    expect(whole.unreadable).toBeUndefined();
  });

  test('with nonsense in several', () => {
    expect(observedQueue({ '.id': 'x', 'max-limit': 'a', 'limit-at': 'b', time: 'c' }, 3)).toMatchObject({
      name: '#3',
      unreadable: { '.id': 'x', name: '', 'max-limit': 'a', 'limit-at': 'b', time: 'c' },
    });
  });

  test.each<[string, object]>([
    ['unlimited/unlimited', { down: 0, up: 0 }],
    ['5M/unlimited', { down: 0, up: 5_000_000 }],
  ])('without a limit, by words: %s', (words, maxLimit) => {
    const read = observedQueue({ ...full, 'max-limit': words }, 0);
    expect([read.maxLimit, read.unreadable]).toEqual([maxLimit, undefined]);
  });

  test('texts that are not interpreted are no nonsense', () => {
    expect(observedQueue({ ...full, 'total-queue': 'pcq', 'total-burst-time': 'x' }, 0).unreadable).toBeUndefined();
  });

  test('without its id', () => {
    const { '.id': _, ...rest } = full;
    expect(observedQueue(rest, 0)).toMatchObject({ id: '', name: 'DINKES', unreadable: { '.id': '' } });
  });
});
