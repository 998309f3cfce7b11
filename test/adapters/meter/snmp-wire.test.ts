import { describe, expect, it } from 'vitest';
import { type Envelope, envelopeOf } from '../../../adapters/meter/snmp/snmp-envelope.ts';
import { allowsCommunity, allowsLevel } from '../../../adapters/meter/snmp/snmp-guard.ts';
import { counter64, integer, isAbsent, rowOf, text, unsigned32 } from '../../../adapters/meter/snmp/snmp-wire.ts';
import { snmpOptions } from '../../../adapters/meter/snmp/snmp-options.ts';
import { Secret } from '../../../agent/domain/secret.ts';
import { userOptions } from './snmp-bench.ts';

const vb = (type: number, value: Buffer | number | null) => ({ oid: '1.3.6', type, value });
const hex = (digits: string): Buffer => Buffer.from(digits, 'hex');

describe('values', () => {
  it.each([
    ['00', 0n],
    ['7f', 127n],
    ['00ff', 255n],
    ['00ffffffffffffffff', 18_446_744_073_709_551_615n],
    ['ffffffffffffffff', 18_446_744_073_709_551_615n],
  ])('counter64 of %s', (digits, count) => expect(counter64(vb(0x46, hex(digits)))).toBe(count));

  it.each(['', '01ffffffffffffffff', '00'.repeat(10)])('refuses counter64 of "%s"', (digits) =>
    expect(() => counter64(vb(0x46, hex(digits)))).toThrow('bad value'),
  );

  it.each([128, 129, 130])('is absent, not zero, for exception %d', (type) => {
    expect(isAbsent(vb(type, null))).toBe(true);
    expect([
      counter64(vb(type, null)),
      unsigned32(vb(type, null), 'Gauge'),
      integer(vb(type, null)),
      text(vb(type, null)),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it.each([-1, 2 ** 32, 1.5, Number.NaN])('refuses %d as unsigned 32 bits', (number) =>
    expect(() => unsigned32(vb(0x42, number), 'Gauge')).toThrow('bad value'),
  );

  it('refuses one type for another', () => {
    expect(() => unsigned32(vb(0x41, 5), 'Gauge')).toThrow('bad value');
    expect(() => integer(vb(0x42, 5))).toThrow('bad value');
    expect(() => text(vb(0x04, 5))).toThrow('bad value');
    expect(() => text(vb(0x04, Buffer.alloc(256)))).toThrow('bad value');
  });

  it('reads names as UTF-8', () =>
    expect(text(vb(0x04, Buffer.from('dinas-pendidikan é')))).toBe('dinas-pendidikan é'));

  it.each([
    ['1.2.3.7', 7],
    ['1.2.3.4294967294', 4_294_967_294],
    ['1.2.3.4294967296', undefined],
    ['1.2.3.7.1', undefined],
    ['1.2.30.7', undefined],
    ['1.2.3', undefined],
  ])('row of %s', (oid, row) => expect(rowOf(oid, '1.2.3')).toBe(row));
});

const three = (flags: number, report = false): Envelope => ({ version: 3, flags, report });

describe('envelope', () => {
  it.each(['', '30', '3080', '3003020101ff', '020101', '3004020200ff', '300302010330'])(
    'is none of "%s", or says no more than it can',
    (digits) => {
      const found = envelopeOf(hex(digits));
      expect(found === undefined || found.version !== 3).toBe(true);
    },
  );

  it('reads the version of a community message', () => {
    expect(envelopeOf(hex('3003020101'))).toEqual({ version: 1, flags: 0, report: false });
  });

  it('lets pass only what the session asked for', () => {
    expect([0, 1, 2, 3, 7].filter((flags) => allowsLevel(3)(three(flags)))).toEqual([3, 7]);
    expect([0, 1, 2, 3].filter((flags) => allowsLevel(1)(three(flags)))).toEqual([1, 3]);
    expect(allowsLevel(3)(three(0, true))).toBe(true);
    expect(allowsLevel(3)({ version: 1, flags: 3, report: true })).toBe(false);
    expect([0, 1, 3].filter((version) => allowsCommunity({ version, flags: 0, report: false }))).toEqual([1]);
  });
});

describe('options', () => {
  const bare = { host: '192.0.2.1', version: '2c', community: new Secret('x') };

  it('has defaults', () => {
    expect(snmpOptions.parse(bare)).toMatchObject({
      port: 161,
      timeoutMs: 2000,
      retries: 1,
      queues: 'mikrotik',
      queueBytesIn: 'auto',
      varbindsPerPdu: 48,
    });
  });

  it('takes an unquoted 3', () => expect(userOptions(161, { version: 3 }).version).toBe(3));

  it.each([
    ['a community in clear', { ...bare, community: 'public' }],
    ['version 1', { ...bare, version: '1' }],
    ['a level without authentication', { host: 'x', version: '3', level: 'noAuthNoPriv', user: 'u' }],
    [
      'authPriv without a privacy key',
      { host: 'x', version: '3', level: 'authPriv', user: 'u', authKey: new Secret('long enough') },
    ],
    ['a short passphrase', { host: 'x', version: '3', level: 'authNoPriv', user: 'u', authKey: new Secret('short') }],
    ['a word it does not know', { ...bare, comunity: 'x' }],
  ])('refuses %s', (_, block) => expect(snmpOptions.safeParse(block).success).toBe(false));
});
