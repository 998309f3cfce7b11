import { Fault } from '../../../agent/domain/fault.ts';
import { never } from '../../../agent/domain/never.ts';
import type { RouterIdentity, RouterSession, RouterTraits } from '../../../agent/ports/router.ts';
import { type Change, isAsPlanned, type ObservedQueue, ownerOf } from '../../../agent/shaping/queue.ts';
import { PRINT_COUNTERS, queueBytesOf } from './routeros-counters.ts';
import { unlessHidden, unlessMissing } from './routeros-hidden.ts';
import type { LastTable } from './routeros-last-table.ts';
import { fieldsOf, QUEUE_PROPERTIES } from './routeros-queue.ts';
import { observedQueue } from './routeros-queue-row.ts';
import type { Row } from './routeros-row.ts';
import type { RouterOsSession } from './routeros-session.ts';
import {
  handEditsOf,
  identityOf,
  passesFirewall,
  pcqRatesOf,
  rulesInForce,
  serialOf,
  versionOf,
} from './routeros-wire.ts';
import { anyOf, attributeWord, type Field, itemWord, plainName, queryWord } from './routeros-word.ts';

/** Menus that may hold FastTrack rules, which take traffic past simple queues. Not every version has all of them. */
const FASTTRACK_MENUS = ['/ip/firewall/filter', '/ip/firewall/mangle', '/ipv6/firewall/filter'];

const PRINT = ['/queue/simple/print', `=.proplist=${QUEUE_PROPERTIES}`];

/** A change of a queue that exists. */
type Edit = Exclude<Change, { readonly kind: 'add' }>;

/**
 * Starts a visit: asks the router who it is. Throws Fault `router/wrong-identity` when it is not the router of the
 * settings; the caller then closes the session.
 */
export async function startVisit(
  session: RouterOsSession,
  { expected, user, last }: VisitSetup,
): Promise<RouterOsVisit> {
  const identity = await readIdentity(session);
  const found = identity.identity;
  if (found !== expected) throw new Fault('router/wrong-identity', { expected, found });
  return new RouterOsVisit(session, { identity, user, last });
}

/** The identity the settings expect, our user name on the router, and the table of the last visit. */
interface VisitSetup {
  readonly expected: string;
  readonly user: string;
  readonly last: LastTable;
}

/** The port's session over one connection. */
export class RouterOsVisit implements RouterSession {
  readonly identity: RouterIdentity;
  readonly #session: RouterOsSession;
  readonly #user: string;
  readonly #last: LastTable;

  constructor(
    session: RouterOsSession,
    { identity, user, last }: Omit<VisitSetup, 'expected'> & { readonly identity: RouterIdentity },
  ) {
    this.#session = session;
    this.#user = user;
    this.#last = last;
    this.identity = identity;
  }

  async queues(): Promise<readonly ObservedQueue[]> {
    const rows = await this.#session.runMapped(PRINT, 'read', this.#last.taking());
    return this.#last.read(rows);
  }

  /**
   * Reads only the rows with this name, with the bare mark, or with a comment that held the mark at the last read of
   * the table. The API cannot search inside a comment: a mark that was put into a new comment since then is seen at the
   * next read of the whole table. A name or comment that must not be sent costs such a read at once.
   */
  async named(name: string, owner: string): Promise<readonly ObservedQueue[]> {
    const wanted = anyOf([['name', name], ...this.#last.comments(owner).map((comment): Field => ['comment', comment])]);
    if (wanted === undefined)
      return (await this.queues()).filter((queue) => queue.name === name || ownerOf(queue.comment) === owner);
    const rows = await this.#session.run([...PRINT, ...wanted], 'read');
    return rows.map((row) => this.#last.placed(observedQueue(row, -1)));
  }

  async traits(): Promise<RouterTraits> {
    const [counts, blindBridgePorts, pcqRates, handEdits] = await Promise.all([
      Promise.all(FASTTRACK_MENUS.map((menu) => this.#fasttrackRules(menu))),
      this.#blindBridgePorts(),
      this.#pcqRates(),
      this.#handEdits(),
    ]);
    return { fasttrackRules: counts.reduce((sum, count) => sum + count, 0), blindBridgePorts, pcqRates, handEdits };
  }

  async counters(): ReturnType<RouterSession['counters']> {
    return queueBytesOf(await this.#session.run(PRINT_COUNTERS, 'read'));
  }

  /**
   * Checks the words before anything is sent. An existing queue is read again by name in this session and must be the
   * queue that the plan saw; else Fault `queue/no-such` or `router/foreign-queue`, and nothing is written.
   */
  async write(change: Change): Promise<void> {
    const fields = fieldsOf(change).map(attributeWord);
    switch (change.kind) {
      case 'add':
        return this.#send(['/queue/simple/add', ...fields, ...(await this.#place('place-before', change.placeBefore))]);
      case 'set':
      case 'mark':
        return this.#send(['/queue/simple/set', await this.#itemOf(change), ...fields]);
      case 'move': {
        const destination = await this.#place('destination', change.before);
        return this.#send(['/queue/simple/move', await this.#itemOf(change), ...destination]);
      }
      case 'remove':
        return this.#send(['/queue/simple/remove', await this.#itemOf(change)]);
      default:
        return never(change);
    }
  }

  async close(): Promise<void> {
    this.#session.close();
    await this.#session.over;
  }

  async #send(words: readonly string[]): Promise<void> {
    await this.#session.run(words, 'write');
  }

  /** Ends the session when `read` throws: the rest of a wrong answer is worth nothing. */
  #trusting<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      this.#session.endForBadReply('a row that makes no sense');
      throw error;
    }
  }

  async #byName(field: string, name: string): Promise<ObservedQueue> {
    const rows = await this.#session.run([...PRINT, queryWord(['name', plainName(field, name)])], 'read');
    const [queue] = rows.map(observedQueue);
    if (queue === undefined) throw new Fault('queue/no-such', { queue: name });
    if (queue.id === '') throw new Fault('router/foreign-queue', { queue: name });
    return queue;
  }

  async #place(key: string, before: string | null): Promise<readonly string[]> {
    return before === null ? [] : [`=${key}=${(await this.#byName(key, before)).id}`];
  }

  async #itemOf(edit: Edit): Promise<string> {
    const now = await this.#byName('name', edit.was.name);
    const owner = ownerOf(now.comment);
    const mayTouch = owner === edit.owner || (edit.kind === 'mark' && owner === undefined);
    if (!mayTouch || !isAsPlanned(edit, now) || now.dynamic)
      throw new Fault('router/foreign-queue', { queue: edit.was.name });
    return itemWord(now);
  }

  async #fasttrackRules(menu: string): Promise<number> {
    const words = [`${menu}/print`, '=.proplist=.id,disabled,dynamic', '?action=fasttrack-connection'];
    const rows = await unlessMissing(this.#session.run(words, 'read'), []);
    return this.#trusting(() => rulesInForce(rows));
  }

  async #blindBridgePorts(): Promise<number> {
    const [settings, ports] = await Promise.all([
      unlessHidden(this.#session.run(['/interface/bridge/settings/print', '=.proplist=use-ip-firewall'], 'read'), []),
      unlessHidden(this.#session.run(['/interface/bridge/port/print', '=.proplist=.id,disabled'], 'read'), []),
    ]);
    return passesFirewall(settings) ? 0 : ports.filter((port) => port['disabled'] !== 'true').length;
  }

  /**
   * null when the history is refused or missing: only a history that was shown can prove that nobody else made a
   * change.
   */
  async #handEdits(): Promise<RouterTraits['handEdits']> {
    const words = ['/system/history/print', '=.proplist=.id,by,action,time'];
    const rows = await unlessHidden<readonly Row[] | null>(this.#session.run(words, 'read'), null);
    return rows === null ? null : handEditsOf(rows, this.#user);
  }

  async #pcqRates(): Promise<RouterTraits['pcqRates']> {
    return pcqRatesOf(
      await unlessHidden(
        this.#session.run(['/queue/type/print', '=.proplist=name,kind,pcq-rate', '?kind=pcq'], 'read'),
        [],
      ),
    );
  }
}

/** Reads who answered: identity, version, and the serial number (null on CHR and x86). */
export async function readIdentity(session: RouterOsSession): Promise<RouterIdentity> {
  const [identity, resource, board] = await Promise.all([
    session.run(['/system/identity/print'], 'read'),
    session.run(['/system/resource/print', '=.proplist=version'], 'read'),
    unlessMissing(session.run(['/system/routerboard/print', '=.proplist=serial-number'], 'read'), []),
  ]);
  return { identity: identityOf(identity), version: versionOf(resource), serial: serialOf(board) };
}
