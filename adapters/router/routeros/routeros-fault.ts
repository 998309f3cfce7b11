import { Fault, type FaultCode } from '../../../agent/domain/fault.ts';
import { never } from '../../../agent/domain/never.ts';
import { NotApiError, SaidFatalError } from './routeros-decoder.ts';

/** One `!trap` as the router words it. `category` is often absent and decides nothing. */
export interface Trap {
  readonly message: string;
}

/** Why a connection is over. Everything pending fails with it, and every later call as well. */
export interface Disconnect {
  readonly kind: 'lost' | 'garbage';
  readonly why: string;
  readonly cause?: unknown;
}

/** `read`: asking again is safe. `write`: after a doubt only a read may follow. */
export type Effect = 'read' | 'write';

/** Beginnings of trap messages; versions differ in what follows. RouterOS manual "API", and field reports. */
const BY_PREFIX: readonly (readonly [prefix: string, code: FaultCode])[] = [
  ['invalid user name or password', 'router/refused-login'],
  ['cannot log in', 'router/refused-login'],
  ['not enough permissions', 'router/no-permission'],
];

/** A refusal by the router. Several traps are one refusal; all their words are kept. */
export function trapFault(traps: readonly Trap[]): Fault {
  const message = traps.map((trap) => trap.message).join('; ');
  const known = BY_PREFIX.find(([prefix]) => traps.some((trap) => trap.message.startsWith(prefix)));
  return new Fault(known?.[1] ?? 'router/trap', { message });
}

/** Whether the router lacks the menu that was asked: an older version, another board, a missing package. */
export function lacksMenu(fault: unknown): boolean {
  return (
    fault instanceof Fault && fault.code === 'router/trap' && String(fault.facts.message).startsWith('no such command')
  );
}

/** What a pending command fails with. A write that was sent is in doubt whatever ended the connection. */
export function disconnectFault(router: string, end: Disconnect, effect: Effect): Fault {
  const options = { retry: 'later', cause: end.cause } as const;
  if (effect === 'write') return new Fault('router/outcome-unknown', { why: end.why }, options);
  switch (end.kind) {
    case 'lost':
      return new Fault('router/unreachable', { router, why: end.why }, options);
    case 'garbage':
      return new Fault('router/bad-reply', { why: end.why }, options);
    default:
      return never(end.kind);
  }
}

/** The death that an error of the socket means. node-routeros loses its text; the socket's own error still has it. */
export function disconnectOf(error: Error): Disconnect {
  if (error instanceof NotApiError) return { kind: 'garbage', why: error.message, cause: error };
  if (error instanceof SaidFatalError) return { kind: 'lost', why: error.message, cause: error };
  const { code } = error as NodeJS.ErrnoException;
  return { kind: 'lost', why: code ?? error.message, cause: error };
}

/** Whether the driver says that user or password was refused. */
export function refusesLogin(error: unknown): boolean {
  return (error as { readonly errno?: unknown }).errno === 'CANTLOGIN';
}

/** What a rejected login means: refused, trapped, or a reply that makes no sense. */
export function loginFault(error: unknown): Fault {
  if (refusesLogin(error)) return new Fault('router/refused-login', {}, { cause: error });
  if (error instanceof TypeError || error instanceof NotApiError) {
    return new Fault('router/bad-reply', { why: 'login' }, { retry: 'later', cause: error });
  }
  return trapFault([{ message: (error as Error).message }]);
}
