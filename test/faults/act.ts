import type { Change, ObservedQueue } from '../../agent/shaping/queue.ts';
import { writeDirect } from './direct-op.ts';
import type { Wanted } from '../checker/wanted.ts';
import type { WiredOffice, WiredOptions } from '../office/wired/wired-office.ts';
import { NUMBER } from '../office/wired/wired-seed.ts';

/** One thing the agent writes: how it comes to be due, the visit in which it goes on the wire, and how it must end. */
export interface Act {
  readonly name: 'grant' | 'set' | 'add' | 'mark' | 'move' | 'remove';
  readonly books: NonNullable<WiredOptions['books']>;
  /** The queue it is about. */
  readonly queue: string;
  order(office: WiredOffice): Promise<void>;
  go(office: WiredOffice): Promise<void>;
  /** Whether `go` may be called again after a visit that failed. */
  readonly again: boolean;
  /** How it ends once the wire is whole again. */
  readonly wanted: Wanted;
}

const passes = async (office: WiredOffice): Promise<void> => void (await office.pass());
const restore = (office: WiredOffice): void =>
  void office.as('prakom', 'resolve-drift', {
    router: 'core',
    owner: 'disdik',
    how: 'restore',
    reason: 'uji',
    paper: null,
  });

/** An approved addition is written. */
export const GRANT: Act = {
  name: 'grant',
  books: 'approved',
  queue: 'DINKES',
  order: async () => undefined,
  go: passes,
  again: true,
  wanted: { lines: { dinkes: [40e6, 40e6] }, stages: { [NUMBER]: ['active'] } },
};

/** A hand edit was seen and people ordered it put right. */
export const SET: Act = {
  name: 'set',
  books: 'base',
  queue: 'DISDIK',
  order: async (office) => {
    office.edit({ kind: 'queue-set', queue: 'DISDIK', words: { 'max-limit': '9M/9M' } });
    await office.look();
    restore(office);
  },
  go: passes,
  again: true,
  wanted: { lines: { disdik: [20e6, 20e6] } },
};

/** A queue was removed by hand and people ordered it made again. */
export const ADD: Act = {
  name: 'add',
  books: 'base',
  queue: 'DISDIK',
  order: async (office) => {
    office.edit({ kind: 'queue-remove', queue: 'DISDIK' });
    await office.look();
    restore(office);
  },
  go: passes,
  again: true,
  wanted: { lines: { disdik: [20e6, 20e6] } },
};

/** A queue made by hand is adopted. */
export const MARK: Act = {
  name: 'mark',
  books: 'base',
  queue: 'DISDIK',
  order: async (office) => {
    office.edit({ kind: 'queue-set', queue: 'DISDIK', words: { comment: 'dibuat tangan' } });
    await office.look();
    office.as('prakom', 'adopt', { router: 'core', rows: [{ queue: 'DISDIK', owner: 'disdik' }], paper: null });
  },
  go: passes,
  again: true,
  wanted: { lines: { disdik: [20e6, 20e6] } },
};

/** The port can move and remove; no plan asks for it yet, so that its op is laid by hand and settled by the desk. */
export const MOVE = direct('move', (was) => ({ kind: 'move', owner: 'disdik', was, before: 'DINKES' }));
export const REMOVE = direct('remove', (was) => ({ kind: 'remove', owner: 'disdik', was }));

/** Every act of the port. */
export const ACTS: readonly Act[] = [GRANT, SET, ADD, MARK, MOVE, REMOVE];
/** Those that the desk carries through to the end by itself. */
export const DESK_ACTS: readonly Act[] = [GRANT, SET, ADD, MARK];

function direct(name: 'move' | 'remove', make: (was: ObservedQueue) => Change): Act {
  return {
    name,
    books: 'base',
    queue: 'DISDIK',
    order: async (office) => await office.look(),
    go: async (office) => await writeDirect(office, 'DISDIK', make),
    again: false,
    wanted: {},
  };
}
