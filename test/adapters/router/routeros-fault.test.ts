import { describe, expect, test } from 'vitest';
import { NotApiError, SaidFatalError } from '../../../adapters/router/routeros/routeros-decoder.ts';
import {
  disconnectFault,
  disconnectOf,
  lacksMenu,
  loginFault,
  trapFault,
} from '../../../adapters/router/routeros/routeros-fault.ts';
import type { Fault } from '../../../agent/domain/fault.ts';

describe('traps', () => {
  test.each([
    ['invalid user name or password (6)', 'router/refused-login'],
    ['cannot log in', 'router/refused-login'],
    ['not enough permissions (9)', 'router/no-permission'],
    ['failure: already have such name', 'router/trap'],
    ['no such item (4)', 'router/trap'],
    ['input does not match any value of parent', 'router/trap'],
    ['failure: upload-max-limit less than upload-limit', 'router/trap'],
    ['invalid value for argument target:\r\n    invalid value', 'router/trap'],
    ['', 'router/trap'],
  ])('%j is %s and left to people', (message, code) => {
    expect(trapFault([{ message }])).toMatchObject({ code, facts: { message }, retry: 'never' });
  });

  test.each([
    [['no such command'], true],
    [['no such command prefix'], true],
    [['no such command or directory (routerboard)', 'no such command prefix'], true],
    [['failure: no'], false],
    [['not enough permissions (9)'], false],
  ])('%j: menu missing %s', (messages, missing) => {
    expect(lacksMenu(trapFault(messages.map((message) => ({ message }))))).toBe(missing);
  });
});

describe('the end of a connection', () => {
  const errno = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:8728'), { code: 'ECONNREFUSED', errno: -111 });

  test.each<[Error, object]>([
    [errno, { kind: 'lost', why: 'ECONNREFUSED' }],
    [new Error('self-signed certificate'), { kind: 'lost', why: 'self-signed certificate' }],
    [new SaidFatalError('not logged in'), { kind: 'lost', why: 'not logged in' }],
    [new NotApiError('control byte 0xff'), { kind: 'garbage', why: 'control byte 0xff' }],
  ])('%s', (error, death) => expect(disconnectOf(error)).toMatchObject({ ...death, cause: error }));

  test('leaves a write in doubt, whatever it was', () => {
    for (const kind of ['lost', 'garbage'] as const) {
      expect(disconnectFault('core', { kind, why: 'x' }, 'write')).toMatchObject({
        code: 'router/outcome-unknown',
        facts: { why: 'x' },
        retry: 'later',
      });
    }
  });

  test('lets a read be asked again', () => {
    const read = (kind: 'lost' | 'garbage'): Fault => disconnectFault('core', { kind, why: 'x' }, 'read');
    expect(read('lost')).toMatchObject({
      code: 'router/unreachable',
      facts: { router: 'core', why: 'x' },
      retry: 'later',
    });
    expect(read('garbage')).toMatchObject({ code: 'router/bad-reply', facts: { why: 'x' }, retry: 'later' });
  });
});

test('what the driver says of a failed login', () => {
  expect(loginFault({ errno: 'CANTLOGIN', message: '' }).code).toBe('router/refused-login');
  expect(loginFault(new TypeError('ret')).code).toBe('router/bad-reply');
  expect(loginFault(new Error('not enough permissions (9)')).code).toBe('router/no-permission');
});
