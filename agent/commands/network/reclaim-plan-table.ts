import { never } from '../../domain/never.ts';
import { showRate } from '../../texts/format.ts';
import type { ReclaimView } from '../../views/reclaim-view.ts';
import { sayUnknown } from '../request/decision-why.ts';
import { keyFacts } from '../request/key-table.ts';
import type { Screen } from '../terminal/screen.ts';

type Served = ReclaimView['plan'][number];

/** Prints the postponed requests in their order, and what reclaiming would do for each. */
export function showServed(screen: Screen, rows: readonly Served[]): void {
  const { lang } = screen.writing;
  screen.table(
    ['number', 'agency', 'priority', 'addition', 'result'],
    rows.map((row) => [
      row.number,
      row.agency ?? '–',
      row.priority ?? '–',
      `${showRate(row.addition, lang)}${row.window === null ? '' : ` (${screen.say('temporary').toLowerCase()})`}`,
      sayServed(screen, row),
    ]),
  );
}

function sayServed(screen: Screen, { served }: Served): string {
  switch (served.kind) {
    case 'enough':
      return served.after.length === 0
        ? screen.say('served-already')
        : screen.say('served-after', { lines: served.after.join(', ') });
    case 'short': {
      const keys = served.failed.map((key) => screen.say('served-key', keyFacts(screen, key))).join('; ');
      return screen.say(served.isMeasured ? 'served-not-measured' : 'served-not', { keys });
    }
    case 'waits':
      return screen.say('served-waits', {
        keys: served.failed.map((key) => screen.say('served-key', keyFacts(screen, key))).join('; '),
      });
    case 'standby':
      return screen.say('served-standby', { uplink: served.uplink, lost: served.lost });
    case 'unknown':
      return screen.say('served-unknown', { why: served.why.map((why) => sayUnknown(screen, why)).join('; ') });
    default:
      return never(served);
  }
}
