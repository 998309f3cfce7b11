import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../agent/domain/finding.ts';
import type { StageName } from '../../agent/workflow/stage.ts';
import { type OlderOffice, openOlderOffice } from './older-office.ts';
import { tally } from './recorded-state.ts';
import { olderStates } from './unpacked-state.ts';

const LANGS = ['id', 'en'] as const;
/** A placeholder that nothing fills, or a value that is none. */
const HOLE = /\{\w+(?:\|\w+)?\}|\bundefined\b|\bnull\b|\bNaN\b|\[object /;

describe.each(olderStates())('%s, shown and worded by the present code', (kept) => {
  let older: OlderOffice;
  beforeAll(() => {
    older = openOlderOffice(kept);
  });
  afterAll(async () => await older?.close());

  const numbers = (): readonly string[] => Object.keys(older.recorded.requests);
  const found = (number: string) => older.ledger.requestByNumber(number)!;

  test('every audit entry is worded as far as it has words: role, stages, findings', () => {
    for (const lang of LANGS) {
      const words = older.words(lang);
      for (const { actor, facts } of older.ledger.audit(1, older.recorded.audit.entries)) {
        if (actor.kind === 'person' && actor.paper !== null) expect(words.role(actor.paper.role)).toMatch(/\w/);
        for (const stage of [facts['from'], facts['to']]) {
          if (typeof stage === 'string' && 'stage' in facts) expect(words.stage(stage as StageName)).toMatch(/\w/);
        }
        for (const noticed of [facts['fresh'], facts['effects']].flat().filter(isFinding)) {
          mustBeSaid(noticed, words.finding(noticed));
        }
      }
    }
  });

  test('every row of the outbox is read, and worded with no more left open than then', async () => {
    const unsent = openOlderOffice(kept, 'UPDATE outbox SET done_at = NULL');
    try {
      const rows = unsent.ledger.outbox();
      const kinds = rows.map(({ message }) => (message.kind === 'notice' ? message.notice.kind : message.kind));
      expect(tally(kinds)).toEqual(older.recorded.outbox);
      const dashes = new Map<string, Record<'id' | 'en', number>>();
      for (const lang of LANGS) {
        const words = unsent.words(lang);
        for (const { message } of rows) {
          if (message.kind === 'progress') expect(words.stage(message.stage)).toMatch(/\w/);
          if (message.kind !== 'notice') continue;
          const { kind } = message.notice;
          const said = words.notice(message.notice);
          expect(said).not.toMatch(HOLE);
          const before = dashes.get(kind) ?? { id: 0, en: 0 };
          dashes.set(kind, { ...before, [lang]: before[lang] + said.split('–').length - 1 });
        }
      }
      for (const [kind, open] of dashes) {
        const then = older.recorded.dashes[kind] ?? { id: 0, en: 0 };
        expect([kind, open.id <= then.id && open.en <= then.en]).toEqual([kind, true]);
      }
    } finally {
      await unsent.close();
    }
  });

  test('what was found on the routers is worded', () => {
    const findings = older.office.routers.flatMap(({ name }) => older.ledger.findings(name));
    for (const lang of LANGS) for (const each of findings) mustBeSaid(each, older.words(lang).finding(each));
  });

  test('the page of every ticket shows what the agency was told', async () => {
    for (const [ticket, messages] of Object.entries(older.recorded.pages)) {
      const html = await older.page(ticket);
      expect([ticket, [...html.matchAll(/<article class="pesan">/g)].length]).toEqual([ticket, messages]);
      expect(html.replaceAll(/<style[^]*?<\/style>|<script[^]*?<\/script>/g, '')).not.toMatch(HOLE);
    }
  });

  test('every question is answered out of it', async () => {
    const answers = [
      await older.ask('status', {}),
      await older.ask('uplinks', {}),
      await older.ask('live', {}),
      await older.ask('capacity', {}),
      await older.ask('forecast', {}),
      await older.ask('reclaim', { all: true }),
      await older.ask('headroom', {}),
      await older.ask('checkup', {}),
      await older.ask('whatif', { lost: [older.office.uplinks[0]!.id] }),
    ];
    for (const answered of answers) expect(answered).toBeTypeOf('object');
    const { line, agency, report, observed_queues } = older.recorded.rows.ledger;
    expect(await older.ask('requests', { all: true })).toHaveLength(numbers().length);
    expect((await older.ask('queues', {})).filter(({ owner }) => owner !== null).length).toBeGreaterThan(line!);
    expect((await older.ask('adoption', {})).length).toBeGreaterThan(observed_queues!);
    expect(await older.ask('agencies', {})).toHaveLength(agency!);
    expect(await older.ask('reports', {})).toHaveLength(report!);
    for (const number of numbers()) {
      const { request, stage, history } = await older.ask('request', { number });
      expect([request.number, stage.at, history.length]).toEqual([
        number,
        older.recorded.requests[number],
        older.recorded.history[number]?.length,
      ]);
      if (request.line !== null) expect((await older.ask('plan', { number })).number).toBe(number);
      const decided = older.ledger.decisions(request.id).length > 0;
      if (decided) expect((await older.ask('explain', { number })).same).toBe(true);
      const entries = await older.ask('audit', { number });
      expect(entries.length).toBeGreaterThanOrEqual(history.length);
    }
    for (const [key, number] of filedKeys()) expect(await older.ask('filed', { key })).toEqual({ number });
  });

  test('every reading command shows it, in both languages, without a hole', { timeout: 120_000 }, async () => {
    const [first] = numbers();
    const plain = [
      ['status'],
      ['requests', '--all'],
      ['uplinks'],
      ['uplinks', '--calendar'],
      ['uplinks', '--live'],
      ['capacity', 'list'],
      ['forecast'],
      ['reclaim', '--all'],
      ['whatif', '--lost', older.office.uplinks[0]!.id],
      ['queues'],
      ['queues', '--live'],
      ['agencies', 'list'],
      ['agencies', 'import', 'agencies.csv', '--dry-run'],
      ['reports'],
      ['audit', 'verify'],
      ['audit', 'show', '--count', '1000'],
      ['audit', 'show', first!],
    ];
    const each = numbers().flatMap((number) => {
      const { request } = found(number);
      const decided = older.ledger.decisions(request.id).length > 0;
      return [
        ['show', number],
        ...(request.line === null ? [] : [['plan', number]]),
        ...(decided ? [['explain', number]] : []),
      ];
    });
    for (const lang of LANGS) {
      for (const words of [...plain, ...each]) {
        const { code, out, err } = await older.command('--lang', lang, ...words);
        expect([words.join(' '), code, err]).toEqual([words.join(' '), 0, '']);
        expect(out).not.toBe('');
        expect(out).not.toMatch(HOLE);
      }
    }
  });

  /** Keys of filings at the counter, with the number that each got. */
  function filedKeys(): readonly (readonly [key: string, number: string])[] {
    return older.ledger.audit(1, older.recorded.audit.entries).flatMap(({ act, facts }) => {
      if (act !== 'request/filed') return [];
      const key = String(facts['key']);
      const ticket = older.ledger.cursor(`filed:${key}`);
      return [[key, older.ledger.requestsOfTicket(ticket)[0]?.request.number ?? 'none'] as const];
    });
  }
});

function isFinding(value: unknown): value is Finding {
  return typeof value === 'object' && value !== null && 'code' in value && 'subject' in value && 'facts' in value;
}

/** Not shown as its bare code, which is what a code without words is. */
function mustBeSaid({ code }: Finding, [what, todo]: readonly [what: string, todo: string]): void {
  expect([code, what === code, todo === '']).toEqual([code, false, false]);
  expect(`${what} ${todo}`).not.toMatch(HOLE);
}
