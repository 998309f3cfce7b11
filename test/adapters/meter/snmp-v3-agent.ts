import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { type Ber, decode, encode, integer, integerOf, TAG } from './snmp-ber.ts';
import { responsePdu, value } from './snmp-fake-agent.ts';

/** What the impostor answers once it has been asked for its engine. */
export interface Impostor {
  readonly port: number;
  /** Encrypted requests heard. */
  readonly asked: () => number;
  /** Datagrams heard, discovery too. */
  readonly heard: () => number;
  close(): void;
}

export interface ImpostorAnswer {
  readonly flags: number;
  readonly tag: number;
  readonly varbinds: readonly (readonly [string, Ber])[];
  /** msgAuthenticationParameters. */
  readonly digest?: Buffer;
  /** Without one the impostor keeps silent. */
  readonly silent?: boolean;
}

const ENGINE = Buffer.from('8000000001020304', 'hex');
export const USM = '1.3.6.1.6.3.15.1.1';

/** An SNMPv3 engine without any key: it answers discovery honestly and then tries its luck. */
export async function openImpostor(answer: ImpostorAnswer): Promise<Impostor> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  let [asked, heard] = [0, 0];
  socket.on('message', (datagram: Buffer, from: RemoteInfo) => {
    heard += 1;
    const [, header] = decode(decode(datagram)[0]!.body);
    const [id, , flags] = decode(header!.body);
    const message = integerOf(id!);
    const wantsEngine = (flags!.body.readUInt8(0) & 3) === 0;
    if (!wantsEngine) asked += 1;
    if (!wantsEngine && answer.silent) return;
    const unknownEngine = [[`${USM}.4.0`, value.counter(1)]] as const;
    const bytes = wantsEngine
      ? message3(message, 0, responsePdu(TAG.report, message, unknownEngine))
      : message3(message, answer.flags, responsePdu(answer.tag, message, answer.varbinds), answer.digest);
    socket.send(bytes, from.port, from.address);
  });
  return { port: socket.address().port, asked: () => asked, heard: () => heard, close: () => socket.close() };
}

function octets(body: Buffer): Buffer {
  return encode(TAG.octets, body);
}

function message3(id: number, flags: number, pdu: Buffer, digest: Buffer = Buffer.alloc(0)): Buffer {
  const none = Buffer.alloc(0);
  const header = encode(TAG.sequence, integer(id), integer(65_507), octets(Buffer.from([flags])), integer(3));
  const security = encode(
    TAG.sequence,
    octets(ENGINE),
    integer(1),
    integer(1000),
    octets(Buffer.from('bwagent')),
    octets(digest),
    octets(none),
  );
  return encode(
    TAG.sequence,
    integer(3),
    header,
    octets(security),
    encode(TAG.sequence, octets(ENGINE), octets(none), pdu),
  );
}
