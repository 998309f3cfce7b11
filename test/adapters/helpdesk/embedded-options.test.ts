import { describe, expect, test } from 'vitest';
import { embeddedOptions } from '../../../adapters/helpdesk/embedded/embedded-options.ts';

const GIVEN = { publicUrl: 'https://bandwidth.katingankab.example', officeName: 'Diskominfo' };

describe('adapters/helpdesk/embedded/embedded-options', () => {
  test('two values are enough; by default only this machine is served', () => {
    expect(embeddedOptions.parse(GIVEN)).toEqual({
      ...GIVEN,
      file: '/var/lib/bwagent/helpdesk.db',
      host: '127.0.0.1',
      port: 8088,
      zone: 'Asia/Pontianak',
      trustedProxies: [],
      viewsPerMinute: 600,
      postsPerMinute: 60,
    });
  });

  test.each([
    [{ publicUrl: 'bandwidth.katingankab.example' }],
    [{ publicUrl: 'ftp://bandwidth.katingankab.example' }],
    [{ publicUrl: 'https://katingankab.example/bandwidth' }],
    [{ publicUrl: 'https://user:word@katingankab.example' }],
    [{ zone: 'WIB' }],
    [{ port: 70_000 }],
    [{ officeName: '' }],
    [{ trustedProxies: ['proxy.example'] }],
    [{ adress: '0.0.0.0' }],
  ])('%j is refused', (wrong) => {
    expect(embeddedOptions.safeParse({ ...GIVEN, ...wrong }).success).toBe(false);
  });
});
