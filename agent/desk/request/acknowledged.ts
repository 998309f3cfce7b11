import { AGENT } from '../../domain/person.ts';
import { advanceIn } from './advance.ts';
import type { Desk } from '../act/desk.ts';

/**
 * Marks an outbox row as shown by the helpdesk. When it was the notice that a grant is active, the request goes to its
 * next stage (SOP 7).
 */
export function acknowledge(desk: Desk, rowId: number): void {
  desk.ledger.record((books) => {
    const row = books.outbox().find((r) => r.id === rowId);
    if (row === undefined) return;
    const at = desk.clock.now();
    books.acknowledge(rowId, at);
    books.enter({
      at,
      actor: AGENT,
      act: 'outbox/told',
      request: row.request,
      facts: { key: row.key, kind: row.message.kind },
    });
    if (row.request === null || row.message.kind !== 'notice') return;
    const { kind } = row.message.notice;
    const found = books.request(row.request);
    if (kind === 'agency/active' && found?.stage.at === 'active')
      advanceIn(desk, books, row.request, { kind: 'told', notice: kind }, AGENT);
  });
}
