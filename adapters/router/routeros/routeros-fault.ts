import { Fault, type FaultCode } from '../../../agent/domain/fault.ts';
import { never } from '../../../agent/domain/never.ts';
import { NotApiError, SaidFatalError } from './routeros-decoder.ts';

/** One `!trap`. The router's `category` is often missing, so only the message is used. */
export interface Trap {
  readonly message: string;
}

/**
 * Why a connection ended. `lost`: closed, silent or unreachable. `garbage`: an answer that makes no sense. Every
 * pending and later command fails with it.
 */
export interface Disconnect {
  readonly kind: 'lost' | 'garbage';
  readonly why: string;
  readonly cause?: unknown;
}

/** What a command does to the router. `read`: may be repeated. `write`: after a doubt only a read may follow. */
export type Effect = 'read' | 'write';

/** How trap messages begin; what follows differs between versions. RouterOS manual "API", and field reports. */
const BY_PREFIX: readonly (readonly [prefix: string, code: FaultCode])[] = [
  ['invalid user name or password', 'router/refused-login'],
  ['cannot log in', 'router/refused-login'],
  ['not enough permissions', 'router/no-permission'],
];

/** The fault of a refused command. Several traps of one command are one refusal; their messages are joined by `; `. */
export function trapFault(traps: readonly Trap[]): Fault {
  const message = traps.map((trap) => trap.message).join('; ');
  const known = BY_PREFIX.find(([prefix]) => traps.some((trap) => trap.message.startsWith(prefix)));
  return new Fault(known?.[1] ?? 'router/trap', { message });
}

/**
 * Whether the fault says that the router does not have this menu: an older version, another board, a missing package.
 */
export function lacksMenu(fault: unknown): boolean {
  return (
    fault instanceof Fault && fault.code === 'router/trap' && String(fault.facts.message).startsWith('no such command')
  );
}

/**
 * The fault of a command that was pending when the connection ended. A write that was sent is `router/outcome-unknown`,
 * whatever ended the connection.
 */
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

/** Reads the reason from an error of the socket. node-routeros drops the error's text; the socket still has it. */
export function disconnectOf(error: Error): Disconnect {
  if (error instanceof NotApiError) return { kind: 'garbage', why: error.message, cause: error };
  if (error instanceof SaidFatalError) return { kind: 'lost', why: error.message, cause: error };
  const { code } = error as NodeJS.ErrnoException;
  return { kind: 'lost', why: code ?? error.message, cause: error };
}

/** Whether the driver's error says that user or password was refused. */
export function refusesLogin(error: unknown): boolean {
  return (error as { readonly errno?: unknown }).errno === 'CANTLOGIN';
}

/** The fault of a login that failed: refused by the router, another trap, or a reply that makes no sense. */
export function loginFault(error: unknown): Fault {
  if (refusesLogin(error)) return new Fault('router/refused-login', {}, { cause: error });
  if (error instanceof TypeError || error instanceof NotApiError) {
    return new Fault('router/bad-reply', { why: 'login' }, { retry: 'later', cause: error });
  }
  return trapFault([{ message: (error as Error).message }]);
}
