import { afterEach, describe, expect, test } from 'vitest';
import { contextOf } from '../../agent/desk/act/desk.ts';
import type { FindingCode } from '../../agent/domain/finding.ts';
import { mbps } from '../../agent/domain/rate.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { plannedChange } from '../../agent/planning/planned-change.ts';
import { refusalsOf } from '../../agent/planning/refusals.ts';
import { MOST_TARGETS } from '../../agent/shaping/guard.ts';
import { type DeskKit, deskKit, type DeskKitOptions } from '../office/desk-kit.ts';
import { actsOf, approve, examinedRequest, planOf } from '../office/granted-request.ts';

let kit: DeskKit;
afterEach(() => kit.close());

type GuardCode = Extract<FindingCode, `guard/${string}`>;

/** How an office comes to be refused with a code between the check and the write. */
interface Trap {
  /** Whether the guard also holds a return: only guards of ownership, target and words do. */
  readonly holdsReturn: boolean;
  readonly options?: DeskKitOptions;
  /** What somebody changes by hand on the router. */
  readonly table?: (rows: readonly ObservedQueue[]) => readonly ObservedQueue[];
  /** What somebody changes in the books. */
  readonly books?: (kit: DeskKit) => void;
  /** It happens after the approval, not before it. */
  readonly after?: true;
}

const change =
  (name: string, fields: Partial<ObservedQueue>) =>
  (rows: readonly ObservedQueue[]): readonly ObservedQueue[] =>
    rows.map((row) => (row.name === name ? { ...row, ...fields } : row));

const relined = (fields: { targets?: readonly string[]; queue?: string; parent?: string }) => (office: DeskKit) =>
  office.ledger.record((books) => {
    const line = books.lines().find(({ id }) => id === 'dinkes')!;
    books.putLine({ ...line, ...fields });
    books.enter({ at: office.clock.now(), actor: { kind: 'agent' }, act: 'test/line', request: null, facts: {} });
  });

/** The router shows the same targets as the books, so that nothing but the guard speaks. */
const targeted = (...targets: readonly string[]): Trap => ({
  holdsReturn: true,
  table: change('DINKES', { targets }),
  books: relined({ targets }),
});

/**
 * Every guard code: how it comes about for a grant, or why a grant never meets it. A new code does not compile without
 * its row here.
 */
const TRAPS: { readonly [Code in GuardCode]: Trap | string } = {
  'guard/no-target': targeted(),
  'guard/target-too-wide': targeted('0.0.0.0/0'),
  'guard/target-management': targeted('10.99.3.0/24'),
  'guard/target-foreign': targeted('10.62.19.0/24'),
  'guard/target-unregistered': 'the books hold the targets that the queue gets, so a grant never has others',
  'guard/too-many-targets': targeted(...Array.from({ length: MOST_TARGETS + 1 }, (_, i) => `10.62.20.${i}/32`)),
  'guard/limit-above-max': {
    holdsReturn: true,
    table: change('DINKES', { limitAt: { down: mbps(60), up: mbps(60) } }),
    books: (office) =>
      office.ledger.record((books) => {
        const limitAt = { down: mbps(60), up: mbps(60) };
        for (const held of books.allocations().filter((a) => a.line === 'dinkes'))
          books.reallocate({ ...held, limitAt });
        books.enter({ at: office.clock.now(), actor: { kind: 'agent' }, act: 'test/rate', request: null, facts: {} });
      }),
  },
  'guard/zero-limit': 'a request asks for at least 1 Mbps',
  'guard/parent-missing': {
    holdsReturn: false,
    table: (rows) => change('DINKES', { parent: 'OLD' })(rows),
    books: relined({ parent: 'OLD' }),
  },
  'guard/parent-too-small': {
    holdsReturn: false,
    table: change('0.POOL', { maxLimit: { down: mbps(35), up: mbps(35) } }),
  },
  'guard/unreadable': {
    holdsReturn: false,
    table: change('0.POOL', { unreadable: { 'max-limit': '1000m/1000m' } }),
  },
  'guard/child-above': 'only the limit of a pool asks for its children',
  'guard/guarantees-above': 'only the limit of a pool asks for its children',
  'guard/has-children': 'only a removal asks for children',
  'guard/name-taken': 'a grant changes a queue and keeps its name',
  'guard/not-as-planned': {
    holdsReturn: true,
    table: change('DINKES', { maxLimit: { down: mbps(33), up: mbps(33) } }),
    after: true,
  },
  'guard/too-many-words': {
    holdsReturn: true,
    options: { router: { wordsPerOp: 0 } },
  },
  'guard/bad-word': {
    holdsReturn: true,
    table: change('DINKES', { name: 'DINKÉS' }),
    books: relined({ queue: 'DINKÉS' }),
  },
  'guard/too-many-writes': 'a wait: the plan stays due',
  'guard/too-much-moved': 'a wait: the plan stays due',
  'guard/second-approver': 'a wait: the plan stays due',
  'guard/try-again': 'a wait: the plan stays due',
  'guard/not-enough-now': 'a wait: the plan stays due',
  'guard/router-away': 'a wait: the plan stays due',
  'guard/frozen': 'a wait: the plan stays due',
  'guard/observe-mode': 'a wait: the plan stays due',
  'guard/not-ours': 'said of a queue in the table, never of a write',
};

const traps = Object.entries(TRAPS).flatMap(([code, trap]) => (typeof trap === 'string' ? [] : [{ code, trap }]));

/** What `plan N` says against the write. */
function shown(number: string): readonly string[] {
  const { refusals, conflict } = planOf(kit, number);
  return conflict === null ? refusals.map(({ code }) => code) : ['guard/not-as-planned'];
}

async function approvedUnder({ options, table, books, after }: Trap): Promise<string> {
  kit = deskKit({ busy: 10, ...options });
  const number = await examinedRequest(kit);
  await kit.work();
  if (after !== true) spring(table, books);
  approve(kit, number);
  if (after === true) spring(table, books);
  return number;
}

/** Somebody changes the router and the books; the table is seen and stored before anything is written. */
function spring(table: Trap['table'], books: Trap['books']): void {
  kit.router.hand(table ?? ((rows) => rows));
  kit.ledger.observe((notes) => notes.observed({ ...kit.ledger.observed('core')!, queues: kit.router.table }));
  books?.(kit);
}

describe('planning/refusals: the plan that is shown and the write agree', () => {
  test.each(traps)(
    '$code is shown by the plan of the request, and is what the write stops at',
    async ({ code, trap }) => {
      const number = await approvedUnder(trap);
      const said = shown(number);
      expect(said).toContain(code);
      await kit.loops[1]!.pass();
      expect(kit.router.writes).toEqual([]);
      const [ended] = actsOf(kit, 'plan/void');
      const why = String(ended?.['why']).replace(/^conflict\/.*/, 'guard/not-as-planned');
      expect(said).toContain(why);
      expect(said).toHaveLength(Number(ended?.['count'] ?? 1));
    },
  );

  test.each(traps)('$code holds a return: $trap.holdsReturn', async ({ code, trap }) => {
    await approvedUnder(trap);
    const context = contextOf(kit.desk);
    const plan = kit.ledger.plans({ request: 1 }).find(({ state }) => state === 'due')!;
    const planned = plannedChange(context, plan, kit.router.table)!;
    const held = refusalsOf({ ...plan, purpose: 'return' }, planned, kit.router.table);
    expect(held.map((found) => found.code).includes(code as GuardCode)).toBe(trap.holdsReturn);
    expect(held.every(({ level }) => level === 'alarm')).toBe(true);
  });

  test('a queue of which a value cannot be read is not as planned, for a return too', async () => {
    await approvedUnder({ holdsReturn: true, table: change('DINKES', { unreadable: { 'limit-at': 'x' } }) });
    const context = contextOf(kit.desk);
    const plan = kit.ledger.plans({ request: 1 }).find(({ state }) => state === 'due')!;
    for (const purpose of ['grant', 'return', 'restore'] as const) {
      const planned = plannedChange(context, { ...plan, purpose }, kit.router.table)!;
      expect(refusalsOf({ ...plan, purpose }, planned, kit.router.table)).toMatchObject([
        { code: 'guard/not-as-planned', facts: { why: 'unreadable', fields: 'limit-at' } },
      ]);
    }
    await kit.loops[1]!.pass();
    expect(kit.router.writes).toEqual([]);
  });

  test('a fair day: nothing is shown, and it is written', async () => {
    const number = await approvedUnder({ holdsReturn: false });
    expect(shown(number)).toEqual([]);
    await kit.work();
    expect(kit.router.writes).toHaveLength(1);
    expect(shown(number)).toEqual([]);
  });
});
