import { encode, integer, TAG } from '../adapters/meter/snmp-ber.ts';
import { messageId, octetsBent } from './bent-answer.ts';
import type { MeasuredOffice } from './measured-office.ts';
import { IMPATIENT_MS } from './meter-wire.ts';
import type { MeasuredRow } from './measured-row.ts';
import { openedAnswer } from './opened-v3.ts';
import { someVisits } from './other-counters.ts';
import { wiredTry } from './wired-try.ts';

/** Rows 77: SNMPv3 with wrong keys, restarting engines and answers in clear. */
export const GUARDED_V3: readonly MeasuredRow[] = [
  {
    id: '77v',
    what: 'nothing goes wrong over SNMPv3 at authPriv',
    kind: 'holds',
    count: 20,
    one: (dice) => wiredTry('v3', dice, { wire: { version: '3' }, befall: () => undefined }),
  },
  {
    id: '77a',
    what: 'the authentication key is wrong',
    kind: 'holds',
    count: 20,
    one: (dice) =>
      wiredTry('auth', dice, { wire: { version: '3', authKey: 'another-auth-key' }, befall: () => undefined }),
  },
  {
    id: '77r',
    what: 'the engine restarts with the router, up to twelve times a day',
    kind: 'holds',
    count: 40,
    one: (dice) => {
      const when = someVisits(dice, 12);
      return wiredTry(`v3 restarts × ${when.size}`, dice, {
        wire: { version: '3', timeoutMs: IMPATIENT_MS },
        befall: (office) => (at) => {
          if (when.has(at - office.day)) office.lab.plant.reboot();
        },
      });
    },
  },
  {
    id: '77c',
    what: 'an answer in clear, unsigned, comes before each sealed one',
    kind: 'holds',
    count: 40,
    one: (dice) =>
      wiredTry('in clear', dice, {
        wire: { version: '3' },
        befall: ({ wire }) => {
          wire.bend = (answer, ask) => [inClear(ask), answer];
        },
      }),
  },
  {
    id: '77p',
    what: 'an answer in clear comes before each sealed one, right in all but its counters',
    kind: 'holds',
    count: 40,
    one: (dice) => wiredTry('forged in clear', dice, { wire: { version: '3' }, befall: forgedInClear }),
  },
];

/** Half of what passed, told in clear and unsigned before each sealed answer. */
export function forgedInClear({ wire }: MeasuredOffice): void {
  wire.bend = (answer) => {
    const forged = openedAnswer(
      answer,
      octetsBent((octets) => octets / 2n),
    );
    return forged === undefined ? [answer] : [forged, answer];
  };
}

/** An SNMPv3 GetResponse without bindings at noAuthNoPriv, with the message id of the request. */
function inClear(ask: Buffer): Buffer {
  const text = (words: string): Buffer => encode(TAG.octets, Buffer.from(words));
  const head = encode(
    TAG.sequence,
    integer(messageId(ask)),
    integer(65_507),
    encode(TAG.octets, Buffer.from([0])),
    integer(3),
  );
  const security = encode(
    TAG.octets,
    encode(TAG.sequence, text('engine'), integer(7), integer(1), text(''), text(''), text('')),
  );
  const pdu = encode(TAG.response, integer(1), integer(0), integer(0), encode(TAG.sequence));
  return encode(TAG.sequence, integer(3), head, security, encode(TAG.sequence, text('engine'), text(''), pdu));
}
