import type { Books, LedgerView } from '../../../agent/ports/ledger.ts';
import type { Plan } from '../../../agent/shaping/plan.ts';
import { body, json, type SqliteBook } from './sqlite-book.ts';

const COLUMNS = 'SELECT id, state, body FROM plans';

/** Orders to the routers, and whether they were carried out. */
export function sqlitePlans(book: SqliteBook): Pick<LedgerView, 'plan' | 'plans'> & Pick<Books, 'planChange' | 'closePlan'> {
  return {
    plan: (id) => book.one(`${COLUMNS} WHERE id = ?`, planOf, id),
    plans(which) {
      if ('request' in which) return book.all(`${COLUMNS} WHERE request = ? ORDER BY id`, planOf, which.request);
      return book.all(`${COLUMNS} WHERE router = ? AND due_at <= ? AND state = 'due' ORDER BY id`, planOf, which.router, which.dueBy);
    },
    planChange: (p) => book.write('INSERT INTO plans (router, request, due_at, body) VALUES (?, ?, ?, ?)', p.router, p.request, p.dueAt, json(p)),
    closePlan(id, state) {
      book.write("UPDATE plans SET state = ? WHERE id = ? AND state = 'due'", state, id);
    },
  };
}

function planOf(row: Parameters<typeof body>[0]): Plan {
  return { ...body<Omit<Plan, 'id' | 'state'>>(row), id: Number(row['id']), state: row['state'] as Plan['state'] };
}
