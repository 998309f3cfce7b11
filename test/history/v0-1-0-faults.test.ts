import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OlderOffice, openOlderOffice } from './older-office.ts';

const DAY = 86_400_000;
const RETURNING = 'BW-2026-0041';
const APPROVED = 'BW-2026-0042';
const WAITING = 'BW-2026-0043';
const RECORDER = 'teknisi-noc';

let older: OlderOffice;
beforeAll(() => {
  older = openOlderOffice('v0.1.0/faults');
});
afterAll(async () => await older?.close());

const found = (number: string) => older.ledger.requestByNumber(number)!;
const entries = (number: string, act: string) =>
  older.ledger.audit(1, older.recorded.audit.entries).filter((e) => {
    return e.act === act && e.request === found(number).request.id;
  });

describe('version 0.1.0 gave up a return that a guard had refused once', () => {
  test('its only plan was closed without an op, and none came after it', () => {
    const [refused, ...more] = entries(RETURNING, 'plan/void');
    expect(more).toEqual([]);
    expect(refused?.facts).toMatchObject({ why: 'guard/parent-too-small', owner: 'bkpsdm', queue: 'BKPSDM' });
    const id = Number(refused?.facts['plan']);
    expect(older.recorded.plans.filter((row) => row.includes(` ${RETURNING} `))).toEqual([
      expect.stringMatching(/^\d+ grant bkpsdm .* done$/),
      expect.stringMatching(new RegExp(`^${id} return bkpsdm .* void$`)),
    ]);
    expect(older.ledger.opsOfPlan(id)).toEqual([]);
    expect(entries(RETURNING, 'request/not-applied')).toHaveLength(1);
  });

  test('days after its end the router still carries 60 over 30 Mbps, and nothing stands in the way any more', () => {
    const { request, stage } = found(RETURNING);
    expect(stage).toMatchObject({ at: 'returning', failed: { why: 'guard/parent-too-small' } });
    expect(older.recorded.now - request.window!.until).toBeGreaterThan(2 * DAY);
    const { queues } = older.ledger.observed('core-kasongan')!;
    const limitOf = (name: string): number | undefined => queues.find((row) => row.name === name)?.maxLimit.down;
    expect([limitOf('BKPSDM'), limitOf('0.TOTAL-PEMDA')]).toEqual([60e6, 500e6]);
  });

  test('it is charged, and no finding tells of it', () => {
    const mine = older.ledger.allocations().filter((a) => a.request === found(RETURNING).request.id);
    expect(mine).toMatchObject([{ state: { at: 'granted' }, rate: { down: 60e6 }, returnedAt: null }]);
    const base = older.ledger.allocations().filter((a) => a.line === 'bkpsdm' && a.request === null);
    expect(base).toMatchObject([{ state: { at: 'granted' }, rate: { down: 30e6 } }]);
    expect(older.ledger.findings('core-kasongan').filter(({ subject }) => subject === 'BKPSDM')).toEqual([]);
  });
});

describe('version 0.1.0 let the person approve who had filed the request', () => {
  test.each([APPROVED, WAITING])('%s was filed by a technician', (number) => {
    const { ticketId } = found(number).request;
    const filed = older.ledger.audit(1, older.recorded.audit.entries).filter(({ act, facts }) => {
      return act === 'request/filed' && older.ledger.cursor(`filed:${String(facts['key'])}`) === ticketId;
    });
    expect(filed).toMatchObject([{ actor: { kind: 'person', person: RECORDER, paper: null } }]);
  });

  test.each([APPROVED, WAITING])('%s: the helpdesk keeps who filed it, the ledger does not', (number) => {
    const { ticketId } = found(number).request;
    const [filed] = older.stored.revisions.filter(({ ticket }) => ticket === ticketId);
    expect(filed?.content).toMatchObject({ recordedBy: RECORDER });
    expect(older.stored.tickets.get(ticketId)).toMatchObject({ id: ticketId, channel: 'letter' });
    expect(older.stored.tickets.get(ticketId)).not.toHaveProperty('recordedBy');
  });

  test.each([APPROVED, WAITING])('%s: the present version knows who filed it', (number) => {
    const { ticketId } = found(number).request;
    expect(older.ledger.ticket(ticketId)).toMatchObject({ recordedBy: RECORDER });
  });

  test('the same person approved one, by no paper, and it was applied', () => {
    expect(entries(APPROVED, 'request/approved')).toMatchObject([
      { actor: { kind: 'person', person: RECORDER, paper: null } },
    ]);
    expect(entries(APPROVED, 'request/applied')).toHaveLength(1);
  });

  test('the other one waits for a decision, with its hold', () => {
    expect(found(WAITING).stage).toMatchObject({ at: 'assessed', verdict: 'enough', enough: true });
    const held = older.ledger.allocations().filter((a) => a.request === found(WAITING).request.id);
    expect(held).toMatchObject([{ state: { at: 'held' } }]);
  });
});
