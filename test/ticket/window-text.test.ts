import { describe, expect, it } from 'vitest';
import { momentOf } from '../../agent/domain/moment.ts';
import { zone } from '../../agent/domain/zone.ts';
import { readWindow } from '../../agent/ticket/window-text.ts';

const WIB = zone('Asia/Pontianak');
const context = {
  zone: WIB,
  openedAt: momentOf('2026-05-05T13:40:00+07:00'),
  now: momentOf('2026-05-05T13:45:00+07:00'),
};

describe('agent/ticket/window-text', () => {
  it.each([
    ['2026-05-09 06:00', '2026-05-10 18:00', 'window'],
    ['', '', 'missing'],
    ['2026-05-09 06:00', '', 'unreadable'],
    ['', '2026-05-09 06:00', 'unreadable'],
    ['lusa', '2026-05-09 06:00', 'unreadable'],
    ['2026-05-10 06:00', '2026-05-09 18:00', 'reversed'],
    ['2026-05-10 06:00', '2026-05-10 06:00', 'reversed'],
    ['2026-05-05 13:39', '2026-05-10 18:00', 'past'],
    ['2026-05-05 13:40', '2026-05-10 18:00', 'window'],
    ['2025-05-09 06:00', '2025-05-10 18:00', 'past'],
    ['2026-05-05 13:41', '2026-05-05 13:45', 'past'],
    ['2026-05-09 06:00', '2026-08-09 06:00', 'window'],
    ['2026-05-09 06:00', '2026-08-09 06:01', 'too-long'],
    ['2027-05-09 06:00', '2027-05-10 06:00', 'too-far'],
    ['2026-05-09', '9 Mei 2026', 'window'],
    ['2026-05-10', '2026-05-09', 'reversed'],
    ['2026-05-05', '2026-05-06', 'past'],
  ])('from %j until %j: %s', (from, until, kind) => {
    expect(readWindow(from, until, context).kind).toBe(kind);
  });

  it('a plain day counts whole: from its first midnight until the midnight after it', () => {
    expect(readWindow('17/08/2026', '18.08.2026', context)).toEqual({
      kind: 'window',
      window: { from: momentOf('2026-08-17T00:00:00+07:00'), until: momentOf('2026-08-19T00:00:00+07:00') },
    });
  });
});
