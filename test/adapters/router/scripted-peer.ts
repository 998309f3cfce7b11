import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** One sentence as the peer got it, without its tag. */
export interface Heard {
  readonly words: readonly string[];
  readonly tag: string | undefined;
}

/** What a script may do with one connection. */
export interface Out {
  /** Whole sentences in one segment. */
  send(...sentences: readonly (readonly string[])[]): void;
  /** Bytes as they are. */
  raw(bytes: Uint8Array): void;
  /** Each piece in a segment of its own. */
  pieces(pieces: readonly Uint8Array[]): Promise<void>;
  end(): void;
  reset(): void;
}

/**
 * Answers one sentence; `tagged` puts the sentence's tag on a reply. Login is answered before it unless the script says
 * otherwise.
 */
export type Script = (heard: Heard, out: Out, tagged: (...words: readonly string[]) => readonly string[]) => void;

export interface Peer {
  readonly port: number;
  readonly sentences: readonly Heard[];
  /** How many segments arrived. */
  readonly segments: readonly number[];
  close(): Promise<void>;
}

export interface PeerOptions {
  /** The script answers /login as well. */
  readonly login?: boolean;
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly onConnect?: (out: Out) => void;
}

/** Words and zero word as bytes; written apart from the adapter's own encoder, words up to 16 KB. */
export function bytesOf(...sentences: readonly (readonly string[])[]): Buffer {
  const word = (text: string): Buffer => {
    const body = Buffer.from(text, 'utf8');
    const length = body.length < 128 ? [body.length] : [0x80 + (body.length >> 8), body.length & 0xff];
    return Buffer.concat([Buffer.from(length), body]);
  };
  return Buffer.concat(sentences.flatMap((words) => [...words.map(word), Buffer.from([0])]));
}

/** A TCP peer on loopback that answers by script and keeps what it heard. */
export async function scriptedPeer(script: Script, options: PeerOptions = {}): Promise<Peer> {
  const sentences: Heard[] = [];
  const segments: number[] = [];
  const sockets = new Set<Socket>();
  const connected = (socket: Socket): void => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    const out = outOf(socket);
    options.onConnect?.(out);
    let rest = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      segments.push(chunk.length);
      const [found, left] = split(Buffer.concat([rest, chunk]));
      rest = left;
      for (const words of found) {
        const tag = words.find((word) => word.startsWith('.tag='));
        const heard = { words: words.filter((word) => word !== tag), tag };
        sentences.push(heard);
        const tagged = (...reply: readonly string[]): readonly string[] => [
          ...reply,
          ...(tag === undefined ? [] : [tag]),
        ];
        if (words[0] === '/login' && options.login !== true) out.send(tagged('!done'));
        else script(heard, out, tagged);
      }
    });
  };
  const server: Server =
    options.tls === undefined ? createServer(connected) : createTlsServer({ ...options.tls }, connected);
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    sentences,
    segments,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function outOf(socket: Socket): Out {
  const write = (bytes: Uint8Array): Promise<void> =>
    new Promise((resolve) => {
      if (socket.destroyed) return resolve();
      socket.write(bytes, () => setImmediate(resolve));
    });
  return {
    send: (...found) => void write(bytesOf(...found)),
    raw: (bytes) => void write(bytes),
    pieces: async (pieces) => {
      for (const piece of pieces) await write(piece);
    },
    end: () => void socket.end(),
    reset: () => void socket.resetAndDestroy(),
  };
}

function split(bytes: Buffer): readonly [readonly (readonly string[])[], Buffer<ArrayBuffer>] {
  const found: string[][] = [];
  let words: string[] = [];
  let at = 0;
  let done = 0;
  while (at < bytes.length) {
    const first = bytes[at]!;
    const long = first >= 0x80;
    if (long && at + 1 >= bytes.length) break;
    const length = long ? ((first & 0x3f) << 8) + bytes[at + 1]! : first;
    const body = at + (long ? 2 : 1);
    if (body + length > bytes.length) break;
    at = body + length;
    if (length > 0) {
      words.push(bytes.toString('utf8', body, at));
      continue;
    }
    found.push(words);
    words = [];
    done = at;
  }
  return [found, Buffer.from(bytes.subarray(done))];
}
