import { format, inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../agent/domain/secret.ts';

const WORD = 'kunci-rahasia-42';
const secret = new Secret(WORD);

describe('agent/domain/secret', () => {
  it('opens only where it is asked to', () => {
    expect(secret.reveal()).toBe(WORD);
  });

  it.each<[string, () => string]>([
    ['a sum', () => `key=${String(secret)}`],
    ['JSON', () => JSON.stringify({ deep: [{ secret }] })],
    ['inspection', () => inspect({ deep: { secret } }, { depth: 9, showHidden: true })],
    ['a format', () => format('%s %o %O %j', secret, secret, secret, secret)],
    ['keys', () => JSON.stringify([Object.keys(secret), Object.entries(secret), Object.getOwnPropertyNames(secret)])],
    ['a copy', () => JSON.stringify({ ...secret })],
    ['an error', () => inspect(new Error('x', { cause: secret }))],
  ])('stays shut in %s', (_, shown) => {
    expect(shown()).not.toContain('rahasia');
  });

  it('prints as stars', () => {
    expect([String(secret), JSON.stringify(secret), inspect(secret)]).toEqual(['***', '"***"', '***']);
  });
});
