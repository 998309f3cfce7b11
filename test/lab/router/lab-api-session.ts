import { createHash, randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Faults, LoggedSentence, WireFault } from '../faults.ts';
import { type ApiRequest, isWrite, readRequest } from './lab-api-request.ts';
import { ReplyWriter } from './lab-api-reply.ts';
import type { RouterFacts, RouterUser } from './lab-router-facts.ts';
import type { Plant } from '../plant.ts';
import { type Answer, runCommand } from './routeros-menu.ts';
import { ControlByte, SentenceReader } from './routeros-words.ts';
import { type SeenQueue, standingQueue } from './standing-queue.ts';

/** What a session of the API server works on. */
export interface ApiWorld {
  readonly plant: Plant;
  readonly facts: RouterFacts;
  readonly faults: Faults;
}

/** One connection to the API: login, then commands, each struck by the fault that is armed for it. */
export class ApiSession {
  readonly #world: ApiWorld;
  readonly #socket: Socket;
  readonly #reply: ReplyWriter;
  readonly #reader = new SentenceReader();
  /** Commands without an answer yet, by tag, and how to end them early. */
  readonly #pending = new Map<string, () => void>();
  #user: RouterUser | undefined;
  /** Running number of this login. */
  #number = 0;
  #challenge: Buffer | undefined;

  constructor(world: ApiWorld, socket: Socket) {
    this.#world = world;
    this.#socket = socket;
    this.#reply = new ReplyWriter(socket, world.faults.switches, world.facts);
  }

  /** Bytes from the client. */
  receive(chunk: Buffer): void {
    try {
      for (const sentence of this.#reader.push(chunk)) if (!this.#socket.destroyed) this.#handle(readRequest(sentence));
    } catch (error) {
      if (!(error instanceof ControlByte)) throw error;
      this.#socket.destroy();
    }
  }

  #handle(request: ApiRequest): void {
    if (request.words[0] === '/login') return this.#login(request);
    if (this.#user === undefined) return this.#reply.fatal('not logged in');
    if (request.words[0] === '/quit') return this.#reply.fatal('session terminated on request');
    if (request.words[0] === '/cancel') return this.#cancel(request);
    this.#world.faults.hear(request);
    const fault = this.#world.faults.strike(request);
    const entry = isWrite(request) ? this.#log(request, this.#user) : undefined;
    this.#perform(request, this.#user, fault, entry);
  }

  #log(request: ApiRequest, user: RouterUser): LoggedSentence {
    const words = request.words.filter((word) => !word.startsWith('.tag='));
    const { faults, plant } = this.#world;
    const entry: LoggedSentence = {
      at: plant.clock.now(),
      user: user.name,
      session: this.#number,
      words,
      was: null,
      executed: false,
      outcome: 'received',
    };
    faults.sentences.push(entry);
    return entry;
  }

  #run(request: ApiRequest, user: RouterUser, entry: LoggedSentence | undefined): Answer {
    if (entry) entry.was = this.#addressed(request);
    const answer = runCommand(this.#world.plant, this.#world.facts, user, request);
    if (entry) {
      entry.executed = answer.traps.length === 0;
      entry.outcome =
        answer.traps.length === 0 ? 'done' : `trap: ${answer.traps.map((trap) => trap.message).join(', ')}`;
    }
    return answer;
  }

  #runLate(request: ApiRequest, user: RouterUser, entry: LoggedSentence | undefined): void {
    this.#reply.answer(request.tag, this.#run(request, user, entry));
    if (entry) entry.outcome = `held, then ${entry.outcome}`;
  }

  #addressed(request: ApiRequest): SeenQueue | null {
    const { plant } = this.#world;
    const row = plant.queues.find(request.attributes.get('.id') ?? request.attributes.get('numbers') ?? '');
    return row === undefined ? null : standingQueue(plant, row);
  }

  #perform(
    request: ApiRequest,
    user: RouterUser,
    fault: WireFault | undefined,
    entry: LoggedSentence | undefined,
  ): void {
    if (fault && entry) entry.outcome = fault.kind;
    switch (fault?.kind) {
      case undefined:
        return this.#reply.answer(request.tag, this.#run(request, user, entry));
      case 'cut-before':
        return this.#cut();
      case 'cut-after':
        this.#run(request, user, entry);
        return this.#cut();
      case 'cut-inside-reply':
        this.#reply.half(request.tag, this.#run(request, user, entry));
        return;
      case 'reset-after':
        this.#run(request, user, entry);
        this.#socket.resetAndDestroy();
        return;
      case 'held':
        this.#world.faults.hold(() => this.#runLate(request, user, entry));
        return;
      case 'garbage':
        this.#run(request, user, entry);
        return this.#reply.raw(Buffer.from(fault.hex, 'hex'));
      case 'silent-before':
        return this.#hold(request, () => undefined);
      case 'silent':
        this.#run(request, user, entry);
        return this.#hold(request, () => undefined);
      case 'delay':
        return this.#later(request, fault.ms, this.#run(request, user, entry));
      case 'delay-before':
        setTimeout(() => this.#runLate(request, user, entry), fault.ms);
        return;
      case 'fatal':
        return this.#reply.fatal(fault.reason ?? 'session terminated');
      case 'trap':
        return this.#reply.trap(request.tag, fault.message, fault.bare);
      case 'stray-tag':
        this.#reply.stray();
        return this.#reply.answer(request.tag, this.#run(request, user, entry));
      case 'duplicate-reply': {
        const answer = this.#run(request, user, entry);
        this.#reply.answer(request.tag, answer);
        return this.#reply.answer(request.tag, answer);
      }
    }
  }

  #cut(): void {
    this.#socket.destroy();
  }

  #later(request: ApiRequest, ms: number, answer: Answer): void {
    const timer = setTimeout(() => {
      this.#pending.delete(request.tag ?? '');
      this.#reply.answer(request.tag, answer);
    }, ms);
    this.#hold(request, () => clearTimeout(timer));
  }

  #hold(request: ApiRequest, stop: () => void): void {
    this.#pending.set(request.tag ?? '', stop);
  }

  /** The cancelled command gets `!trap interrupted`, then cancel its `!done`, then the command its `!done` [DOC]. */
  #cancel(request: ApiRequest): void {
    const tags = request.attributes.has('tag') ? [request.attributes.get('tag') ?? ''] : [...this.#pending.keys()];
    const known = tags.filter((tag) => this.#pending.has(tag));
    for (const tag of known) {
      this.#pending.get(tag)?.();
      this.#pending.delete(tag);
      this.#reply.interrupted(tag);
    }
    this.#reply.done(request.tag);
    for (const tag of known) this.#reply.done(tag);
  }

  #login(request: ApiRequest): void {
    const { facts, faults } = this.#world;
    faults.logins += 1;
    const name = request.attributes.get('name');
    const response = request.attributes.get('response');
    if (facts.login === 'challenge' && (response === undefined || this.#challenge === undefined)) {
      this.#challenge = randomBytes(16);
      return this.#reply.done(request.tag, this.#challenge.toString('hex'));
    }
    const user = facts.users.find((one) => one.name === name && one.policies.includes('api'));
    const right =
      facts.login === 'plain' ? user?.password === request.attributes.get('password') : this.#answers(user, response);
    if (!user || !right) {
      this.#reply.trap(request.tag, facts.login === 'plain' ? 'invalid user name or password (6)' : 'cannot log in');
      return;
    }
    this.#user = user;
    faults.sessions += 1;
    this.#number = faults.sessions;
    this.#reply.done(request.tag);
  }

  /** Before 6.43: 00 + md5(00 + password + challenge) [DOC]. */
  #answers(user: RouterUser | undefined, response: string | undefined): boolean {
    if (!user || !this.#challenge) return false;
    const password = Buffer.from(user.password, 'latin1');
    const digest = createHash('md5')
      .update(Buffer.concat([Buffer.from([0]), password, this.#challenge]))
      .digest('hex');
    return response === `00${digest}`;
  }
}
