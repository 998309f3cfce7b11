import type { Span } from '../domain/moment.ts';
import type { Desk } from '../desk/act/desk.ts';
import { enrol } from '../desk/request/enrol.ts';
import type { Helpdesk } from '../ports/helpdesk.ts';
import type { Loop } from './loop.ts';

const CURSOR = 'helpdesk';

/**
 * Takes changes from the helpdesk to the desk, one by one (SOP 1). The cursor is stored last, so a crash repeats
 * changes; the desk recognises a repeated one by ticket and revision.
 */
export function intakeLoop(desk: Desk, helpdesk: Helpdesk, every: Span): Loop {
  return {
    name: 'intake',
    async pass() {
      const page = await helpdesk.poll(desk.ledger.cursor(CURSOR));
      for (const change of page.changes) enrol(desk, change);
      if (page.cursor !== desk.ledger.cursor(CURSOR)) desk.ledger.observe((notes) => notes.cursor(CURSOR, page.cursor));
      const changed = page.changes.length > 0;
      return { after: page.more ? (0 as Span) : every, changed };
    },
  };
}
