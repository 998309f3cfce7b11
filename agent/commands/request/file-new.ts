import { Fault } from '../../domain/fault.ts';
import { LOOKS } from '../terminal/kit.ts';
import type { Bench } from '../terminal/workbench.ts';
import { showReadAs } from '../terminal/read-as.ts';
import { type TicketOptions, ticketOf, windowRead } from './ticket-options.ts';

/** Files for an agency and waits for the number under which the request was recorded. */
export async function fileNew({ kit, client, screen }: Bench, options: TicketOptions): Promise<number> {
  const { key, receivedAt } = await client.order('file', {
    key: options['key'] ?? crypto.randomUUID(),
    ticket: ticketOf(options),
  });
  for (let look = 0; look < LOOKS; look += 1) {
    const { number } = await client.ask('filed', { key });
    if (number !== null) {
      const typed = options['from'] !== undefined || options['until'] !== undefined;
      const window = typed ? (await client.ask('request', { number })).request.window : null;
      screen.answer({ number, receivedAt, window }, () => {
        screen.line(screen.say('filed-as', { number }));
        showReadAs(screen, [['--received', options['received'], receivedAt], ...windowRead(options, window)]);
      });
      return 0;
    }
    await kit.pause();
  }
  throw new Fault('helpdesk/unreachable', { why: `--key ${key}` });
}
