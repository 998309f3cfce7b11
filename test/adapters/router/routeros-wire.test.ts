import { describe, expect, test } from 'vitest';
import {
  groupOf,
  identityOf,
  policiesOf,
  rulesInForce,
  serialOf,
  versionOf,
} from '../../../adapters/router/routeros/routeros-wire.ts';

const says = (why: string): unknown =>
  expect.objectContaining({ code: 'router/bad-reply', facts: { why }, retry: 'later' });

describe('other menus', () => {
  test('identity, version, serial', () => {
    expect(identityOf([{ name: 'CORE' }])).toBe('CORE');
    expect(versionOf([{ version: '7.16.1 (stable)', 'cpu-load': '7' }])).toBe('7.16.1 (stable)');
    expect(serialOf([{ 'serial-number': 'HG9' }])).toBe('HG9');
    expect(serialOf([{ routerboard: 'false' }])).toBeNull();
    expect(serialOf([])).toBeNull();
    expect(() => identityOf([])).toThrow(says('identity: '));
    expect(() => versionOf([{}])).toThrow(says('resource: version'));
  });

  test('rules in force leave out disabled ones and the dummy', () => {
    const rules = [
      { '.id': '*1' },
      { '.id': '*2', disabled: 'true' },
      { '.id': '*3', dynamic: 'true' },
      { disabled: 'false', dynamic: 'false' },
    ];
    expect(rulesInForce(rules)).toBe(2);
  });

  test('rights, where the router tells', () => {
    expect(groupOf([{ group: 'bwagent' }])).toBe('bwagent');
    expect(groupOf([])).toBeUndefined();
    expect(policiesOf([{ policy: 'read,!write,api' }])).toEqual(['read', '!write', 'api']);
    expect(policiesOf([{}])).toBeUndefined();
  });
});
