import { describe, expect, test } from 'vitest';
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
const says = (why: string): unknown =>
  expect.objectContaining({ code: 'router/bad-reply', facts: { why }, retry: 'later' });

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

  test.each([
    ['.id', '1'],
    ['.id', '*1,*2'],
    ['name', ''],
    ['max-limit', '20M'],
    ['limit-at', 'x/y'],
    ['disabled', 'maybe'],
  ])('with nonsense in %s', (key, value) => {
    expect(() => observedQueue({ ...full, [key]: value }, 3)).toThrow(says(`queue 3: ${key}`));
  });

  test('without its id', () => {
    const { '.id': _, ...rest } = full;
    expect(() => observedQueue(rest, 0)).toThrow(says('queue 0: .id'));
  });
});
