import type { Adopted } from '../../desk/act/order.ts';
import { Fault } from '../../domain/fault.ts';
import { showRate } from '../../texts/format.ts';
import { sayUnmanaged } from '../../texts/say.ts';
import type { AdoptionRow } from '../../planning/adoption.ts';
import { adoptionChange } from './adoption-change.ts';
import { showFindings } from '../terminal/findings-table.ts';
import { paperOf, type PaperOptions } from '../terminal/paper.ts';
import type { Bench } from '../terminal/workbench.ts';
import type { Screen } from '../terminal/screen.ts';

/** Options of `adopt`. */
export interface AdoptOptions extends PaperOptions {
  readonly router: string;
  readonly all?: boolean;
  readonly yes?: boolean;
}

/**
 * Shows what each queue made by hand would become, asks, and orders the adoption of the chosen queues. Returns the exit
 * code. Throws Fault `queue/no-such` or `queue/not-adoptable` for a name that cannot be adopted; then none is.
 */
export async function adopt(
  { client, screen }: Bench,
  queues: readonly string[],
  options: AdoptOptions,
): Promise<number> {
  const paper = paperOf(options);
  const found = await client.ask('adoption', { router: options.router });
  const chosen = chosenOf(found, queues, options.all === true);
  if (!screen.json) showAdoption(screen, found);
  if (chosen.length === 0) {
    screen.answer({ planned: 0 }, () => screen.line(screen.say('nothing-chosen')));
    return 0;
  }
  if (options.yes !== true && !(await screen.confirm(screen.say('ask-adopt', { count: chosen.length })))) {
    screen.line(screen.say('not-done'));
    return 1;
  }
  const done = await client.order('adopt', { router: options.router, rows: chosen, paper });
  screen.answer(done, ({ planned }) => screen.line(screen.say('adopted', { count: planned })));
  return 0;
}

function chosenOf(found: readonly AdoptionRow[], queues: readonly string[], all: boolean): readonly Adopted[] {
  if (!all) return queues.map((name) => adoptable(name, found));
  return found.flatMap((row) =>
    row.verdict === 'adopt' && row.owner !== null ? [{ queue: row.queue, owner: row.owner }] : [],
  );
}

function adoptable(name: string, found: readonly AdoptionRow[]): Adopted {
  const row = found.find((r) => r.queue === name);
  if (row === undefined) throw new Fault('queue/no-such', { queue: name });
  if (row.verdict !== 'adopt' || row.owner === null) {
    throw new Fault('queue/not-adoptable', { queue: name, why: [row.verdict, ...row.differs].join(', ') });
  }
  return { queue: row.queue, owner: row.owner };
}

function showAdoption(screen: Screen, rows: readonly AdoptionRow[]): void {
  screen.table(
    ['position', 'queue', 'targets', 'max-limit', 'becomes', 'verdict', 'change'],
    rows.map((row) => [
      String(row.position),
      row.queue,
      row.targets.join('\n'),
      showRate(row.maxLimit, screen.writing.lang),
      row.owner ?? (row.agency === null ? '–' : screen.say('perhaps', { agency: row.agency })),
      verdictOf(screen, row),
      adoptionChange(screen, row).join('\n') || '–',
    ]),
  );
  showFindings(
    screen,
    rows.filter((row) => row.owner !== null).flatMap((row) => row.features),
  );
}

function verdictOf(screen: Screen, { verdict, why, whyOf }: AdoptionRow): string {
  const said = screen.say(`verdict-${verdict}`);
  return why === null ? said : `${said}: ${sayUnmanaged({ why, of: whyOf }, screen.writing)}`;
}
