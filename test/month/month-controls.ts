import { Fault } from '../../agent/domain/fault.ts';
import type { Router, RouterSession } from '../../agent/ports/router.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';

/** Around every session of a router. */
function around(router: Router, session: (one: RouterSession) => RouterSession): Router {
  return { ...methods(router), open: async () => session(await router.open()) };
}

function methods(router: Router): Router {
  return {
    name: router.name,
    open: () => router.open(),
    words: (change) => router.words(change),
    check: () => router.check(),
    close: () => router.close(),
  };
}

function sessionOf(one: RouterSession): RouterSession {
  return {
    identity: one.identity,
    queues: () => one.queues(),
    named: (name, owner) => one.named(name, owner),
    traits: () => one.traits(),
    counters: () => one.counters(),
    write: (change) => one.write(change),
    close: () => one.close(),
  };
}

/** In doubt it sends the same change again on a new session, without a read in between. */
function retriesWithoutRead(router: Router): Router {
  return around(router, (one) => ({
    ...sessionOf(one),
    async write(change) {
      try {
        await one.write(change);
      } catch (error) {
        if (!(error instanceof Fault) || error.code !== 'router/outcome-unknown') throw error;
        await one.close();
        const again = await router.open();
        try {
          await again.queues();
          await again.write(change);
        } finally {
          await again.close();
        }
      }
    },
  }));
}

/** It takes the table that it planned with for what stands right before the write. */
function writesUnread(router: Router): Router {
  return around(router, (one) => {
    let table: readonly ObservedQueue[] = [];
    return {
      ...sessionOf(one),
      queues: async () => (table = await one.queues()),
      named: async () => table,
    };
  });
}

/** Writers that must be found out. */
export const CONTROLS: Readonly<Record<string, (router: Router) => Router>> = {
  'retry-without-read': retriesWithoutRead,
  'write-unread': writesUnread,
};
