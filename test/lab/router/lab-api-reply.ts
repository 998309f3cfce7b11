import type { Socket } from 'node:net';
import type { Switches } from '../faults.ts';
import type { ApiRow } from './lab-api-query.ts';
import { atLeast, type RouterFacts } from './lab-router-facts.ts';
import type { RouterTrap } from '../snmp/lab-trap.ts';
import type { Answer } from './routeros-menu.ts';
import { encodeSentence } from './routeros-words.ts';

/** Words the replies of one session and sends them, whole or byte by byte. */
export class ReplyWriter {
  readonly #socket: Socket;
  readonly #switches: Switches;
  readonly #facts: RouterFacts;
  #queue: Buffer[] = [];
  #pumping = false;
  #turn = 0;

  constructor(socket: Socket, switches: Switches, facts: RouterFacts) {
    this.#socket = socket;
    this.#switches = switches;
    this.#facts = facts;
  }

  /** Rows, traps, `!empty` where the version has it, and `!done`, each with the tag. */
  answer(tag: string | undefined, answer: Answer): void {
    this.#send(this.#encode(tag, answer));
  }

  /** Half of the answer's bytes, then the end of the connection. */
  half(tag: string | undefined, answer: Answer): void {
    const bytes = this.#encode(tag, answer);
    this.#socket.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => this.#socket.destroy());
  }

  done(tag: string | undefined, ret?: string): void {
    this.#send(encodeSentence(['!done', ...(ret === undefined ? [] : [`=ret=${ret}`]), ...tagged(tag)]));
  }

  /** @param bare without the `!done` that follows. */
  trap(tag: string | undefined, message: string, bare = false): void {
    const trap = encodeSentence(['!trap', `=message=${message}`, ...tagged(tag)]);
    this.#send(bare ? trap : Buffer.concat([trap, encodeSentence(['!done', ...tagged(tag)])]));
  }

  /** Bytes as they are. */
  raw(bytes: Buffer): void {
    this.#send(bytes);
  }

  interrupted(tag: string): void {
    this.#send(encodeSentence(['!trap', '=category=2', '=message=interrupted', ...tagged(tag)]));
  }

  /** `!fatal` with a bare reason and no tag, then the router closes [DOC]. */
  fatal(reason: string): void {
    this.#send(encodeSentence(['!fatal', reason]));
    this.#end();
  }

  /** A reply nobody asked for. */
  stray(): void {
    this.#send(encodeSentence(['!done', '.tag=stray-tag']));
  }

  #encode(tag: string | undefined, answer: Answer): Buffer {
    const mark = tagged(tag);
    const sentences = [
      ...answer.rows.map((row) => ['!re', ...this.#attributes(row), ...mark]),
      ...(answer.nothing && atLeast(this.#facts.version, 7, 18) ? [['!empty', ...mark]] : []),
      ...answer.traps.map((trap) => ['!trap', ...category(trap), `=message=${trap.message}`, ...mark]),
      ['!done', ...(answer.ret === undefined ? [] : [`=ret=${answer.ret}`]), ...mark],
    ];
    return Buffer.concat(sentences.map(encodeSentence));
  }

  #attributes(row: ApiRow): string[] {
    const words = [...row].map(([name, value]) => `=${name}=${value}`);
    if (!this.#switches.shuffledAttributes) return words;
    this.#turn += 1;
    const cut = this.#turn % Math.max(1, words.length);
    return [...words.slice(cut), ...words.slice(0, cut)];
  }

  #send(bytes: Buffer): void {
    if (this.#socket.destroyed || this.#socket.writableEnded) return;
    if (!this.#switches.oneByteSegments && this.#queue.length === 0) {
      this.#socket.write(bytes);
      return;
    }
    for (const byte of bytes) this.#queue.push(Buffer.from([byte]));
    if (!this.#pumping) this.#pump();
  }

  #pump(): void {
    this.#pumping = this.#queue.length > 0;
    const next = this.#queue.shift();
    if (next === undefined || this.#socket.destroyed) {
      this.#pumping = false;
      return;
    }
    this.#socket.write(next, () => setImmediate(() => this.#pump()));
  }

  #end(): void {
    if (this.#queue.length > 0) {
      setImmediate(() => this.#end());
      return;
    }
    this.#socket.end();
  }
}

const tagged = (tag: string | undefined): readonly string[] => (tag === undefined ? [] : [`.tag=${tag}`]);

const category = (trap: RouterTrap): readonly string[] =>
  trap.category === undefined ? [] : [`=category=${trap.category}`];
