import { describe, expect, it } from 'vitest';
import { momentOf } from '../../agent/domain/moment.ts';
import { rate } from '../../agent/domain/rate.ts';
import { duplicateOf, type EarlierRequest } from '../../agent/ticket/duplicate.ts';
import type { Application } from '../../agent/ticket/application.ts';

const FORTY = rate(40_000_000, 40_000_000);
const NOW = momentOf('2026-05-06T11:00:00+07:00');
const WINDOW = { from: momentOf('2026-05-09T06:00:00+07:00'), until: momentOf('2026-05-10T18:00:00+07:00') };
const WISH: Application = { agency: 'dinkes', line: 'dinkes', wanted: FORTY, kind: 'permanent', targets: [] };

function earlier(change: Partial<EarlierRequest> = {}): EarlierRequest {
  const receivedAt = momentOf('2026-05-04T08:10:00+07:00');
  return { number: 'BW-2026-0041', agency: 'dinkes', line: 'dinkes', wanted: FORTY, receivedAt, open: true, ...change };
}

describe('agent/ticket/duplicate', () => {
  it.each<[string, Partial<EarlierRequest>, boolean]>([
    ['the same wish, still open', {}, true],
    ['the same wish, granted two days ago', { open: false, grantedAt: momentOf('2026-05-04T10:50:00+07:00') }, true],
    ['the same wish, granted 30 days ago', { open: false, grantedAt: momentOf('2026-04-06T11:00:00+07:00') }, true],
    ['the same wish, granted longer ago', { open: false, grantedAt: momentOf('2026-04-06T10:59:59+07:00') }, false],
    ['the same wish, refused', { open: false }, false],
    ['the same wish, deferred since last year', { receivedAt: momentOf('2025-11-04T08:10:00+07:00') }, true],
    ['another agency', { agency: 'dinsos' }, false],
    ['another line', { line: 'dinkes-2' }, false],
    ['outside the network', { line: null }, false],
    ['another download', { wanted: rate(50_000_000, 40_000_000) }, false],
    ['another upload', { wanted: rate(40_000_000, 20_000_000) }, false],
    ['a temporary one', { window: WINDOW }, false],
  ])('%s', (_, change, same) => {
    expect(duplicateOf(WISH, NOW, [earlier(change)])).toBe(same ? 'BW-2026-0041' : undefined);
  });

  it('knows a window by both its ends', () => {
    const wish: Application = { ...WISH, kind: 'temporary', window: WINDOW };
    expect(duplicateOf(wish, NOW, [earlier({ window: { ...WINDOW } })])).toBe('BW-2026-0041');
    expect(duplicateOf(wish, NOW, [earlier({ window: { ...WINDOW, until: NOW } })])).toBeUndefined();
    expect(duplicateOf(wish, NOW, [earlier()])).toBeUndefined();
  });

  it('names the earliest of several', () => {
    const later = earlier({ number: 'BW-2026-0044', receivedAt: NOW });
    const sameTime = earlier({ number: 'BW-2026-0042' });
    expect(duplicateOf(WISH, NOW, [later, sameTime, earlier()])).toBe('BW-2026-0041');
    expect(duplicateOf(WISH, NOW, [])).toBeUndefined();
  });
});
