import type { Dice } from '../fakes/dice.ts';
import { TAG, unsigned } from '../adapters/meter/snmp-ber.ts';
import { bentAnswer, COLUMNS } from './bent-answer.ts';
import type { MeasuredOffice } from './measured-office.ts';
import type { MeasuredRow } from './measured-row.ts';
import { someVisits } from './other-counters.ts';
import { wiredTry } from './wired-try.ts';

const NAME = 'sfp-sfpplus1-ISP-A';
const OTHER = 'sfp-sfpplus2-ISP-B';

/** The two uplinks' rows change places, as after a reboot with another order of cards. */
export function swapRows({ lab }: MeasuredOffice): void {
  const { interfaces } = lab.plant;
  const [a, b] = [NAME, OTHER].map((name) => interfaces.ports.find((port) => port.name === name && !port.ghost)!);
  [a!.index, b!.index] = [b!.index, a!.index];
  interfaces.renumber(0);
}

/** Rows 73 and 75: interfaces that answer under another number, twice, or with a speed and a state that cannot be. */
export const OTHER_INDEX: readonly MeasuredRow[] = [
  happening('73a', 'every interface gets a new index', 20, ({ lab }) => lab.plant.interfaces.renumber(10)),
  happening('73b', 'the two uplinks exchange their indexes', 20, swapRows),
  happening('73r', 'the router reboots and the uplinks exchange their indexes', 20, (office) => {
    office.lab.plant.reboot();
    swapRows(office);
  }),
  happening('73c', 'the interface is made anew: two rows of one name', 3, ({ lab }) =>
    lab.plant.interfaces.recreate(NAME),
  ),
  happening('73d', 'two rows of one name stand there, both up', 2, ({ lab }) => {
    lab.plant.interfaces.recreate(NAME);
    for (const port of lab.plant.interfaces.ports) if (port.ghost) port.up = true;
  }),
  ...[
    ['75z', 'ifHighSpeed is 0', TAG.gauge, unsigned(0n)],
    ['75s', 'ifHighSpeed is a tenth of what passes', TAG.gauge, unsigned(20n)],
    ['75m', 'ifHighSpeed is as large as it can be', TAG.gauge, unsigned(4_294_967_295n)],
    ['75n', 'ifHighSpeed is negative', TAG.integer, Buffer.from([0xff])],
    ['75t', 'ifHighSpeed is the text NaN', TAG.octets, Buffer.from('NaN')],
    ['75u', 'ifHighSpeed is absent', TAG.noSuchInstance, Buffer.alloc(0)],
  ].map(([id, what, tag, body]) =>
    column(id as string, what as string, COLUMNS.highSpeed, tag as number, body as Buffer),
  ),
  column('75o', 'ifOperStatus is a number that does not exist', COLUMNS.operStatus, TAG.integer, Buffer.from([99])),
];

function happening(id: string, what: string, most: number, happens: (office: MeasuredOffice) => void): MeasuredRow {
  return {
    id,
    what: `${what}, up to ${most} times a day`,
    kind: 'holds',
    count: 60,
    one: (dice: Dice) => {
      const when = someVisits(dice, most);
      return wiredTry(`${id} × ${when.size}`, dice, {
        befall: (office) => (at) => {
          if (when.has(at - office.day)) happens(office);
        },
      });
    },
  };
}

function column(id: string, what: string, of: string, tag: number, body: Buffer): MeasuredRow {
  return {
    id,
    what,
    kind: 'holds',
    count: 20,
    one: (dice) =>
      wiredTry(id, dice, {
        befall: ({ wire }) => {
          wire.bend = (answer) => [bentAnswer(answer, (oid) => (oid.startsWith(of) ? { tag, body } : undefined))];
        },
      }),
  };
}
