import type { Desk } from '../desk/act/desk.ts';
import { acknowledge } from '../desk/request/acknowledged.ts';
import { Fault } from '../domain/fault.ts';
import type { Span } from '../domain/moment.ts';
import type { Helpdesk } from '../ports/helpdesk.ts';
import type { OutboxRow } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import { sayNotice, sayStage } from '../texts/say.ts';
import { isForAgency } from '../workflow/notice.ts';
import { SOP } from '../workflow/sop.ts';
import { isEnd } from '../workflow/stage.ts';
import type { Loop } from './loop.ts';

/**
 * Sends the outbox to the helpdesk, in order per ticket. A row that cannot be sent holds back the later rows of its
 * ticket only.
 */
export function publishLoop(desk: Desk, helpdesk: Helpdesk, log: Log, every: Span): Loop {
  return {
    name: 'publish',
    async pass() {
      const stuck = new Set<string>();
      let changed = false;
      for (const row of desk.ledger.outbox()) {
        if (row.message.kind === 'report' || (row.ticketId !== null && stuck.has(row.ticketId))) continue;
        try {
          await send(desk, helpdesk, log, row);
          acknowledge(desk, row.id);
          changed = true;
        } catch (error) {
          if (!(error instanceof Fault) || error.retry !== 'later') throw error;
          stuck.add(row.ticketId ?? '');
          log.warn({ key: row.key, code: error.code }, 'message not sent yet');
        }
      }
      return { after: every, changed };
    },
  };
}

async function send(desk: Desk, helpdesk: Helpdesk, log: Log, row: OutboxRow): Promise<void> {
  const { message, ticketId, key, at } = row;
  if (message.kind === 'file') {
    const id = await helpdesk.file(key, message.ticket);
    desk.ledger.observe((notes) => notes.cursor(`filed:${key.replace(/^file:/, '')}`, id));
    return;
  }
  if (message.kind === 'report') return;
  const lang = desk.office.language;
  if (message.kind === 'notice') {
    const { subject, text } = sayNotice(message.notice, { lang, zone: desk.office.calendar.zone });
    if (ticketId === null)
      return log.warn({ notice: message.notice.kind, facts: message.notice.facts }, 'notice to the office');
    const audience = isForAgency(message.notice.kind) ? 'public' : 'internal';
    const { asks } = message.notice;
    return helpdesk.ensureMessage({
      ticketId,
      key,
      at,
      audience,
      subject,
      text,
      ...(asks === undefined ? {} : { asks }),
    });
  }
  const request = row.request === null ? undefined : desk.ledger.request(row.request)?.request;
  if (ticketId === null || request === undefined) return;
  const closed = isEnd({ at: message.stage } as Parameters<typeof isEnd>[0]);
  const label = sayStage(message.stage, lang);
  return helpdesk.ensureProgress({
    ticketId,
    key,
    at,
    number: request.number,
    step: SOP[message.stage].step,
    label,
    closed,
  });
}
