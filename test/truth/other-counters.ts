import { type Ber, TAG, unsigned } from '../adapters/meter/snmp-ber.ts';
import type { Dice } from '../fakes/dice.ts';
import { bentAnswer, COLUMNS, type Lie, octetsBent } from './bent-answer.ts';
import type { MeasuredOffice } from './measured-office.ts';
import type { MeasuredRow } from './measured-row.ts';
import { everyFiveMinutes, wiredTry } from './wired-try.ts';

const WRAP = 2n ** 32n;
const isOctets = (oid: string): boolean => oid.startsWith(COLUMNS.inOctets) || oid.startsWith(COLUMNS.outOctets);

/** Rows 71 and 72: counters of another width, counters that start again, jump or fall. */
export const OTHER_COUNTERS: readonly MeasuredRow[] = [
  lies('71a', 'the device has no 64-bit counters', (oid) =>
    isOctets(oid) ? { tag: TAG.noSuchInstance, body: Buffer.alloc(0) } : undefined,
  ),
  lies('71b', 'the device shows 32-bit counters in place of those of 64 bits', (oid, { body }) =>
    isOctets(oid) ? { tag: TAG.counter, body: unsigned(BigInt(`0x${body.toString('hex')}`) % WRAP) } : undefined,
  ),
  lies(
    '71c',
    'the 64-bit counters hold 32 bits and wrap',
    octetsBent((octets) => octets % WRAP),
  ),
  lies('71e', 'the counters are empty, which reads as zero', (oid) =>
    isOctets(oid) ? { tag: TAG.counter64, body: Buffer.alloc(0) } : undefined,
  ),
  {
    id: '71n',
    what: 'the 64-bit counters are missing now and then',
    kind: 'holds',
    count: 60,
    one: (dice) =>
      wiredTry('now and then', dice, {
        befall: ({ wire }) => {
          wire.bend = (answer) => [
            dice.onceIn(15) ? bentAnswer(answer, (oid) => (isOctets(oid) ? NOTHING : undefined)) : answer,
          ];
        },
      }),
  },
  atSome('72a', 'the router reboots', ({ lab }) => lab.plant.reboot()),
  atSome('72b', 'counters start again while the uptime goes on', ({ lab }) => lab.plant.resetCounters()),
  atSome('72c', 'the agent restarts: its uptime starts again, counters go on', ({ lab }) => {
    lab.plant.bootedAt = lab.clock.now();
  }),
  jumping(
    '72d',
    'counters jump forward with a discontinuity',
    (dice) => 1_000_000_000n + BigInt(dice.below(9_000_000_000)),
    true,
  ),
  jumping(
    '72e',
    'counters leap far forward without a discontinuity',
    (dice) => 10n ** BigInt(12 + dice.below(5)) + BigInt(dice.below(9_000_000_000)),
    false,
    7,
  ),
  jumping(
    '72f',
    'counters fall a little without a discontinuity',
    (dice) => -BigInt(20_000_000_000 + dice.below(1e9)),
    false,
  ),
  {
    id: '72w',
    what: 'the uptime wraps after 497 days',
    kind: 'holds',
    count: 40,
    one: (dice) =>
      wiredTry('uptime wraps', dice, {
        befall: ({ lab, day }) => {
          lab.plant.bootedAt = day + (7 + dice.below(9)) * 3_600_000 + dice.below(3_600_000) - 2 ** 32 * 10;
        },
      }),
  },
];

const NOTHING: Ber = { tag: TAG.noSuchInstance, body: Buffer.alloc(0) };

function lies(id: string, what: string, lie: Lie): MeasuredRow {
  return {
    id,
    what,
    kind: 'holds',
    count: 40,
    one: (dice) =>
      wiredTry(id, dice, {
        befall: ({ wire }) => {
          wire.bend = (answer) => [bentAnswer(answer, lie)];
        },
      }),
  };
}

/** Visits of the day before which something happens, few or many. */
export function someVisits(dice: Dice, most = 40): ReadonlySet<number> {
  return new Set(dice.shuffled(everyFiveMinutes()).slice(0, 1 + dice.below(most)));
}

function atSome(id: string, what: string, happens: (office: MeasuredOffice) => void): MeasuredRow {
  return {
    id,
    what: `${what}, up to 40 times a day`,
    kind: 'holds',
    count: 100,
    one: (dice) => {
      const when = someVisits(dice);
      return wiredTry(`${id} × ${when.size}`, dice, {
        befall: (office) => (at) => {
          if (when.has(at - office.day)) happens(office);
        },
      });
    },
  };
}

function jumping(id: string, what: string, jump: (dice: Dice) => bigint, tells: boolean, most = 40): MeasuredRow {
  return {
    id,
    what: `${what}, up to ${most} times a day`,
    kind: 'holds',
    count: 60,
    one: (dice) => {
      const when = someVisits(dice, most);
      return wiredTry(`${id} × ${when.size}`, dice, {
        befall: (office) => {
          let off = 0n;
          let discontinuity = 0;
          const octets = octetsBent((true_) => true_ + off);
          office.wire.bend = (answer) => [
            bentAnswer(answer, (oid, held) =>
              tells && oid.startsWith(COLUMNS.discontinuity)
                ? { tag: TAG.ticks, body: unsigned(BigInt(discontinuity)) }
                : octets(oid, held),
            ),
          ];
          return (at) => {
            if (!when.has(at - office.day)) return;
            off += jump(dice);
            discontinuity += 1;
          };
        },
      });
    },
  };
}
