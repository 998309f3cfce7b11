import { SiteVisitor } from '../adapters/helpdesk/site-visitor.ts';
import type { Step } from './play-steps.ts';
import type { StoryDaemon } from './story-daemon.ts';

const FIVE_MINUTES = 300_000;

/** What one step came to. */
export interface Played {
  readonly step: Step;
  readonly text: string;
  readonly failed: boolean;
}

interface Shown {
  readonly stage: { readonly at: string };
}

/**
 * Acts out the steps: moves the told clock, files and answers on the pages, orders by the command line. Every outcome
 * is told as it comes.
 */
export async function play(
  daemon: StoryDaemon,
  steps: readonly Step[],
  told: (played: Played) => void,
): Promise<readonly Played[]> {
  const visitor = new SiteVisitor(daemon.url);
  const tickets = new Map<string, string>();
  const all: Played[] = [];
  let now = Date.parse(instantOf(steps[0]?.at ?? '05-04 08:00'));
  for (const step of steps) {
    const at = Date.parse(instantOf(step.at));
    // Step by step, so that the lab's counters and the daemon's visits keep the same pace.
    while (now < at) {
      now = Math.min(at, now + FIVE_MINUTES - (now % FIVE_MINUTES));
      await daemon.ask({ do: 'advance', to: now });
    }
    const played = await attempt(daemon, visitor, tickets, step);
    told(played);
    all.push(played);
  }
  return all;
}

async function attempt(
  daemon: StoryDaemon,
  visitor: SiteVisitor,
  tickets: Map<string, string>,
  step: Step,
): Promise<Played> {
  try {
    return { step, ...(await act(daemon, visitor, tickets, step)) };
  } catch (error) {
    return { step, failed: true, text: error instanceof Error ? error.message : String(error) };
  }
}

async function act(
  daemon: StoryDaemon,
  visitor: SiteVisitor,
  tickets: Map<string, string>,
  { ticket, does }: Step,
): Promise<Omit<Played, 'step'>> {
  switch (does.by) {
    case 'web': {
      tickets.set(ticket, await visitor.files(does.form));
      await daemon.ask({ do: 'settle' });
      return await stageIs(daemon, ticket, undefined, 'diajukan pada helpdesk');
    }
    case 'reply': {
      await visitor.replies(tickets.get(ticket) ?? ticketOf(ticket), does.form, does.fields);
      await daemon.ask({ do: 'settle' });
      return await stageIs(daemon, ticket, undefined, `pemohon: ${does.form}`);
    }
    case 'counter': {
      const filed = (await daemon.json(...does.words)) as { readonly number: string };
      return { text: `dicatat sebagai ${filed.number}`, failed: filed.number !== ticket };
    }
    case 'cli': {
      const ran = await daemon.cli(...does.words);
      await daemon.ask({ do: 'settle' });
      const line =
        (ran.code === 0 ? ran.out : ran.err)
          .trim()
          .split('\n')
          .at(ran.code === 0 ? -1 : 0) ?? '';
      return { text: `bwagent ${does.words.slice(0, 2).join(' ')} → ${line}`, failed: ran.code !== 0 };
    }
    case 'lab':
      if (does.edit !== undefined) await daemon.ask({ do: 'edit', edit: does.edit });
      if (does.fault !== undefined) await daemon.ask({ do: 'fault', fault: does.fault });
      return { text: does.note, failed: false };
    case 'redeliver': {
      const count = async (): Promise<number> =>
        ((await daemon.json('requests', '--all')) as readonly unknown[]).length;
      const before = await count();
      await daemon.ask({ do: 'redeliver' });
      const after = await count();
      return { text: `${does.note}: ${before} permohonan sebelum, ${after} sesudah`, failed: before !== after };
    }
    case 'stale': {
      const [first] = (await daemon.json('uplinks')) as readonly { readonly ageMs: number | null }[];
      const age = first?.ageMs ?? 0;
      return { text: `${does.note}: ${Math.round(age / 60_000)} menit`, failed: age <= 2 * FIVE_MINUTES };
    }
    case 'expect':
      return await stageIs(daemon, ticket, does.stage, 'keadaan');
    default:
      return { text: 'unknown act', failed: true };
  }
}

async function stageIs(
  daemon: StoryDaemon,
  ticket: string,
  wanted: string | undefined,
  words: string,
): Promise<Omit<Played, 'step'>> {
  const shown = (await daemon.json('show', ticket)) as Shown;
  const { at } = shown.stage;
  return {
    text: `${words}: ${at}${wanted === undefined || wanted === at ? '' : ` (seharusnya ${wanted})`}`,
    failed: wanted !== undefined && wanted !== at,
  };
}

function ticketOf(ticket: string): string {
  throw new Error(`no page of ${ticket}`);
}

function instantOf(local: string): string {
  const [day, time] = local.split(' ');
  return `2026-${day}T${time}:00+07:00`;
}
