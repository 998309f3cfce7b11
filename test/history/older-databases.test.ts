import { type DetailName, REQUEST_DETAILS } from '../../agent/domain/request.ts';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Moment, Window } from '../../agent/domain/moment.ts';
import { readToday } from '../ticket/ticket-samples.ts';
import { type OlderOffice, openOlderOffice } from './older-office.ts';
import { tally } from './recorded-state.ts';
import { olderStates } from './unpacked-state.ts';

const ALWAYS: Window = { from: 0 as Moment, until: 8_640_000_000_000_000 as Moment };
/** Version 0.1.0 wrote it into helpdesk.db and did not read it again; a later one may find it. */
const NOT_READ_BY_0_1_0 = 'recordedBy';

const states = olderStates();
test('there is an older version to open', () => expect(states).toContain('v0.1.0/demo'));

describe.each(states)('%s, opened by the present code', (kept) => {
  let older: OlderOffice;
  beforeAll(() => {
    older = openOlderOffice(kept);
  });
  afterAll(async () => await older?.close());

  /** Every number of an id that stands at the head of the recorded rows. */
  const ids = (rows: readonly string[]): readonly number[] => rows.map((row) => Number.parseInt(row, 10));
  const numberOf = (request: number | null): string =>
    request === null ? '-' : (older.ledger.request(request)?.request.number ?? 'no such request');

  test('every request is read with its stage and its whole history', () => {
    const { ledger, recorded } = older;
    const all = ledger.requests('all');
    expect(Object.fromEntries(all.map(({ request, stage }) => [request.number, stage.at]))).toEqual(recorded.requests);
    const histories = all.map(({ request }) => [
      request.number,
      ledger.history(request.id).map(({ event, stage }) => `${event}>${stage.at}`),
    ]);
    expect(Object.fromEntries(histories)).toEqual(recorded.history);
  });

  test('a detail of a request is what its ticket says, and empty where the ticket is older than the detail', () => {
    for (const { request } of older.ledger.requests('all')) {
      const ticket = older.ledger.ticket(request.ticketId);
      for (const name of Object.keys(REQUEST_DETAILS) as DetailName[])
        expect([request.number, name, request[name]]).toEqual([request.number, name, ticket?.[name] ?? '']);
    }
  });

  test('every ticket of the ledger is read as it was stored', () => {
    const { ledger, recorded, stored } = older;
    expect(stored.tickets.size).toBe(recorded.rows.ledger['ticket']);
    for (const [id, content] of stored.tickets) {
      expect(withoutRecorder(ledger.ticket(id))).toEqual(asRead(content));
    }
  });

  test('every ticket and reply of the helpdesk is read as it was stored, and was taken in', async () => {
    const { helpdesk, ledger, recorded, stored } = older;
    const changes = await everyChange();
    expect(changes).toHaveLength(recorded.rows.helpdesk['revisions']!);
    for (const [i, change] of changes.entries()) {
      const { ticket, revision, content, reply } = stored.revisions[i]!;
      expect(ledger.seen(ticket, revision)).toBe(true);
      if (change.kind === 'replied') expect(change).toMatchObject({ ticketId: ticket, revision, reply });
      else expect(withoutRecorder(change.ticket)).toEqual(asRead(content));
    }
    const newest = new Map(stored.revisions.map((row) => [row.ticket, row.content]));
    expect(newest.size).toBe(recorded.rows.helpdesk['tickets']);
    for (const [id, content] of newest) {
      expect(withoutRecorder(await helpdesk.get(id))).toEqual(asRead(content));
    }
  });

  test('every decision is read, and its own inputs give the same answer again', () => {
    const { ledger, recorded } = older;
    const decisions = ids(recorded.decisions).map((id) => ledger.decision(id)!);
    const read = decisions.map(({ id, request, decision, offer, earliest }) => {
      const offered = offer === null ? '-' : pair(offer);
      return [id, numberOf(request), decision.verdict, offered, earliest ?? '-'].join(' ');
    });
    expect(read).toEqual(recorded.decisions);
    expect(read).toHaveLength(recorded.rows.ledger['decision']!);
    for (const stored of decisions) {
      expect([stored.id, older.replays(ledger.request(stored.request)!, stored)]).toEqual([stored.id, true]);
    }
  });

  test('every allocation, plan and op is read', () => {
    const { ledger, recorded } = older;
    const allocations = ledger.allocations().map((a) => {
      const { id, line, request, rate, limitAt, window, state, appliedAt, returnedAt } = a;
      const times = [window?.until ?? '-', state.at, appliedAt ?? '-', returnedAt ?? '-'];
      return [id, line, numberOf(request), pair(rate), pair(limitAt), ...times].join(' ');
    });
    expect(allocations).toEqual(recorded.allocations);
    const plans = ids(recorded.plans).map((id) => {
      const { purpose, owner, request, dueAt, state } = ledger.plan(id)!;
      return `${id} ${purpose} ${owner} ${numberOf(request)} ${dueAt} ${state}`;
    });
    expect(plans).toEqual(recorded.plans);
    const ops = ids(recorded.ops).map((id) => {
      const { plan, change, intendedAt, state } = ledger.op(id)!;
      return `${id} ${plan} ${change.kind} ${change.owner} ${intendedAt} ${state}`;
    });
    expect(ops).toEqual(recorded.ops);
    const { plan, op } = recorded.rows.ledger;
    expect([plans.length, ops.length]).toEqual([plan, op]);
  });

  test('the base data, contracts, limits and router tables are read', () => {
    const { ledger, office, recorded } = older;
    const { agency, line, pool, contract, shares, pool_limit, delegation, observed } = recorded.rows.ledger;
    const lists = [ledger.agencies(), ledger.lines(), ledger.pools(), ledger.contracts(), ledger.shares()];
    const rest = [ledger.poolLimits(), ledger.delegations()];
    const read = [...lists, ...rest].map((list) => list.length);
    expect(read).toEqual([agency, line, pool, contract, shares, pool_limit, delegation]);
    const tables = office.routers.flatMap(({ name }) => ledger.observed(name) ?? []);
    expect(tables).toHaveLength(observed!);
    for (const { router, queues } of tables) {
      expect(queues.length).toBeGreaterThan(ledger.lines().filter((l) => l.router === router).length);
    }
  });

  test('the audit is whole, entry by entry, with the head that was noted then', async () => {
    const { ledger, recorded } = older;
    const { entries, head, acts } = recorded.audit;
    expect(await older.ask('audit-check', {})).toEqual({ ok: true, entries, brokenAt: null, head });
    expect(tally(ledger.audit(1, entries + 1).map(({ act }) => act))).toEqual(acts);
    expect(ledger.auditHead()).toEqual({ seq: entries, hash: head });
  });

  test('every report is listed, and its files are those that were printed', () => {
    const { ledger, recorded, reports } = older;
    const issued = ledger.reports();
    expect(issued.map(({ id, kind, from, until }) => `${id} ${kind} ${from} ${until}`)).toEqual(recorded.reports);
    for (const { name, sha256 } of issued.flatMap(({ files }) => files)) {
      const content = readFileSync(join(reports, name));
      expect([name, createHash('sha256').update(content).digest('hex')]).toEqual([name, sha256]);
    }
  });

  test('every sample is read: readings, 5-minute rates, hours and days', () => {
    const { samples, recorded } = older;
    const subjects = samples.subjects();
    const total = (rows: readonly { readonly down: number; readonly up: number }[]) => ({
      rows: rows.length,
      down: rows.reduce((sum, { down }) => sum + down, 0),
      up: rows.reduce((sum, { up }) => sum + up, 0),
    });
    const rolled = (which: 'hourly' | 'daily') =>
      subjects
        .flatMap((subject) => samples[which](subject, ALWAYS))
        .map(({ downOctets, upOctets }) => ({ down: Number(downOctets), up: Number(upOctets) }));
    expect({
      subjects: subjects.length,
      last: subjects.filter((subject) => samples.last(subject) !== undefined).length,
      fiveMinute: total(subjects.flatMap((subject) => samples.series(subject, ALWAYS))),
      hourly: total(rolled('hourly')),
      daily: total(rolled('daily')),
    }).toEqual(recorded.samples);
  });

  async function everyChange() {
    const pages: Awaited<ReturnType<typeof older.helpdesk.poll>>[] = [];
    for (let cursor = '', more = true; more; ) {
      const page = await older.helpdesk.poll(cursor);
      pages.push(page);
      ({ cursor, more } = page);
    }
    return pages.flatMap(({ changes }) => changes);
  }
});

const pair = ({ down, up }: { readonly down: number; readonly up: number }): string => `${down}/${up}`;

/** What a stored ticket of then says today, with the fields that came since. */
function asRead(content: unknown): unknown {
  return withoutRecorder(readToday(withoutRecorder(content)));
}

function withoutRecorder(ticket: unknown): Record<string, unknown> {
  const { [NOT_READ_BY_0_1_0]: _, ...rest } = ticket as Record<string, unknown>;
  return rest;
}
