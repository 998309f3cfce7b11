import type { Socket } from 'node:net';
import { Fault } from '../domain/fault.ts';
import type { Person } from '../domain/person.ts';
import type { Host } from '../ports/host.ts';
import { type LocalCaller, callerOf } from './caller.ts';

/**
 * Open connections and their callers. The caller is identified once, at connect: a uid cannot change during a
 * connection, a process id can be reused.
 */
export class Connections {
  readonly #host: Host;
  readonly #people: readonly Person[];
  readonly #perUser: number;
  readonly #open = new Map<Socket, LocalCaller | undefined>();
  readonly #busy = new Set<Socket>();

  constructor(host: Host, people: readonly Person[], perUser: number) {
    this.#host = host;
    this.#people = people;
    this.#perUser = perUser;
  }

  /** Registers a new connection. Closes it when its caller has too many, so that others are served. */
  accept(socket: Socket): void {
    const who = this.#ask(socket);
    this.#open.set(socket, who);
    socket.once('close', () => {
      this.#open.delete(socket);
      this.#busy.delete(socket);
    });
    const same = [...this.#open.values()].filter((other) => other?.uid === who?.uid).length;
    if (same > this.#perUser) socket.destroy();
  }

  /** The caller of a connection. Throws Fault `order/stranger` when the kernel did not say. */
  caller(socket: Socket): LocalCaller {
    const who = this.known(socket);
    if (who === undefined) throw new Fault('order/stranger', { uid: null });
    return who;
  }

  known(socket: Socket): LocalCaller | undefined {
    return this.#open.get(socket);
  }

  begin(socket: Socket): void {
    this.#busy.add(socket);
  }

  end(socket: Socket): void {
    this.#busy.delete(socket);
  }

  /** Closes every connection without a request in work, half-sent requests included. */
  dropIdle(): void {
    for (const socket of this.#open.keys()) if (!this.#busy.has(socket)) socket.destroy();
  }

  #ask(socket: Socket): LocalCaller | undefined {
    try {
      return callerOf(socket, this.#host, this.#people);
    } catch {
      return undefined;
    }
  }
}
