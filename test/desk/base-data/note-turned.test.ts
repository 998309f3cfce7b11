import { afterEach, expect, test } from 'vitest';
import { at, dayOf } from '../../../agent/domain/zone.ts';
import { before, DAY } from '../../../agent/domain/moment.ts';
import { noteTurned } from '../../../agent/desk/base-data/note-turned.ts';
import { type DeskKit, deskKit } from '../../office/desk-kit.ts';

let kit: DeskKit;
afterEach(() => kit.close());

test('is audited with whose history it is, and cached days of the past are read again', () => {
  kit = deskKit();
  const { desk, samples } = kit;
  const { zone } = kit.office.calendar;
  const now = kit.clock.now();
  const past = dayOf(before(now, DAY), zone);
  const start = at(past, 0, zone);
  samples.import('line:new', [{ start, down: 8000, up: 400, dropsDown: 0, dropsUp: 0 }]);
  const seen = () => desk.cache.of(samples, 'line:new', past, zone, now).down.rates;
  expect(seen()).toEqual([8000]);
  const turn = { router: 'core', subjects: ['line:new'], bytesIn: 'down' } as const;
  samples.turn('line:new', 'down');
  expect(seen()).toEqual([8000]);
  noteTurned(desk, turn);
  expect(seen()).toEqual([400]);
  expect(kit.ledger.audit(1, 1000).at(-1)).toMatchObject({
    act: 'samples/turned',
    actor: { kind: 'agent' },
    request: null,
    facts: turn,
  });
});
