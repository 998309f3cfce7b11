import { writeFileSync } from 'node:fs';
import type { Parts } from '../../agent/daemon/parts.ts';
import type { Helpdesk } from '../../agent/ports/helpdesk.ts';
import type { Books, Ledger } from '../../agent/ports/ledger.ts';
import type { Router, RouterSession } from '../../agent/ports/router.ts';

/** What a transaction of the ledger writes with. */
const WRITES: ReadonlySet<string | symbol> = new Set<keyof Books>([
  'enter',
  'open',
  'rewrite',
  'setStage',
  'markSeen',
  'keepTicket',
  'decide',
  'allocate',
  'reallocate',
  'planChange',
  'closePlan',
  'intend',
  'settle',
  'enqueue',
  'acknowledge',
]);

/** Counts the points at which a daemon could die, and dies by SIGKILL at the one it was told. */
export class Fuse {
  /** Names of the points passed since it was armed. */
  readonly passed: string[] = [];
  #armed = false;
  readonly #blowAt: number;
  readonly #note: string;

  /** @param blowAt 1 is the first point after arming; 0 never. @param note file that names the point of death. */
  constructor(blowAt: number, note: string) {
    this.#blowAt = blowAt;
    this.#note = note;
  }

  arm(): void {
    this.#armed = true;
  }

  cross(point: string): void {
    if (!this.#armed) return;
    this.passed.push(point);
    if (this.passed.length !== this.#blowAt) return;
    writeFileSync(this.#note, point);
    process.kill(process.pid, 'SIGKILL');
  }
}

/**
 * The same parts, with a point before, inside and after each transaction, and around each word to router and helpdesk.
 */
export function fused(parts: Parts, fuse: Fuse): Parts {
  return {
    ...parts,
    ledger: fusedLedger(parts.ledger, fuse),
    helpdesk: fusedHelpdesk(parts.helpdesk, fuse),
    routers: parts.routers.map((each) => ({ ...each, router: fusedRouter(each.router, fuse) })),
  };
}

function fusedLedger(ledger: Ledger, fuse: Fuse): Ledger {
  const door = <Args, Out>(name: string, through: (work: (args: Args) => Out) => Out, watch: (args: Args) => Args) => {
    return (work: (args: Args) => Out): Out => {
      fuse.cross(`${name}: begins`);
      const out = through((args) => {
        const done = work(watch(args));
        fuse.cross(`${name}: before its commit`);
        return done;
      });
      fuse.cross(`${name}: committed`);
      return out;
    };
  };
  return overlaid(ledger, {
    record: door(
      'transaction',
      (work: (books: Books) => unknown) => ledger.record(work),
      (books) => watched(books, fuse),
    ),
    observe: door(
      'note',
      (work: Parameters<Ledger['observe']>[0]) => ledger.observe(work),
      (notes) => notes,
    ),
  } as Partial<Ledger>);
}

function watched(books: Books, fuse: Fuse): Books {
  return new Proxy(books, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        const done: unknown = Reflect.apply(value, target, args);
        if (WRITES.has(name)) fuse.cross(`transaction: after ${String(name)}`);
        return done;
      };
    },
  });
}

function fusedHelpdesk(helpdesk: Helpdesk, fuse: Fuse): Helpdesk {
  return overlaid(helpdesk, {
    poll: async (cursor) => {
      const page = await helpdesk.poll(cursor);
      fuse.cross('helpdesk: page read');
      return page;
    },
    ensureMessage: async (message) => await around(fuse, 'message', helpdesk.ensureMessage(message)),
    ensureProgress: async (progress) => await around(fuse, 'progress', helpdesk.ensureProgress(progress)),
  });
}

function fusedRouter(router: Router, fuse: Fuse): Router {
  return overlaid(router, {
    open: async () => {
      fuse.cross('router: before the visit');
      return fusedSession(await router.open(), fuse);
    },
  });
}

function fusedSession(session: RouterSession, fuse: Fuse): RouterSession {
  return overlaid(session, {
    queues: async () => await around(fuse, 'table', session.queues()),
    named: async (name, owner) => await around(fuse, 'pre-read', session.named(name, owner)),
    write: async (change) => {
      fuse.cross('router: before the write');
      await around(fuse, 'write', session.write(change));
    },
    close: async () => {
      await session.close();
      fuse.cross('router: visit ended');
    },
  });
}

/** A point when the words have left and one when the answer is there. */
async function around<T>(fuse: Fuse, what: string, under: Promise<T>): Promise<T> {
  fuse.cross(`${what}: sent`);
  const done = await under;
  fuse.cross(`${what}: answered`);
  return done;
}

/** `whole` with some methods replaced; the others stay its own. */
function overlaid<T extends object>(whole: T, own: Partial<T>): T {
  return new Proxy(whole, {
    get(target, name) {
      if (name in own) return Reflect.get(own, name) as unknown;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
