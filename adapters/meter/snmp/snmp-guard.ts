import { createSocket, type Socket } from 'node:dgram';
import type { DgramModule } from 'net-snmp';
import { type Envelope, envelopeOf } from './snmp-envelope.ts';

/** A UDP socket with one peer. It hands on only the datagrams that the rules allow. */
export interface GuardedSocket {
  /** Replaces node:dgram inside net-snmp (its option `dgramModule`). */
  readonly dgramModule: DgramModule;
  /** Whether a datagram of the peer has passed the rules. */
  readonly heard: () => boolean;
}

/** The peer of a guarded socket, and what may come from it. */
export interface GuardRules {
  readonly host: string;
  readonly port: number;
  readonly allows: (envelope: Envelope) => boolean;
  /** Called with every error of the socket, which net-snmp ignores. */
  readonly onError: (error: Error) => void;
}

/** Allows SNMPv2c only. */
export function allowsCommunity(envelope: Envelope): boolean {
  return envelope.version === 1;
}

/**
 * Allows SNMPv3 at the session's security level or above. `flags`: 1 authenticated, 3 encrypted too. net-snmp trusts
 * the flags of an answer, so an answer in clear would be taken as true; only a Report may come in clear (RFC 3414
 * §3.2).
 */
export function allowsLevel(flags: number): (envelope: Envelope) => boolean {
  return (envelope) => envelope.version === 3 && ((envelope.flags & flags) === flags || envelope.report);
}

/**
 * Opens a connected UDP socket: the kernel then drops datagrams of others and reports a closed port at once. Rejects
 * with the socket's error.
 */
export async function openGuardedSocket(rules: GuardRules): Promise<GuardedSocket> {
  const transport = rules.host.includes(':') ? 'udp6' : 'udp4';
  const socket = createSocket(transport);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
    socket.connect(rules.port, rules.host);
  });
  socket.removeAllListeners('error');
  socket.on('error', rules.onError);
  let heard = false;
  const guarded = guard(socket, (datagram) => {
    const envelope = envelopeOf(datagram);
    if (envelope === undefined || !rules.allows(envelope)) return false;
    heard = true;
    return true;
  });
  return { dgramModule: { createSocket: () => guarded }, heard: () => heard };
}

type Sent = (error: Error | null, bytes: number) => void;

/** Wraps the part of a socket that net-snmp uses. A connected socket refuses port and address in `send`. */
function guard(socket: Socket, passes: (datagram: Buffer) => boolean): Socket {
  const facade = {
    on(event: string, listener: (...values: readonly unknown[]) => void): void {
      if (event === 'close') socket.on('close', () => listener());
      if (event === 'message') socket.on('message', (datagram) => passes(datagram) && listener(datagram));
    },
    send(datagram: Buffer, offset: number, length: number, _port: number, _address: string, sent: Sent): void {
      socket.send(datagram, offset, length, sent);
    },
    ref: () => socket.ref(),
    unref: () => socket.unref(),
    close: () => socket.close(),
  };
  return facade as unknown as Socket;
}
