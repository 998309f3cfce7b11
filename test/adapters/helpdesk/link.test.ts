import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formKey, grouped, hashOf, isFormKey, secretFrom, secretOf } from '../../../adapters/helpdesk/embedded/link.ts';

describe('adapters/helpdesk/embedded/link', () => {
  const siteKey = randomBytes(32);

  test('a thousand keys and their secrets all differ; a key is known only to the site that made it', () => {
    const keys = Array.from({ length: 1000 }, () => formKey(siteKey));
    expect(new Set([...keys, ...keys.map(secretOf)]).size).toBe(2000);
    expect(keys.every((key) => isFormKey(siteKey, key))).toBe(true);
    expect(keys.some((key) => isFormKey(randomBytes(32), key))).toBe(false);
  });

  test('one changed letter makes a key foreign', () => {
    const key = formKey(siteKey);
    for (let at = 0; at < key.length; at += 1) {
      const other = key.slice(0, at) + (key[at] === 'A' ? 'B' : 'A') + key.slice(at + 1);
      expect(isFormKey(siteKey, other)).toBe(false);
    }
  });

  test('a secret comes from its key alone, the same each time, 28 letters of 32', () => {
    const key = formKey(siteKey);
    expect(secretOf(key)).toBe(secretOf(key));
    expect(secretOf(key)).toMatch(/^[0-9A-HJKMNP-TV-Z]{28}$/);
    expect(key).not.toContain(secretOf(key));
    expect(hashOf(secretOf(key))).toHaveLength(32);
  });

  test('a secret is read back however it was copied', () => {
    const secret = secretOf(formKey(siteKey));
    for (const typed of [
      secret,
      grouped(secret),
      grouped(secret).toLowerCase(),
      ` ${secret.replaceAll('0', 'o').replaceAll('1', 'I')} `,
    ]) {
      expect(secretFrom(typed)).toBe(secret);
    }
  });

  test('anything else is no secret and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        const secret = secretFrom(typed);
        return secret === undefined || secret.length === 28;
      }),
      { seed: 20260504 },
    );
  });
});
