import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { messageId } from './bent-answer.ts';

/** A datagram to the meter; `stranger` sends it from another source than the one that was asked. */
export type Sent = Buffer | { readonly stranger: Buffer };

/** What the meter hears for one request; the honest answer is `[answer]`, a lost one `[]`. */
export type Bend = (answer: Buffer, ask: Buffer) => readonly Sent[];

/** The way between meter and agent, on loopback, both ways, datagram by datagram. */
export interface BentWire {
  readonly port: number;
  /** Whether a request is lost before the agent hears it. */
  lose: (() => boolean) | undefined;
  bend: Bend | undefined;
  close(): void;
}

/** Opens the way to the agent at `port`; honest until told otherwise. */
export async function openBentWire(port: number): Promise<BentWire> {
  const [near, far, stranger] = await Promise.all([bound(), bound(), bound()]);
  const waiting = new Map<number, { readonly ask: Buffer; readonly from: RemoteInfo }>();
  const wire: BentWire = {
    port: near.address().port,
    lose: undefined,
    bend: undefined,
    close: () => {
      for (const socket of [near, far, stranger]) socket.close();
    },
  };
  near.on('message', (ask, from) => {
    if (wire.lose?.() === true) return;
    waiting.set(messageId(ask), { ask, from });
    far.send(ask, port, '127.0.0.1');
  });
  far.on('message', (answer) => {
    const id = messageId(answer);
    const met = waiting.get(id);
    if (met === undefined) return;
    waiting.delete(id);
    for (const sent of wire.bend?.(answer, met.ask) ?? [answer]) {
      const [socket, datagram] = Buffer.isBuffer(sent) ? [near, sent] : [stranger, sent.stranger];
      socket.send(datagram, met.from.port, met.from.address);
    }
  });
  return wire;
}

async function bound(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}
