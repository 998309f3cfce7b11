import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { brokenAt, FIRST_PREV } from '../../agent/domain/audit-entry.ts';
import { Fault } from '../../agent/domain/fault.ts';
import { finding } from '../../agent/domain/finding.ts';
import { NO_RATE, perMille, rate } from '../../agent/domain/rate.ts';
import type { Books, Ledger, LedgerView, Notes } from '../../agent/ports/ledger.ts';
import { isEnd, type Stage } from '../../agent/workflow/stage.ts';
import {
  AGENCY,
  decided,
  draft,
  EIGHT,
  entry,
  held,
  later,
  LINE,
  message,
  opened,
  POOL,
  queue,
  RECEIVED,
  table,
  ticket,
  wish,
  withLine,
} from '../adapters/ledger/ledger-pieces.ts';

/** A place where a ledger lives: opening it again gives what was kept. */
export interface LedgerPlace {
  open(): Ledger;
  /** A path that does not exist yet, for a copy. */
  newFile(): string;
  openFile(file: string): Ledger;
}

const SEED = 20_260_504;
const BUG = expect.objectContaining({ code: 'bug' });

/** What every ledger keeps. `make` gives a place with nothing in it. */
export function ledgerContract(name: string, make: () => Promise<LedgerPlace>): void {
  describe(`${name}: ledger contract`, () => {
    const open: Ledger[] = [];
    const opening = (ledger: Ledger): Ledger => {
      open.push(ledger);
      return ledger;
    };
    const fresh = async (): Promise<Ledger> => opening((await make()).open());
    afterEach(() => {
      for (const ledger of open.splice(0)) ledger.close();
    });

    /** The error of `work`, which must throw one. */
    const thrown = (work: () => unknown): unknown => {
      try {
        work();
      } catch (error) {
        return error;
      }
      throw new Error('nothing was thrown');
    };

    /** Everything a view can say, for comparison. */
    const all = (view: LedgerView) => ({
      base: [
        view.agencies(),
        view.lines(),
        view.pools(),
        view.contracts(),
        view.shares(),
        view.poolLimits(),
        view.delegations(),
      ],
      cases: view
        .requests('all')
        .map((c) => [c, view.history(c.request.id), view.decisions(c.request.id), view.ops(c.request.id)]),
      held: view.allocations(),
      plans: view.requests('all').map((c) => view.plans({ request: c.request.id })),
      seen: [view.observed('core'), view.findings('core'), view.openOps('core'), view.opsSince(EIGHT)],
      out: view.requests('all').map((c) => view.outboxOf(c.request.id)),
      kept: [view.ticket('T-1'), view.seen('T-1', 1), view.cursor('helpdesk'), view.reports()],
      audit: view.audit(1, 1000),
    });

    /** One of everything. */
    const fill = (ledger: Ledger): void => {
      ledger.record((books) => {
        withLine(books);
        books.putContract({ uplink: 'isp-a', from: EIGHT, until: later(5), rate: rate(1, 2), document: 'K-1' });
        books.putShares({ from: EIGHT, shares: { 'isp-a': perMille(600), 'isp-b': perMille(400) } });
        books.putPoolLimit({ pool: POOL.id, from: EIGHT, rate: rate(3, 4) });
        books.putDelegation({ person: 'prakom', role: 'division-head', from: EIGHT, until: later(9), letter: 'ST-1' });
        books.keepTicket(ticket('T-1'));
        books.markSeen('T-1', 1);
        const change = {
          agency: AGENCY.id,
          line: LINE.id,
          window: { from: EIGHT, until: later(60) },
          priority: 'P3',
          impact: 'low',
        } as const;
        const id = opened(books, 'BW-2026-0041', RECEIVED, change);
        const decision = books.decide(decided(id));
        books.allocate(held({ request: id, window: { from: EIGHT, until: later(60) } }));
        books.allocate(held({ state: { at: 'granted', since: EIGHT }, appliedAt: later(3), limitAt: rate(1, 0) }));
        books.setStage(id, { at: 'waiting-for-room', decision }, entry(later(10), 'checked', true));
        const { id: _, ...seen } = queue(1);
        const plan = books.planChange({
          router: 'core',
          owner: LINE.id,
          purpose: 'grant',
          request: id,
          dueAt: EIGHT,
          seen,
        });
        const asked = { kind: 'set', owner: LINE.id, want: queue(1), was: queue(1) } as const;
        const first = books.intend({ plan, router: 'core', request: id, change: asked, intendedAt: EIGHT });
        books.settle(first, 'needs-human', later(4), { found: '1/2' });
        books.intend({ plan, router: 'core', request: id, change: { ...asked, kind: 'mark' }, intendedAt: later(5) });
        books.planChange({ router: 'edge', owner: POOL.id, purpose: 'pool', request: id, dueAt: EIGHT, seen: null });
        books.enqueue(message('k1', { request: id }));
        books.noteFindings('core', [finding('queue/differs', 'warn', 'q1', { field: 'maxLimit' })]);
        books.issue({
          id: 'monthly-2026-05',
          kind: 'monthly',
          from: '2026-05-01',
          until: '2026-06-01',
          madeAt: EIGHT,
          files: [{ name: 'a.pdf', sha256: 'x' }],
        });
      });
      ledger.observe((notes) => {
        notes.observed(table('core', 3));
        notes.cursor('helpdesk', '17');
        notes.refused(2, 'failure: already have such name');
      });
    };

    test('an empty one answers everything', async () => {
      const ledger = await fresh();
      expect(all(ledger)).toEqual({
        base: [[], [], [], [], [], [], []],
        cases: [],
        held: [],
        plans: [],
        out: [],
        audit: [],
        seen: [undefined, [], [], []],
        kept: [undefined, false, '', []],
      });
      expect(ledger.auditHead()).toEqual({ seq: 0, hash: FIRST_PREV });
      expect([
        ledger.request(1),
        ledger.requestByNumber('BW-2026-0041'),
        ledger.decision(1),
        ledger.plan(1),
        ledger.op(1),
      ]).toEqual(Array(5).fill(undefined));
      expect([
        ledger.lastNumber('request', 2026),
        ledger.outbox(),
        ledger.opsOfPlan(1),
        ledger.requestsOfTicket('T-1'),
      ]).toEqual([0, [], [], []]);
    });

    test('everything comes back as it was put, also after opening again', async () => {
      const place = await make();
      const first = place.open();
      fill(first);
      const before = all(first);
      first.close();
      const again = opening(place.open());
      expect(all(again)).toEqual(before);
      expect(before.base).toEqual([
        [AGENCY],
        [LINE],
        [POOL],
        [{ uplink: 'isp-a', from: EIGHT, until: later(5), rate: rate(1, 2), document: 'K-1' }],
        [{ from: EIGHT, shares: { 'isp-a': 600, 'isp-b': 400 } }],
        [{ pool: POOL.id, from: EIGHT, rate: rate(3, 4) }],
        [{ person: 'prakom', role: 'division-head', from: EIGHT, until: later(9), letter: 'ST-1' }],
      ]);
      const wanted = wish('BW-2026-0041', {
        agency: AGENCY.id,
        line: LINE.id,
        window: { from: EIGHT, until: later(60) },
        priority: 'P3',
        impact: 'low',
      });
      expect(again.request(1)).toEqual({
        request: { ...wanted, id: 1 },
        stage: { at: 'waiting-for-room', decision: 1 },
        since: later(10),
      });
      expect(again.history(1)).toEqual([
        { ...entry(EIGHT), stage: RECEIVED },
        { ...entry(later(10), 'checked', true), stage: { at: 'waiting-for-room', decision: 1 } },
      ]);
      expect(again.decision(1)).toEqual({ ...decided(1), id: 1 });
      expect(again.allocations()).toEqual([
        { ...held({ request: 1, window: { from: EIGHT, until: later(60) } }), id: 1 },
        { ...held({ state: { at: 'granted', since: EIGHT }, appliedAt: later(3), limitAt: rate(1, 0) }), id: 2 },
      ]);
      expect(again.op(1)).toMatchObject({
        plan: 1,
        state: 'needs-human',
        settledAt: later(4),
        evidence: { found: '1/2' },
        refused: null,
      });
      expect(again.op(2)).toMatchObject({
        state: 'open',
        settledAt: null,
        evidence: null,
        refused: 'failure: already have such name',
      });
      expect(again.op(2)?.change).toEqual({ kind: 'mark', owner: LINE.id, want: queue(1), was: queue(1) });
      expect(again.ticket('T-1')).toEqual(ticket('T-1'));
      expect(again.observed('core')).toEqual(table('core', 3));
      expect(again.outbox()).toEqual([{ ...message('k1', { request: 1 }), id: 1, doneAt: null }]);
    });

    test('what is kept keeps the order of its keys: readers compare texts', async () => {
      const ledger = await fresh();
      const found = [finding('queue/differs', 'warn', 'q1', { found: 1, expected: 2 })];
      ledger.record((books) => {
        books.noteFindings('core', found);
        books.enter(draft('router/findings'));
      });
      ledger.observe((notes) => notes.observed(table('core', 1)));
      expect(JSON.stringify(ledger.findings('core'))).toBe(JSON.stringify(found));
      expect(JSON.stringify(ledger.observed('core')?.queues)).toBe(JSON.stringify(table('core', 1).queues));
    });

    test('a number that JSON would bend is refused', async () => {
      const ledger = await fresh();
      for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, 1n as unknown as number]) {
        const work = (books: Books) =>
          books.enqueue(
            message('k', { message: { kind: 'notice', notice: { kind: 'agency/active', facts: { bad } } } }),
          );
        expect(thrown(() => ledger.record(work))).toEqual(BUG);
      }
      expect(ledger.outbox()).toEqual([]);
    });

    describe('base data', () => {
      test('putting again replaces; lists are in the order of ids', async () => {
        const ledger = await fresh();
        ledger.record((books) => {
          for (const id of ['setda', 'dinkes', 'bappeda']) books.putAgency({ ...AGENCY, id });
          books.putLine(LINE);
          books.putAgency({ ...AGENCY, managed: false, name: 'Dinkes' });
          books.putLine({ ...LINE, parent: null, targets: ['a', 'b'] });
          books.enter(draft('base-data/import'));
        });
        expect(ledger.agencies().map((a) => [a.id, a.managed])).toEqual([
          ['bappeda', true],
          ['dinkes', false],
          ['setda', true],
        ]);
        expect(ledger.lines()).toEqual([{ ...LINE, parent: null, targets: ['a', 'b'] }]);
      });

      test('dated facts: another date is another entry, the same date a correction', async () => {
        const ledger = await fresh();
        ledger.record((books) => {
          const contract = { uplink: 'isp-b', from: later(2), until: null, rate: rate(200, 200), document: 'K' };
          for (const c of [
            contract,
            { ...contract, from: EIGHT },
            { ...contract, document: 'K-2', until: later(3) },
            { ...contract, uplink: 'isp-a' },
          ])
            books.putContract(c);
          books.putShares({ from: later(1), shares: { a: perMille(1000) } });
          books.putShares({ from: EIGHT, shares: { a: perMille(1000) } });
          books.putShares({ from: EIGHT, shares: { b: perMille(1000) } });
          books.enter(draft('base-data/contract'));
        });
        expect(ledger.contracts().map((c) => [c.uplink, c.from, c.until, c.document])).toEqual([
          ['isp-a', later(2), null, 'K'],
          ['isp-b', EIGHT, null, 'K'],
          ['isp-b', later(2), later(3), 'K-2'],
        ]);
        expect(ledger.shares()).toEqual([
          { from: EIGHT, shares: { b: 1000 } },
          { from: later(1), shares: { a: 1000 } },
        ]);
      });

      test('a line of an unknown agency is refused', async () => {
        const ledger = await fresh();
        const lost = (books: Books) => {
          books.putLine(LINE);
          books.enter(draft('base-data/import'));
        };
        expect(thrown(() => ledger.record(lost))).toEqual(BUG);
        expect(ledger.lines()).toEqual([]);
      });
    });

    describe('requests', () => {
      const ENDS: readonly Stage[] = [
        { at: 'closed' },
        { at: 'duplicate', of: 1 },
        { at: 'rejected', reason: '', advice: '' },
        { at: 'cancelled', reason: '' },
        { at: 'redirected', service: '' },
        { at: 'lapsed', why: 'not-granted' },
      ];

      test('open ones are all but those at an end, whichever end, and come back when reopened', async () => {
        const ledger = await fresh();
        const stages: readonly Stage[] = [RECEIVED, ...ENDS, { at: 'handling' }];
        ledger.record((books) => stages.forEach((stage, i) => opened(books, `BW-2026-00${10 + i}`, stage)));
        expect(ledger.requests('all').map((c) => c.stage)).toEqual(stages);
        expect(ledger.requests('open').map((c) => c.stage)).toEqual(stages.filter((s) => !isEnd(s)));
        ledger.record((books) => {
          books.setStage(2, RECEIVED, entry(later(5)));
          books.setStage(8, { at: 'closed' }, entry(later(5)));
          books.enter(draft('request/reopened'));
        });
        expect(ledger.requests('open').map((c) => c.request.id)).toEqual([1, 2]);
      });

      test('numbers run by kind and year; the rest of a split carries its parent number', async () => {
        const ledger = await fresh();
        ledger.record((books) => {
          for (const n of ['BW-2026-0041', 'BW-2026-0100', 'BW-2026-0099/1', 'BW-2026-0099/1/2', 'BW-2025-0900'])
            opened(books, n);
          opened(books, 'INC-2026-10017', RECEIVED, { kind: 'incident' });
        });
        expect(ledger.lastNumber('request', 2026)).toBe(100);
        expect(ledger.lastNumber('request', 2025)).toBe(900);
        expect(ledger.lastNumber('request', 2027)).toBe(0);
        expect(ledger.lastNumber('incident', 2026)).toBe(10_017);
        expect(ledger.requestByNumber('BW-2026-0099/1')?.request.id).toBe(3);
        expect(ledger.requestByNumber('BW-2026-0099')).toBeUndefined();
        expect(thrown(() => ledger.record((books) => opened(books, 'BW-2026-0041')))).toEqual(BUG);
        expect(thrown(() => ledger.record((books) => opened(books, 'tanpa nomor')))).toEqual(BUG);
      });

      test('a ticket has all its requests', async () => {
        const ledger = await fresh();
        ledger.record((books) => {
          for (const [n, ticketId] of [
            ['1', 'T-9'],
            ['2', 'T-8'],
            ['3', 'T-9'],
          ] as const)
            opened(books, `BW-2026-000${n}`, RECEIVED, { ticketId });
        });
        expect(ledger.requestsOfTicket('T-9').map((c) => c.request.number)).toEqual(['BW-2026-0001', 'BW-2026-0003']);
      });

      test('rewriting changes what is asked, not where it stands', async () => {
        const ledger = await fresh();
        ledger.record((books) => opened(books, 'BW-2026-0001'));
        const changed = {
          ...wish('BW-2026-0001', { wanted: null, priority: 'P2', documents: [], revision: 3 }),
          id: 1,
        };
        ledger.record((books) => {
          books.rewrite(changed);
          books.enter(draft('request/corrected'));
        });
        expect(ledger.request(1)).toEqual({ request: changed, stage: RECEIVED, since: EIGHT });
        expect(ledger.history(1)).toHaveLength(1);
        expect(thrown(() => ledger.record((books) => books.rewrite({ ...changed, id: 2 })))).toEqual(BUG);
        expect(thrown(() => ledger.record((books) => books.setStage(2, RECEIVED, entry(EIGHT))))).toEqual(BUG);
      });

      test('it stands where it stands since it came there: a note on the way is history only', async () => {
        const ledger = await fresh();
        const aged = (days: number): Stage => ({
          at: 'deferred',
          decision: null,
          since: EIGHT,
          reason: null,
          aged: days,
        });
        ledger.record((books) => {
          const id = opened(books, 'BW-2026-0001');
          books.setStage(id, aged(0), entry(later(10)));
          books.setStage(id, aged(7), entry(later(20)));
        });
        expect(ledger.request(1)).toMatchObject({ stage: aged(7), since: later(10) });
        expect(ledger.history(1).map((h) => h.at)).toEqual([EIGHT, later(10), later(20)]);
      });

      test('a revision is taken in once, by ticket', async () => {
        const ledger = await fresh();
        ledger.record((books) => {
          books.markSeen('T-1', 2);
          books.enter(draft('request/received'));
        });
        expect([ledger.seen('T-1', 2), ledger.seen('T-1', 1), ledger.seen('T-2', 2)]).toEqual([true, false, false]);
        ledger.record((books) => books.markSeen('T-1', 2));
      });

      test('the newest content of a ticket takes the place of the one before', async () => {
        const ledger = await fresh();
        const corrected = { ...ticket('T-1'), revision: 2, wantedDown: '30', recordedBy: null };
        for (const content of [ticket('T-1'), corrected]) {
          ledger.record((books) => {
            books.keepTicket(content);
            books.enter(draft('ticket/kept'));
          });
        }
        expect(ledger.ticket('T-1')).toEqual(corrected);
      });
    });

    describe('plans and ops', () => {
      const planned = (books: Books, dueAt = EIGHT, router = 'core') => {
        books.enter(draft('plan/made'));
        return books.planChange({ router, owner: LINE.id, purpose: 'pool', request: null, dueAt, seen: null });
      };
      const intended = (books: Books, plan: number, at = EIGHT, router = 'core') => {
        books.enter(draft('op/intended'));
        return books.intend({
          plan,
          router,
          request: null,
          change: { kind: 'remove', owner: LINE.id, was: queue(0) },
          intendedAt: at,
        });
      };

      test('due: of this router, open, and their time has come', async () => {
        const ledger = await fresh();
        ledger.record((books) => {
          for (const at of [later(20), EIGHT, later(10)]) planned(books, at);
          planned(books, EIGHT, 'edge');
          books.closePlan(planned(books), 'void');
          books.closePlan(planned(books), 'done');
        });
        expect(ledger.plans({ router: 'core', dueBy: later(10) }).map((p) => p.id)).toEqual([2, 3]);
        expect(ledger.plans({ router: 'core', dueBy: later(9) }).map((p) => p.id)).toEqual([2]);
        expect([5, 6].map((id) => ledger.plan(id)?.state)).toEqual(['void', 'done']);
      });

      test('a closed plan stays closed as it was', async () => {
        const ledger = await fresh();
        ledger.record((books) => books.closePlan(planned(books), 'done'));
        ledger.record((books) => books.closePlan(1, 'void'));
        expect(ledger.plan(1)?.state).toBe('done');
      });

      test('an op is settled once; after that it is as it is', async () => {
        const ledger = await fresh();
        const id = ledger.record((books) => intended(books, planned(books)));
        expect(ledger.openOps('core').map((op) => op.id)).toEqual([id]);
        ledger.observe((notes) => notes.refused(id, 'failure'));
        ledger.record((books) => {
          books.settle(id, 'not-applied', later(2), null);
          books.enter(draft('op/settled'));
        });
        expect(ledger.openOps('core')).toEqual([]);
        expect(ledger.op(id)).toMatchObject({ state: 'not-applied', settledAt: later(2), refused: 'failure' });
        expect(thrown(() => ledger.record((books) => books.settle(id, 'verified', later(3), {})))).toEqual(BUG);
        expect(thrown(() => ledger.record((books) => books.settle(99, 'verified', later(3), {})))).toEqual(BUG);
        expect(thrown(() => ledger.observe((notes) => notes.refused(id, 'later')))).toEqual(BUG);
        expect(ledger.op(id)).toMatchObject({ state: 'not-applied', refused: 'failure' });
      });

      test('no second try beside an open one, a new one after it', async () => {
        const ledger = await fresh();
        ledger.record((books) => intended(books, planned(books)));
        expect(thrown(() => ledger.record((books) => intended(books, 1)))).toEqual(BUG);
        ledger.record((books) => {
          books.settle(1, 'not-applied', later(1), null);
          intended(books, 1, later(1));
        });
        expect(ledger.opsOfPlan(1).map((op) => op.state)).toEqual(['not-applied', 'open']);
        expect(ledger.opsSince(later(1)).map((op) => op.id)).toEqual([2]);
        expect(ledger.opsSince(EIGHT)).toHaveLength(2);
        expect(ledger.openOps('edge')).toEqual([]);
      });
    });

    describe('outbox', () => {
      test('a key goes out once for ever, in order, also after it was sent', async () => {
        const ledger = await fresh();
        ledger.record((books) => {
          for (const key of ['b', 'a', 'b', 'c']) books.enqueue(message(key));
          books.enter(draft('told'));
        });
        expect(ledger.outbox().map((row) => [row.id, row.key])).toEqual([
          [1, 'b'],
          [2, 'a'],
          [3, 'c'],
        ]);
        ledger.record((books) => {
          books.acknowledge(1, later(1));
          books.enter(draft('told'));
        });
        ledger.record((books) => {
          books.enqueue(message('b', { at: later(9) }));
          books.acknowledge(1, later(9));
          books.enter(draft('told'));
        });
        expect(ledger.outbox().map((row) => row.key)).toEqual(['a', 'c']);
        expect(thrown(() => ledger.record((books) => books.acknowledge(77, EIGHT)))).toEqual(BUG);
      });

      test('a request shows what was told about it and when, sent or not', async () => {
        const ledger = await fresh();
        ledger.record((books) => {
          const id = opened(books, 'BW-2026-0001');
          for (const key of ['x', 'y'])
            books.enqueue(message(key, { request: id, message: { kind: 'progress', stage: 'received' } }));
          books.enqueue(message('z'));
          books.acknowledge(1, later(1));
          books.acknowledge(1, later(2));
        });
        expect(ledger.outboxOf(1).map((row) => [row.key, row.doneAt])).toEqual([
          ['x', later(1)],
          ['y', null],
        ]);
      });
    });

    describe('audit', () => {
      test('entries form one chain, whatever the facts, and are read by page', async () => {
        const ledger = await fresh();
        const facts = [
          {},
          { text: 'é\u2028\u0000\uD800"\n' },
          { b: 1, a: { z: [null, true, 1e21, -0.5] } },
          { big: 12n },
        ];
        facts.forEach((f, i) =>
          ledger.record((books) => {
            books.enter(draft('test/one', f, i));
            books.enter({
              ...draft('test/two'),
              actor: {
                kind: 'person',
                person: 'kabid',
                roles: ['division-head'],
                paper: { role: 'department-head', document: '1', date: '2026-05-04', file: null },
              },
            });
          }),
        );
        const entries = ledger.audit(1, 100);
        expect(entries.map((e) => e.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
        expect(brokenAt(entries)).toBeUndefined();
        expect(ledger.auditHead()).toEqual({ seq: 8, hash: entries.at(-1)?.hash });
        expect(ledger.audit(3, 2)).toEqual(entries.slice(2, 4));
        expect(ledger.audit(9, 2)).toEqual([]);
        expect(entries[4]?.facts).toEqual({ b: 1, a: { z: [null, true, 1e21, -0.5] } });
      });
    });

    describe('record', () => {
      test('gives what the work gives, and sees its own writes', async () => {
        const ledger = await fresh();
        const seen = ledger.record((books) => {
          withLine(books);
          const before = books.allocations().length;
          const id = books.allocate(held());
          books.reallocate({ ...held({ rate: NO_RATE }), id });
          return { before, after: books.allocations(), lines: books.lines().length };
        });
        expect(seen).toEqual({ before: 0, after: [{ ...held({ rate: NO_RATE }), id: 1 }], lines: 1 });
      });

      test('a throw undoes everything and is thrown on', async () => {
        const ledger = await fresh();
        fill(ledger);
        const before = all(ledger);
        const error = new Error('no');
        const work = (books: Books) => {
          books.putAgency({ ...AGENCY, id: 'lain' });
          books.allocate(held());
          books.setStage(1, { at: 'closed' }, entry(later(50)));
          books.enter(draft('x'));
          expect(books.agencies()).toHaveLength(2);
          expect(books.allocations()).toHaveLength(3);
          throw error;
        };
        expect(thrown(() => ledger.record(work))).toBe(error);
        expect(all(ledger)).toEqual(before);
        expect(ledger.record((books) => books.agencies())).toEqual([AGENCY]);
      });

      test('a write without an audit entry is refused, each of them', async () => {
        const ledger = await fresh();
        fill(ledger);
        const before = all(ledger);
        const { id: _, ...request } = ledger.request(1)!.request;
        const writes: Readonly<Record<Exclude<keyof Books, keyof LedgerView | 'enter'>, (books: Books) => void>> = {
          open: (b) => b.open({ ...request, number: 'BW-2026-0050' }, RECEIVED, entry(EIGHT)),
          rewrite: (b) => b.rewrite({ ...request, id: 1 }),
          setStage: (b) => b.setStage(1, RECEIVED, entry(EIGHT)),
          markSeen: (b) => b.markSeen('T-2', 1),
          keepTicket: (b) => b.keepTicket(ticket('T-2')),
          decide: (b) => b.decide(decided(1)),
          allocate: (b) => b.allocate(held()),
          reallocate: (b) => b.reallocate({ ...held(), id: 1 }),
          planChange: (b) =>
            b.planChange({ router: 'core', owner: 'o', purpose: 'adopt', request: null, dueAt: EIGHT, seen: null }),
          closePlan: (b) => b.closePlan(1, 'done'),
          intend: (b) =>
            b.intend({
              plan: 2,
              router: 'edge',
              request: null,
              change: { kind: 'remove', owner: POOL.id, was: queue(0) },
              intendedAt: EIGHT,
            }),
          settle: (b) => b.settle(2, 'verified', EIGHT, null),
          enqueue: (b) => b.enqueue(message('new')),
          acknowledge: (b) => b.acknowledge(1, EIGHT),
          putAgency: (b) => b.putAgency(AGENCY),
          putLine: (b) => b.putLine(LINE),
          endLine: (b) => b.endLine(LINE.id, EIGHT),
          putPool: (b) => b.putPool(POOL),
          putContract: (b) => b.putContract({ uplink: 'x', from: EIGHT, until: null, rate: NO_RATE, document: '' }),
          putShares: (b) => b.putShares({ from: later(1), shares: {} }),
          putPoolLimit: (b) => b.putPoolLimit({ pool: POOL.id, from: later(1), rate: NO_RATE }),
          putDelegation: (b) =>
            b.putDelegation({ person: 'p', role: 'division-head', from: EIGHT, until: later(1), letter: '' }),
          issue: (b) => b.issue({ id: 'r', kind: 'weekly', from: '', until: '', madeAt: EIGHT, files: [] }),
          noteFindings: (b) => b.noteFindings('core', []),
        };
        for (const [act, write] of Object.entries(writes)) {
          expect(
            thrown(() => ledger.record(write)),
            act,
          ).toMatchObject({ code: 'bug', facts: { where: 'ledger.record' } });
        }
        expect(all(ledger)).toEqual(before);
      });

      test('what changes nothing needs no entry: reading, and saying again what is said', async () => {
        const ledger = await fresh();
        fill(ledger);
        ledger.record((books) => {
          books.enqueue(message('k1', { request: 1 }));
          books.markSeen('T-1', 1);
          books.noteFindings('core', books.findings('core'));
          books.noteFindings('edge', []);
          return books.requests('open');
        });
        expect(ledger.auditHead().seq).toBe(2);
      });

      test('an entry alone is a record', async () => {
        const ledger = await fresh();
        ledger.record((books) => books.enter(draft('ticket/ignored')));
        expect(ledger.auditHead().seq).toBe(1);
      });

      test('not inside another, and not asynchronous', async () => {
        const ledger = await fresh();
        const nested = (inner: () => unknown) => () =>
          ledger.record((books) => {
            books.enter(draft('outer'));
            inner();
          });
        expect(thrown(nested(() => ledger.record((books) => books.enter(draft('inner')))))).toEqual(BUG);
        expect(thrown(nested(() => ledger.observe((notes) => notes.cursor('c', '1'))))).toEqual(BUG);
        expect(thrown(() => ledger.observe(() => ledger.record((books) => books.enter(draft('inner')))))).toEqual(BUG);
        expect(
          thrown(() =>
            ledger.record(async (books) => {
              books.enter(draft('promised'));
            }),
          ),
        ).toBeInstanceOf(Error);
        expect([ledger.auditHead().seq, ledger.cursor('c')]).toEqual([0, '']);
      });

      test('books and notes that were carried outside write nothing', async () => {
        const ledger = await fresh();
        const kept: { books?: Books; notes?: Notes } = {};
        ledger.record((books) => void (kept.books = books));
        ledger.observe((notes) => void (kept.notes = notes));
        expect(thrown(() => kept.books?.putAgency(AGENCY))).toEqual(BUG);
        expect(thrown(() => kept.notes?.cursor('c', '1'))).toEqual(BUG);
        expect(thrown(() => ledger.observe(() => kept.books?.putAgency(AGENCY)))).toEqual(BUG);
        expect(thrown(() => ledger.record(() => kept.notes?.cursor('c', '1')))).toEqual(BUG);
        expect([ledger.agencies(), ledger.cursor('c')]).toEqual([[], '']);
      });

      test(`lists agree with a model through commits and throws (seed ${SEED})`, async () => {
        const ledger = await fresh();
        ledger.record(withLine);
        const step = fc.record({
          act: fc.constantFrom('allocate', 'end', 'agency', 'read'),
          id: fc.nat(5),
          commit: fc.boolean(),
        });
        let agencies = new Map([[AGENCY.id, AGENCY]]);
        let allocations = new Map<number, ReturnType<LedgerView['allocations']>[number]>();
        fc.assert(
          fc.property(fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 6 }), (records) => {
            for (const steps of records) {
              const [a, b] = [new Map(agencies), new Map(allocations)];
              const commit = steps.every((s) => s.commit);
              const run = (books: Books) => {
                for (const { act, id } of steps) {
                  if (act === 'agency') {
                    const agency = { ...AGENCY, id: `o${id}`, name: String(b.size) };
                    a.set(agency.id, agency);
                    books.putAgency(agency);
                  }
                  if (act === 'allocate') {
                    const made = books.allocate(held());
                    b.set(made, { ...held(), id: made });
                  }
                  const known = b.get(id);
                  if (act === 'end' && known !== undefined) {
                    b.set(id, { ...known, state: { at: 'ended', since: later(id) } });
                    books.reallocate(b.get(id)!);
                  }
                  expect(books.allocations()).toEqual([...b.values()]);
                  expect(books.agencies()).toEqual([...a.values()].toSorted((x, y) => (x.id < y.id ? -1 : 1)));
                }
                books.enter(draft('model'));
                if (!commit) throw new Fault('request/not-enough');
              };
              if (commit) ledger.record(run);
              else thrown(() => ledger.record(run));
              if (commit) [agencies, allocations] = [a, b];
              expect(ledger.allocations()).toEqual([...allocations.values()]);
              expect(ledger.agencies()).toHaveLength(agencies.size);
            }
          }),
          { seed: SEED, numRuns: 60 },
        );
      });
    });

    describe('observe', () => {
      test('keeps tables and cursors without audit, the newest of each', async () => {
        const ledger = await fresh();
        ledger.observe((notes) => {
          notes.observed(table('core', 2));
          notes.observed(table('edge', 1));
          notes.cursor('helpdesk', 'a');
        });
        ledger.observe((notes) => {
          notes.observed({
            ...table('core', 2, later(60)),
            identity: { identity: 'CORE', version: '7.17', serial: 'HC' },
          });
          notes.cursor('helpdesk', 'b');
        });
        expect(ledger.observed('core')).toMatchObject({
          at: later(60),
          identity: { version: '7.17', serial: 'HC' },
          queues: table('core', 2).queues,
        });
        ledger.observe((notes) => notes.observed(table('core', 1, later(90))));
        expect(ledger.observed('core')).toEqual(table('core', 1, later(90)));
        expect(ledger.observed('edge')).toEqual(table('edge', 1));
        expect([ledger.cursor('helpdesk'), ledger.cursor('other'), ledger.auditHead().seq]).toEqual(['b', '', 0]);
      });

      test('a throw undoes it', async () => {
        const ledger = await fresh();
        const work = (notes: Notes) => {
          notes.cursor('c', '1');
          throw new Error('no');
        };
        expect(() => ledger.observe(work)).toThrow('no');
        expect(ledger.cursor('c')).toBe('');
      });
    });

    test('a copy is the whole ledger, never takes the place of a file, and the original goes on', async () => {
      const place = await make();
      const ledger = opening(place.open());
      fill(ledger);
      const file = place.newFile();
      await ledger.backup(file);
      const before = all(ledger);
      ledger.record((books) => books.enter(draft('after')));
      const copy = opening(place.openFile(file));
      expect(all(copy)).toEqual(before);
      await expect(ledger.backup(file)).rejects.toMatchObject({ code: 'ledger/disk', facts: { why: 'EEXIST' } });
      expect(copy.auditHead().seq).toBe(2);
    });
  });
}
