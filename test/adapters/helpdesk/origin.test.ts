import { describe, expect, test } from 'vitest';
import { sameOrigin } from '../../../adapters/helpdesk/embedded/origin.ts';

const PUBLIC = 'http://bandwidth.katingankab.example';

describe('adapters/helpdesk/embedded/origin', () => {
  test.each([
    ['the public name', { origin: PUBLIC }, true],
    ['the public name behind a proxy that rewrites Host', { origin: PUBLIC, host: '127.0.0.1:8088' }, true],
    ['the bare address in use', { origin: 'http://10.10.0.5:8088', host: '10.10.0.5:8088' }, true],
    ['the same, IPv6', { origin: 'http://[fd00::5]:8088', host: '[fd00::5]:8088' }, true],
    ['this machine', { origin: 'http://localhost:8088', host: 'localhost:8088' }, true],
    ['no browser', {}, true],
    ['an address typed by hand', { fetchSite: 'none' }, true],
    ['another bare address', { origin: 'http://10.10.0.6:8088', host: '10.10.0.5:8088' }, false],
    ['another port', { origin: 'http://10.10.0.5:9000', host: '10.10.0.5:8088' }, false],
    ['a name that was rebound to us', { origin: 'http://evil.example:8088', host: 'evil.example:8088' }, false],
    ['https where the public name is http', { origin: 'https://bandwidth.katingankab.example' }, false],
    ['an opaque origin', { origin: 'null', host: '10.10.0.5' }, false],
    ['a sibling', { origin: PUBLIC, fetchSite: 'same-site' }, false],
    ['a word nobody knows', { fetchSite: 'elsewhere' }, false],
  ] as const)('%s', (_what, words, taken) => {
    expect(sameOrigin({ origin: undefined, fetchSite: undefined, host: undefined, ...words }, PUBLIC)).toBe(taken);
  });
});
