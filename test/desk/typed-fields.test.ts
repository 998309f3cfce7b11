import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paperOf } from '../../agent/commands/terminal/paper.ts';
import { contextOf } from '../../agent/desk/act/desk.ts';
import { understand } from '../../agent/desk/request/understand.ts';
import { isoUtc, type Moment, momentOf } from '../../agent/domain/moment.ts';
import { zone } from '../../agent/domain/zone.ts';
import { routerSchema } from '../../agent/settings/network-settings.ts';
import { whatIf } from '../../agent/views/whatif-view.ts';
import { DAY_FORMS, TIME_FORMS } from '../domain/typed/typed-forms.ts';
import { MEMORY_KINDS } from '../fakes/memory-kinds.ts';
import { EVERY_FIELD } from '../ticket/ticket-samples.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';
import { approvedRequest, codeOf, laterAt, WINDOW } from '../office/granted-request.ts';

let kit: DeskKit;
let later: DeskKit;
beforeAll(async () => {
  kit = deskKit();
  later = deskKit();
  await later.clock.advance(momentOf('2026-07-01T00:00:00+07:00'));
});
afterAll(() => {
  kit.close();
  later.close();
});

const contract = (from: string | null, until: string | null) =>
  kit.as('kabid', 'contract', {
    uplink: 'isp-a',
    down: '100',
    up: '100',
    from,
    until,
    document: 'K-1',
    shares: null,
    pool: null,
    paper: null,
  });
const delegate = (from: string, until: string) =>
  kit.as('kabid', 'delegate', { person: 'prakom', role: 'division-head', from, until, letter: 'SPT-1' });
const wish = (from: string, until: string) =>
  whatIf(contextOf(kit.desk), { wish: { line: 'dinkes', down: 40e6, up: 40e6, from, until } }).wish!;
const window = (windowFrom: string, windowUntil: string) =>
  understand(kit.desk, kit.ledger, { ...EVERY_FIELD, windowFrom, windowUntil }).draft?.window;
const block = { kind: 'test' };
const schema = routerSchema(MEMORY_KINDS, zone('Asia/Pontianak'));
const freeze = (from: string, until: string) =>
  schema.parse({ name: 'core', wire: block, meter: block, freezes: [{ from, until, why: 'x' }] }).plan.freezes[0]!;

/** A time that every end is after, and one that every beginning is before. */
const [EARLY, LATE] = ['2026-05-10 00:00', '2026-07-10 00:00'];

/** Every field that takes a beginning, with what it reads. */
const BEGINNINGS: readonly (readonly [string, (text: string) => Moment | null | undefined])[] = [
  ['capacity set --from', (text) => contract(text, null).from],
  ['delegate --from', (text) => delegate(text, LATE).from],
  ['whatif --from', (text) => wish(text, LATE).from],
  [
    'whatif --more',
    (text) => {
      const more = [{ uplink: 'isp-a', down: 1, up: 1, from: text }];
      const [supposed] = whatIf(contextOf(kit.desk), { more }).suppositions;
      return supposed?.what === 'more' ? supposed.from : null;
    },
  ],
  ['the window of a ticket', (text) => window(text, LATE)?.from],
  ['a freeze of the configuration', (text) => freeze(text, LATE).from],
  [
    'new --received',
    (text) => {
      const { id: _id, revision: _revision, openedAt: _at, recordedBy: _by, ...content } = EVERY_FIELD;
      return later.as('support', 'file', { key: 'key-12345678', ticket: { ...content, receivedAt: text } }).receivedAt;
    },
  ],
];

/** Every field that takes an end. */
const ENDS: readonly (readonly [string, (text: string) => Moment | null | undefined])[] = [
  ['capacity set --until', (text) => contract(EARLY, text).until],
  ['delegate --until', (text) => delegate(EARLY, text).until],
  ['whatif --until', (text) => wish(EARLY, text).until],
  [
    'whatif --ends',
    (text) => {
      const [supposed] = whatIf(contextOf(kit.desk), { ends: [{ uplink: 'isp-a', at: text }] }).suppositions;
      return supposed?.what === 'ends' ? supposed.at : null;
    },
  ],
  ['the window of a ticket', (text) => window(EARLY, text)?.until],
  ['a freeze of the configuration', (text) => freeze(EARLY, text).until],
];

/** Every field that takes a day, with the day it reads. */
const DAYS: readonly (readonly [string, (text: string) => string | undefined])[] = [
  ['report --from', (text) => later.as('support', 'report', { kind: 'monthly', from: text }).from],
  ['--date of a paper', (text) => paperOf({ decidedBy: 'kabid', doc: '1', date: text })?.date],
];

const isoOf = (at: Moment | null | undefined): string | null => (at === null || at === undefined ? null : isoUtc(at));
const FIRST = '2026-05-31T17:00:00.000Z';
const AFTER = '2026-06-01T17:00:00.000Z';
const SEVEN = '2026-06-01T00:00:00.000Z';

describe('a time is read alike wherever it is typed', () => {
  test.each(BEGINNINGS)('%s: a day is its beginning', (_field, read) => {
    expect(DAY_FORMS.map((text) => isoOf(read(text)))).toEqual(DAY_FORMS.map(() => FIRST));
    expect(TIME_FORMS.map((text) => isoOf(read(text)))).toEqual(TIME_FORMS.map(() => SEVEN));
  });

  test.each(ENDS)('%s: a day is its end', (_field, read) => {
    expect(DAY_FORMS.map((text) => isoOf(read(text)))).toEqual(DAY_FORMS.map(() => AFTER));
    expect(TIME_FORMS.map((text) => isoOf(read(text)))).toEqual(TIME_FORMS.map(() => SEVEN));
  });

  test.each(DAYS)('%s: every way of writing a day', (_field, read) => {
    expect(DAY_FORMS.map(read)).toEqual(DAY_FORMS.map(() => '2026-06-01'));
  });

  test('extend --until: a grant goes on to the time typed, to the end of a plain day', async () => {
    const own = deskKit();
    const number = await approvedRequest(own, { ...WINDOW, wantedDown: '60', wantedUp: '60' });
    await laterAt(own, '2026-05-06 06:10');
    const ends = ['2026-05-06 13:00', '6 Mei 2026 jam 14', '06/05/2026 15.00 WIB', '06.05.2026'].map((until) => {
      return isoOf(own.as('kabid', 'extend', { number, until, paper: null }).window?.until);
    });
    expect(ends.map((iso) => iso?.slice(11, 16))).toEqual(['06:00', '07:00', '08:00', '17:00']);
    own.close();
  });

  test.each(['besok', '31/06/2026', '06/13/2026', 'Minggu, 1 Juni 2026', '1 Juni 2026 25.00', '1 Juni'])(
    '%j is refused with what is expected',
    (text) => {
      expect(codeOf(() => contract(text, null))).toBe('request/bad-time');
      expect(codeOf(() => delegate(text, LATE))).toBe('request/bad-time');
      expect(codeOf(() => wish(text, LATE))).toBe('request/bad-time');
      expect(window(text, LATE)).toBeUndefined();
      expect(() => freeze(text, LATE)).toThrow('not a time such as 2026-08-16');
    },
  );
});
