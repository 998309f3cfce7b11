import { type Act, ACTS, MOVE, REMOVE } from './act.ts';
import { actTry } from './act-try.ts';
import type { Dice } from '../fakes/dice.ts';
import { type FaultRow, some, type Try } from './fault-row.ts';
import { WiredOffice } from '../office/wired/wired-office.ts';
import { sowOffice } from '../office/wired/wired-seed.ts';

type Way = 'request' | 'reply';

interface Measured {
  readonly act: Act;
  /** Bytes of the whole visit, and how many had passed when the write came in. */
  readonly whole: Readonly<Record<Way, number>>;
  readonly before: Readonly<Record<Way, number>>;
}

/** Makes each act's visit once, unharmed, and counts its bytes. */
async function measured(): Promise<readonly Measured[]> {
  const sown = await sowOffice();
  const found: Measured[] = [];
  for (const act of ACTS) {
    const office = await WiredOffice.open(sown, { books: act.books, proxied: true });
    await act.order(office);
    const proxy = office.proxy!;
    proxy.cutAfter('request', undefined);
    let before = { request: 0, reply: 0 };
    let read = { ...before };
    office.lab.faults.watchers.add(({ words, verb }) => {
      if (verb !== 'print') before = read;
      else if (words[0] === '/queue/simple/print') read = { ...proxy.passed };
    });
    await act.go(office);
    found.push({ act, whole: { ...proxy.passed }, before });
    await office.end({});
    office.remove();
  }
  sown.close();
  return found;
}

/** A cut at this byte of a visit; the wire is whole again right after. */
function cutTry(act: Act, way: Way, byte: number): Try {
  const wanted = act === MOVE || act === REMOVE ? { writes: 1 } : { ...act.wanted, writes: 2 };
  return actTry(
    `cut at byte ${byte} of the ${way}`,
    act,
    { proxied: true },
    ({ proxy }) => proxy!.cutAfter(way, byte),
    wanted,
  );
}

function cuts(which: (one: Measured, way: Way) => readonly number[], full: (share: number) => number) {
  return async (dice: Dice, share: number): Promise<readonly Try[]> => {
    const acts = await measured();
    const all = acts.flatMap((one) =>
      (['request', 'reply'] as const).flatMap((way) => which(one, way).map((byte) => cutTry(one.act, way, byte))),
    );
    return some(all, dice, full(share));
  };
}

const from = (start: number, end: number): readonly number[] =>
  Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);

/** A 3. The connection is cut at every byte, both ways. */
export const CUT_BYTES: readonly FaultRow[] = [
  {
    id: '3',
    what: 'the connection is cut at every byte of the write and of the read before it, both ways',
    kind: 'holds',
    tries: cuts(
      ({ whole, before }, way) => from(before[way], whole[way] + 1),
      (share) => share,
    ),
  },
  {
    id: '3v',
    what:
      'the connection is cut at every byte of the rest of the visit: login, identity, tables (one in eight ' +
      'unless --long)',
    kind: 'holds',
    tries: cuts(
      ({ before }, way) => from(0, before[way]),
      (share) => (share > 1 ? 1 : share / 8),
    ),
  },
];
