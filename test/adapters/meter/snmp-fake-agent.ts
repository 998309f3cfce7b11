import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { type Ber, decode, encode, integer, integerOf, oidBytes, oidOf, TAG, unsigned } from './snmp-ber.ts';

export interface FakeRequest {
  readonly community: string;
  readonly pdu: 'get' | 'getNext' | 'getBulk';
  readonly id: number;
  readonly oids: readonly string[];
  readonly nonRepeaters: number;
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
  misbehave:
    | ((datagram: Buffer, request: FakeRequest | undefined, from: RemoteInfo) => FakeReply | undefined)
    | undefined;
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

export async function openFakeAgent(
  options: { readonly community?: string; readonly port?: number } = {},
): Promise<FakeAgent> {
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

const PDUS: Readonly<Record<number, FakeRequest['pdu']>> = {
  [TAG.get]: 'get',
  [TAG.getNext]: 'getNext',
  [TAG.getBulk]: 'getBulk',
};

function requestOf(datagram: Buffer): FakeRequest | undefined {
  const [version, community, pdu] = decode(decode(datagram)[0]!.body);
  const kind = PDUS[pdu?.tag ?? 0];
  if (integerOf(version!) !== 1 || kind === undefined) return undefined;
  const [id, nonRepeaters, repetitions, list] = decode(pdu!.body);
  const oids = decode(list!.body).map((each) => oidOf(decode(each.body)[0]!.body));
  const [scalars, rows] = [integerOf(nonRepeaters!), integerOf(repetitions!)];
  return {
    community: community!.body.toString(),
    pdu: kind,
    id: integerOf(id!),
    oids,
    nonRepeaters: scalars,
    repetitions: rows,
  };
}

/** A response PDU in a v2c message. */
export function response(
  request: FakeRequest,
  varbinds: readonly (readonly [string, Ber])[],
  status = 0,
  id = request.id,
): Buffer {
  const pdu = responsePdu(TAG.response, id, varbinds, status);
  return encode(TAG.sequence, integer(1), encode(TAG.octets, Buffer.from(request.community)), pdu);
}

export function responsePdu(
  tag: number,
  id: number,
  varbinds: readonly (readonly [string, Ber])[],
  status = 0,
): Buffer {
  const list = varbinds.map(([oid, held]) =>
    encode(TAG.sequence, encode(TAG.oid, oidBytes(oid)), encode(held.tag, held.body)),
  );
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
  const after = (oid: string): string | undefined => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (byArcs(sorted[middle]!, oid) > 0) high = middle;
      else low = middle + 1;
    }
    return sorted[low];
  };
  return response(
    request,
    request.pdu === 'getBulk' ? bulked(request, objects, after) : request.oids.map((oid) => next(objects, after, oid)),
  );
}

type Held = readonly [string, Ber];

function next(objects: ReadonlyMap<string, Ber>, after: (oid: string) => string | undefined, oid: string): Held {
  const found = after(oid);
  return found === undefined ? [oid, { tag: TAG.endOfMibView, body: Buffer.alloc(0) }] : [found, objects.get(found)!];
}

/** RFC 3416 §4.2.3: first the non-repeaters, then repetition by repetition one object of each column. */
function bulked(
  request: FakeRequest,
  objects: ReadonlyMap<string, Ber>,
  after: (oid: string) => string | undefined,
): Held[] {
  const found = request.oids.slice(0, request.nonRepeaters).map((oid) => next(objects, after, oid));
  let from = request.oids.slice(request.nonRepeaters);
  for (let i = 0; i < request.repetitions && from.length > 0; i += 1) {
    const repetition = from.map((oid) => next(objects, after, oid));
    found.push(...repetition);
    if (repetition.every(([, held]) => held.tag === TAG.endOfMibView)) break;
    from = repetition.map(([oid]) => oid);
  }
  return found;
}

const ARCS = new Map<string, readonly number[]>();

function arcsOf(oid: string): readonly number[] {
  const known = ARCS.get(oid) ?? oid.split('.').map(Number);
  ARCS.set(oid, known);
  return known;
}

function byArcs(a: string, b: string): number {
  const [left, right] = [arcsOf(a), arcsOf(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? -1) - (right[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
