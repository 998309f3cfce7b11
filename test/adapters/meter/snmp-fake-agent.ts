import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { type Ber, decode, encode, integer, integerOf, oidBytes, oidOf, TAG, unsigned } from './snmp-ber.ts';

export interface FakeRequest {
  readonly community: string;
  readonly pdu: 'get' | 'getNext' | 'getBulk';
  readonly id: number;
  readonly oids: readonly string[];
  readonly repetitions: number;
}

/** What the fake sends for one request, in order. */
export type FakeReply = readonly Buffer[];

/** An SNMPv2c agent on a raw datagram socket. Honest until `misbehave` is set. */
export interface FakeAgent {
  readonly port: number;
  readonly objects: Map<string, Ber>;
  readonly requests: FakeRequest[];
  /** Gets every datagram first; undefined leaves the request to the honest agent. */
  misbehave: ((datagram: Buffer, request: FakeRequest | undefined, from: RemoteInfo) => FakeReply | undefined) | undefined;
  /** Sends something later, or from nowhere. */
  send(datagram: Buffer, to: RemoteInfo): void;
  /** The honest answer, for a fault that only bends it. */
  honest(request: FakeRequest): Buffer;
  close(): void;
}

export const value = {
  counter64: (count: bigint): Ber => ({ tag: TAG.counter64, body: unsigned(count) }),
  counter: (count: number): Ber => ({ tag: TAG.counter, body: unsigned(BigInt(count)) }),
  gauge: (count: number): Ber => ({ tag: TAG.gauge, body: unsigned(BigInt(count)) }),
  ticks: (count: number): Ber => ({ tag: TAG.ticks, body: unsigned(BigInt(count)) }),
  integer: (number: number): Ber => ({ tag: TAG.integer, body: unsigned(BigInt(number)) }),
  text: (words: string): Ber => ({ tag: TAG.octets, body: Buffer.from(words) }),
};

export async function openFakeAgent(options: { readonly community?: string; readonly port?: number } = {}): Promise<FakeAgent> {
  const socket: Socket = createSocket('udp4');
  socket.bind(options.port ?? 0, '127.0.0.1');
  await once(socket, 'listening');
  const agent: FakeAgent = {
    port: socket.address().port,
    objects: new Map(),
    requests: [],
    misbehave: undefined,
    honest: (request) => honest(agent.objects, request),
    send: (datagram, to) => socket.send(datagram, to.port, to.address),
    close: () => socket.close(),
  };
  socket.on('message', (datagram: Buffer, from: RemoteInfo) => {
    const request = requestOf(datagram);
    if (request !== undefined) agent.requests.push(request);
    const bent = agent.misbehave?.(datagram, request, from);
    const reply = bent ?? (request?.community === (options.community ?? 'public') ? [agent.honest(request)] : []);
    for (const each of reply) socket.send(each, from.port, from.address);
  });
  return agent;
}

const PDUS: Readonly<Record<number, FakeRequest['pdu']>> = { [TAG.get]: 'get', [TAG.getNext]: 'getNext', [TAG.getBulk]: 'getBulk' };

function requestOf(datagram: Buffer): FakeRequest | undefined {
  const [version, community, pdu] = decode(decode(datagram)[0]!.body);
  const kind = PDUS[pdu?.tag ?? 0];
  if (integerOf(version!) !== 1 || kind === undefined) return undefined;
  const [id, , repetitions, list] = decode(pdu!.body);
  const oids = decode(list!.body).map((each) => oidOf(decode(each.body)[0]!.body));
  return { community: community!.body.toString(), pdu: kind, id: integerOf(id!), oids, repetitions: integerOf(repetitions!) };
}

/** A response PDU in a v2c message. */
export function response(request: FakeRequest, varbinds: readonly (readonly [string, Ber])[], status = 0, id = request.id): Buffer {
  const pdu = responsePdu(TAG.response, id, varbinds, status);
  return encode(TAG.sequence, integer(1), encode(TAG.octets, Buffer.from(request.community)), pdu);
}

export function responsePdu(tag: number, id: number, varbinds: readonly (readonly [string, Ber])[], status = 0): Buffer {
  const list = varbinds.map(([oid, held]) => encode(TAG.sequence, encode(TAG.oid, oidBytes(oid)), encode(held.tag, held.body)));
  return encode(tag, integer(id), integer(status), integer(0), encode(TAG.sequence, ...list));
}

function honest(objects: ReadonlyMap<string, Ber>, request: FakeRequest): Buffer {
  if (request.pdu === 'get') {
    return response(
      request,
      request.oids.map((oid) => [oid, objects.get(oid) ?? { tag: TAG.noSuchInstance, body: Buffer.alloc(0) }]),
    );
  }
  // A walk never meets an exception: only GET answers with one.
  const sorted = [...objects.keys()].filter((oid) => (objects.get(oid)?.tag ?? 0) < TAG.noSuchObject).toSorted(byArcs);
  const following = (oid: string): string[] =>
    sorted.slice(sorted.findIndex((each) => byArcs(each, oid) > 0)).filter((each) => byArcs(each, oid) > 0);
  const wanted = request.pdu === 'getBulk' ? request.repetitions : 1;
  return response(
    request,
    request.oids.flatMap((oid) => {
      const found = following(oid).slice(0, wanted);
      if (found.length === 0) return [[oid, { tag: TAG.endOfMibView, body: Buffer.alloc(0) }] as const];
      return found.map((each) => [each, objects.get(each)!] as const);
    }),
  );
}

function byArcs(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? -1) - (right[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
