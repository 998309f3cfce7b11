import type { Router, RouterIdentity, RouterSession, RouterTraits } from '../../../agent/ports/router.ts';
import { type Change, type ObservedQueue, ownerOf } from '../../../agent/shaping/queue.ts';
import { tableAfter, refusal } from './pretended-table.ts';

/**
 * A router that is only read. What would be written is checked as the router would check it, kept for the life of the
 * process and laid over every later read, so that the job runs to its end; the router itself never changes. A pretended
 * write that no longer fits what the router shows is left out: the router is right.
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

  /** Throws what the router would: `router/bad-word`, `router/trap`, `router/foreign-queue`, `queue/no-such`. */
  async write(change: Change): Promise<void> {
    // Composing the words refuses what may not travel.
    this.#router.words(change);
    const fault = refusal(await this.queues(), change);
    if (fault !== undefined) throw fault;
    this.#pretended.push(change);
  }

  close(): Promise<void> {
    return this.#session.close();
  }
}
