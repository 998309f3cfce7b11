import type { Router, RouterIdentity, RouterSession, RouterTraits } from '../../../agent/ports/router.ts';
import { type Change, type ObservedQueue, ownerOf } from '../../../agent/shaping/queue.ts';
import { tableAfter, refusal } from './pretended-table.ts';

/**
 * Wraps a router so that nothing is written. A write is checked as the router would check it, kept in memory, and
 * applied to every later read, so that a request runs to its end. A kept write that no longer fits the router's table
 * (somebody edited the queue) is left out of the reads: the router is right. The next start of the daemon forgets all.
 */
export function dryRun(router: Router): Router {
  const pretended: Change[] = [];
  return {
    name: router.name,
    check: () => router.check(),
    words: (change) => router.words(change),
    open: async () => new DryRunSession(await router.open(), router, pretended),
    close: () => router.close(),
  };
}

class DryRunSession implements RouterSession {
  readonly identity: RouterIdentity;
  readonly #session: RouterSession;
  readonly #router: Router;
  readonly #pretended: Change[];

  constructor(session: RouterSession, router: Router, pretended: Change[]) {
    this.identity = session.identity;
    this.#session = session;
    this.#router = router;
    this.#pretended = pretended;
  }

  async queues(): Promise<readonly ObservedQueue[]> {
    let table = await this.#session.queues();
    for (const change of this.#pretended) {
      if (refusal(table, change) === undefined) table = tableAfter(table, change);
    }
    return table;
  }

  async named(name: string, owner: string): Promise<readonly ObservedQueue[]> {
    const table = await this.queues();
    return table.filter((queue) => queue.name === name || ownerOf(queue.comment) === owner);
  }

  traits(): Promise<RouterTraits> {
    return this.#session.traits();
  }

  counters(): ReturnType<RouterSession['counters']> {
    return this.#session.counters();
  }

  /**
   * Throws what the router would throw: Fault `router/bad-word`, `router/trap`, `router/foreign-queue` or
   * `queue/no-such`.
   */
  async write(change: Change): Promise<void> {
    // Composing the words throws for what must not be sent.
    this.#router.words(change);
    const fault = refusal(await this.queues(), change);
    if (fault !== undefined) throw fault;
    this.#pretended.push(change);
  }

  close(): Promise<void> {
    return this.#session.close();
  }
}
