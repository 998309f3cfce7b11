import { Fault } from '../../agent/domain/fault.ts';
import { mbps, NO_RATE, rate } from '../../agent/domain/rate.ts';
import type { QueueShape } from '../../agent/shaping/queue.ts';
import type { Dice } from '../fakes/dice.ts';
import { intendDirect } from './direct-op.ts';
import type { FaultRow } from './fault-row.ts';
import { HOSTILE_NAMES } from './hostile-corpus.ts';
import type { WiredOffice } from '../office/wired/wired-office.ts';

const GOOD: QueueShape = {
  name: 'UJI',
  targets: ['10.62.99.0/24'],
  parent: null,
  maxLimit: rate(mbps(4), mbps(4)),
  limitAt: NO_RATE,
};
const FIELDS = ['name', 'target', 'parent', 'owner'] as const;
const BATCH = 50;

/** Characters that mean something to somebody on the way, among harmless ones. */
const PIECES = [
  '',
  '=',
  '?',
  '.',
  '*',
  '\0',
  '\r',
  '\n',
  ' ',
  ',',
  '/',
  '\u{80}',
  'é',
  'Ω',
  '‮',
  '=.id=*2',
  '/system/reboot',
  'A',
  'b',
  '-',
  '10.62.99.0/24',
];

function thrownText(dice: Dice): string {
  const edge = dice.one([0, 0, 0, 0, 127, 128, 129, 255, 16_383, 16_384]);
  const text = Array.from({ length: 1 + dice.below(6) }, () => dice.one(PIECES)).join('');
  return text.padEnd(edge, 'n');
}

/**
 * Each text in one field of an add, with an intent of its own: what reaches the router is word by word what was
 * intended, or nothing.
 */
async function writesAll(office: WiredOffice, texts: readonly string[], dice: Dice): Promise<void> {
  const session = await office.router.open();
  try {
    for (const [i, text] of texts.entries()) {
      const field = dice.one(FIELDS);
      const want: QueueShape = {
        ...GOOD,
        name: field === 'name' ? text : `UJI-${i}`,
        targets: field === 'target' ? [text] : [`10.61.${Math.floor(i / 250)}.${i % 250}/32`],
        parent: field === 'parent' ? text : null,
      };
      const change = { kind: 'add', owner: field === 'owner' ? text : `uji-${i}`, want, placeBefore: null } as const;
      const op = intendDirect(office, change);
      const refused = await session.write(change).then(
        () => null,
        (error: unknown) => {
          if (error instanceof Fault && ['router/bad-word', 'router/trap', 'queue/no-such'].includes(error.code))
            return error.code;
          throw error;
        },
      );
      office.ledger.record((books) => {
        const at = office.clock.now();
        books.settle(op, refused === null ? 'verified' : 'not-applied', at, {});
        books.enter({ at, actor: { kind: 'agent' }, act: 'test/settled', request: null, facts: { op, refused } });
      });
    }
  } finally {
    await session.close();
  }
}

/** E 82: text as an attack on the words of a write. */
export const HOSTILE_WRITES: FaultRow = {
  id: '82',
  what: `any field of a write holds empty words, ids, line ends, NUL or the longest text (${BATCH} texts a try)`,
  kind: 'holds',
  tries: (dice, share) =>
    Array.from({ length: Math.max(1, Math.round(60 * share)) }, (_, i) => ({
      label: `texts ${i}`,
      options: { books: 'base', foreign: 2 } as const,
      async run(office: WiredOffice) {
        const texts = i === 0 ? HOSTILE_NAMES : Array.from({ length: BATCH }, () => thrownText(dice));
        await writesAll(office, texts, dice);
        await office.pass();
        return {};
      },
    })),
};
