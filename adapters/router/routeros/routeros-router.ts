import { Fault } from '../../../agent/domain/fault.ts';
import type { Finding } from '../../../agent/domain/finding.ts';
import type { Log } from '../../../agent/ports/log.ts';
import type { Router, RouterDeps, RouterSession } from '../../../agent/ports/router.ts';
import type { Change } from '../../../agent/shaping/queue.ts';
import { failedVisit, findingsOf, mayWrite } from './routeros-check.ts';
import { LastTable } from './routeros-last-table.ts';
import type { RouterOsOptions } from './routeros-options.ts';
import { openSession, type RouterOsSession } from './routeros-session.ts';
import { terminalLines } from './routeros-terminal.ts';
import { tlsOf } from './routeros-tls.ts';
import { type RouterOsVisit, startVisit } from './routeros-visit.ts';
import { plainText } from './routeros-word.ts';

/** Opens a MikroTik router over the RouterOS API. Connects at the first `open` or `check`. */
export function openRouterOs(options: RouterOsOptions, deps: RouterDeps): Router {
  return new RouterOsRouter(options, deps);
}

interface OpenVisit {
  readonly session: RouterOsSession;
  readonly visit: RouterOsVisit;
}

class RouterOsRouter implements Router {
  readonly name: string;
  readonly #options: RouterOsOptions;
  readonly #log: Log;
  readonly #last = new LastTable();
  /** Resolves when all earlier visits are over. */
  #turn: Promise<void> = Promise.resolve();
  #session: RouterOsSession | undefined;
  #closed = false;

  constructor(options: RouterOsOptions, deps: RouterDeps) {
    this.name = deps.name;
    this.#options = options;
    this.#log = deps.log;
  }

  async open(): Promise<RouterSession> {
    const { visit } = await this.#begin();
    return visit;
  }

  async check(): Promise<readonly Finding[]> {
    try {
      const begun = await this.#begin();
      try {
        return await this.#look(begun);
      } finally {
        await begun.visit.close();
      }
    } catch (error) {
      const found = failedVisit(this.name, error);
      if (found === undefined) throw error;
      return [found];
    }
  }

  words(change: Change): readonly string[] {
    return terminalLines(change);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#session?.close();
    await this.#turn;
  }

  async #look({ visit, session }: OpenVisit): Promise<readonly Finding[]> {
    const { tls, user } = this.#options;
    const traits = await visit.traits();
    return findingsOf(this.name, {
      identity: visit.identity,
      traits,
      encrypted: tls !== false,
      writable: await mayWrite(session, user),
    });
  }

  /** Starts a visit after all earlier ones are over. A visit is over when its connection is closed, by either side. */
  #begin(): Promise<OpenVisit> {
    const begun = this.#turn.then(() => this.#enter());
    this.#turn = begun.then(
      ({ session }) => session.over,
      () => undefined,
    );
    return begun;
  }

  async #enter(): Promise<OpenVisit> {
    if (this.#closed) throw new Fault('router/unreachable', { router: this.name, why: 'closed' });
    const session = await this.#connect();
    this.#session = session;
    try {
      return {
        session,
        visit: await startVisit(session, {
          expected: this.#options.identity,
          user: this.#options.user,
          last: this.#last,
        }),
      };
    } catch (error) {
      session.close();
      throw error;
    }
  }

  async #connect(): Promise<RouterOsSession> {
    const { host, port, user, password, deadlineMs } = this.#options;
    plainText('password', password.reveal());
    const tls = await tlsOf(this.#options.tls);
    return openSession({ router: this.name, host, port, user, password, deadlineMs, tls, log: this.#log });
  }
}
