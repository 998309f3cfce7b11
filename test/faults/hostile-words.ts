import { intakeLoop } from '../../agent/loops/intake.ts';
import { span } from '../../agent/domain/moment.ts';
import { MemoryHelpdesk } from '../fakes/memory-helpdesk.ts';
import { type FaultRow, some, type Try } from './fault-row.ts';
import { HOSTILE_NAMES, HOSTILE_RATES, HOSTILE_TARGETS, HOSTILE_TEXTS } from './hostile-corpus.ts';
import { HOSTILE_WRITES } from './hostile-writes.ts';

/** No upload typed is as much upload as download. */
const SAME_UP = [[40e6, 40e6]] as const;

/**
 * Tickets with such content are taken in; whatever becomes of them, nothing reaches the router and no rate is read that
 * is not there.
 */
function filed(
  label: string,
  tickets: readonly Parameters<MemoryHelpdesk['agencyFiles']>[0][],
  asked: (i: number) => readonly (readonly [number, number])[],
): Try {
  return {
    label,
    options: { books: 'base' },
    async run(office) {
      const helpdesk = new MemoryHelpdesk(office.clock);
      const ids = tickets.map((ticket) =>
        helpdesk.agencyFiles({ agency: 'DINKES', targets: ['10.62.20.0/24'], ...ticket }),
      );
      await intakeLoop(office.desk, helpdesk, span(15_000)).pass();
      await office.settle();
      const may = Object.fromEntries(ids.map((id, i) => [id, asked(i)]));
      return { settled: true, silent: true, asked: may, within: ids };
    },
  };
}

/** A line whose queue or targets in the books are hostile is ordered to be made: it is parked and nothing is sent. */
function lineOf(label: string, line: { readonly queue?: string; readonly targets?: readonly string[] }): Try {
  return {
    label,
    options: { books: 'base' },
    async run(office) {
      office.ledger.record((books) => {
        const at = office.clock.now();
        const known = books.lines().find(({ id }) => id === 'disdik')!;
        books.putLine({ ...known, ...line });
        books.enter({ at, actor: { kind: 'agent' }, act: 'test/base-data', request: null, facts: {} });
      });
      office.edit({ kind: 'queue-remove', queue: 'DISDIK' });
      await office.pass();
      office.as('prakom', 'resolve-drift', {
        router: 'core',
        owner: 'disdik',
        how: 'restore',
        reason: 'uji',
        paper: null,
      });
      await office.settle();
      return { settled: true, silent: true };
    },
  };
}

/** E 82-86: text as an attack. */
export const HOSTILE_WORDS: readonly FaultRow[] = [
  HOSTILE_WRITES,
  {
    id: '83',
    what: 'a target widens: everything, host bits, octal, zones, commas, management, another agency',
    kind: 'holds',
    tries: (dice, share) => [
      ...some(
        HOSTILE_TARGETS.map((target) => lineOf(`in the books ${JSON.stringify(target)}`, { targets: [target] })),
        dice,
        share,
      ),
      filed(
        'on tickets',
        HOSTILE_TARGETS.map((target) => ({ targets: [target], wantedDown: '40', wantedUp: '40' })),
        () => [[40e6, 40e6]],
      ),
    ],
  },
  {
    id: '84',
    what: 'a rate can be misread: it is refused, asked back, or read as it says',
    kind: 'holds',
    tries: () => [
      filed(
        'down',
        HOSTILE_RATES.map(([wantedDown]) => ({ wantedDown, wantedUp: '40' })),
        (i) => HOSTILE_RATES[i]![1].map((bits) => [bits, 40e6] as const),
      ),
      filed(
        'up',
        HOSTILE_RATES.map(([wantedUp]) => ({ wantedDown: '40', wantedUp })),
        (i) => [
          ...HOSTILE_RATES[i]![1].map((bits) => [40e6, bits] as const),
          ...(HOSTILE_RATES[i]![0] === '' ? SAME_UP : []),
        ],
      ),
    ],
  },
  {
    id: '85',
    what: 'text imitates our mark, on tickets and in comments of others: nothing is adopted or written',
    kind: 'holds',
    tries: () => [
      filed(
        'on tickets',
        HOSTILE_TEXTS.map((text) => ({ subject: text, body: text, letterNumber: text })),
        () => [[50e6, 50e6]],
      ),
      ...HOSTILE_TEXTS.map(
        (comment): Try => ({
          label: `comment ${JSON.stringify(comment)}`,
          options: { books: 'approved' },
          async run(office) {
            office.edit({
              kind: 'queue-add',
              words: { name: 'TIRUAN', target: '10.70.0.0/24', 'max-limit': '1M/1M', comment },
            });
            const stands = office.queues().filter((queue) => queue.name === 'TIRUAN');
            await office.settle();
            return { settled: true, untouched: stands, writes: 1 };
          },
        }),
      ),
    ],
  },
  {
    id: '86',
    what:
      'names go beyond ASCII, in the books and on the router: they are parked or left alone, never sent as ' +
      'something else',
    kind: 'holds',
    tries: (dice, share) => [
      ...some(
        HOSTILE_NAMES.filter((name) => name !== '' && !/^(?!\*)[!-~](?:[ -~]*[!-~])?$/.test(name)).map((queue) =>
          lineOf(`in the books ${JSON.stringify(queue.slice(0, 40))}`, { queue }),
        ),
        dice,
        share,
      ),
      {
        label: 'on the router',
        options: {},
        async run(office) {
          for (const [i, name] of HOSTILE_NAMES.filter((one) => one.length > 0 && one.length < 10_000).entries()) {
            const bytes = Buffer.from(name, 'utf8').toString('latin1');
            const words = { name: `${bytes}${i}`, target: `10.71.0.${i}/32`, 'max-limit': '1M/1M', comment: bytes };
            office.edit({ kind: 'queue-add', words });
          }
          const stands = office.queues().filter((queue) => queue.target.startsWith('10.71.'));
          await office.settle();
          return { settled: true, lines: { dinkes: [40e6, 40e6] }, untouched: stands, writes: 1 };
        },
      },
    ],
  },
];
