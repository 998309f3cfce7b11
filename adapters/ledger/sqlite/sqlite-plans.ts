import type { Moment } from '../../../agent/domain/moment.ts';
import type { Plan } from '../../../agent/shaping/plan.ts';
import type { Database } from '../../sqlite/open-database.ts';
import { newId } from './ledger-columns.ts';
import type { LedgerPart } from './ledger-part.ts';
import { AIM, documentFrom, documentTextOrNull, SEEN_QUEUE } from './stored-documents.ts';

interface PlanRow {
  readonly id: number;
  readonly router: string;
  readonly owner: string;
  readonly purpose: Plan['purpose'];
  readonly request: number | null;
  readonly due_at: Moment;
  readonly seen: string | null;
  readonly aim: string | null;
  readonly state: Plan['state'];
}

/**
 * Orders to bring a queue to what the ledger says. By router only the due ones are given, by request all. A closed plan
 * stays closed.
 */
export function sqlitePlans(db: Database): LedgerPart<'plan' | 'plans', 'planChange' | 'closePlan'> {
  const one = db.prepare<[number], PlanRow>('SELECT * FROM plan WHERE id = ?');
  const ofRequest = db.prepare<[number], PlanRow>('SELECT * FROM plan WHERE request = ? ORDER BY id');
  const due = db.prepare<[string, Moment], PlanRow>(
    `SELECT * FROM plan WHERE state = 'due' AND router = ? AND due_at <= ? ORDER BY id`,
  );
  const insert = db.prepare(
    'INSERT INTO plan (router, owner, purpose, request, due_at, seen, aim) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const close = db.prepare(`UPDATE plan SET state = ? WHERE id = ? AND state = 'due'`);
  return {
    view: {
      plan(id) {
        const row = one.get(id);
        return row === undefined ? undefined : planOf(row);
      },
      plans: (which) =>
        ('request' in which ? ofRequest.all(which.request) : due.all(which.router, which.dueBy)).map(planOf),
    },
    books: {
      planChange: ({ router, owner, purpose, request, dueAt, seen, aim }) =>
        newId(
          insert.run(
            router,
            owner,
            purpose,
            request,
            dueAt,
            documentTextOrNull(SEEN_QUEUE, seen),
            documentTextOrNull(AIM, aim ?? null),
          ),
        ),
      closePlan: (id, state) => void close.run(state, id),
    },
  };
}

function planOf({ id, router, owner, purpose, request, due_at: dueAt, seen, aim, state }: PlanRow): Plan {
  return {
    id,
    router,
    owner,
    purpose,
    request,
    dueAt,
    seen: seen === null ? null : documentFrom(SEEN_QUEUE, seen),
    ...(aim === null ? {} : { aim: documentFrom(AIM, aim) }),
    state,
  };
}
