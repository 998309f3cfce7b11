import { createSocket, type Socket } from 'node:dgram';
import type { DgramModule } from 'net-snmp';
import { type Envelope, envelopeOf } from './snmp-envelope.ts';

/** A UDP socket that talks with one peer only and hands on only what the security level allows. */
export interface GuardedSocket {
  /** In place of node's dgram for net-snmp's `dgramModule`. */
  readonly dgramModule: DgramModule;
  /** Whether anything from the peer got through the guard. */
  readonly heard: () => boolean;
}

export interface GuardRules {
  readonly host: string;
  readonly port: number;
  readonly allows: (envelope: Envelope) => boolean;
  /** Every error of the socket; net-snmp swallows them. */
  readonly onError: (error: Error) => void;
}

/** SNMPv2c only: what claims another version is not ours. */
export function allowsCommunity(envelope: Envelope): boolean {
  return envelope.version === 1;
}

/**
 * SNMPv3 at least at the level of the session. net-snmp believes the flags of the answer, so an answer in clear would
 * pass for truth; only a Report may come in clear (RFC 3414 §3.2).
 */
export function allowsLevel(flags: number): (envelope: Envelope) => boolean {
  return (envelope) => envelope.version === 3 && ((envelope.flags & flags) === flags || envelope.report);
}

/**
 * Connected, so that the kernel drops other sources and a closed port is known at once. Rejects with the socket's
 * error.
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

/** The part of a socket that net-snmp uses. A connected socket refuses to be told port and address again. */
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
