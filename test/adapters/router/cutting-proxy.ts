import { connect, createServer, type Socket } from 'node:net';

export interface CuttingProxy {
  readonly port: number;
  /** Counts from now on; both connections are cut once so many bytes went this way. Undefined lets all pass. */
  cutAfter(way: 'request' | 'reply', bytes: number | undefined): void;
  /** Bytes that passed since the last `cutAfter`, by way. */
  readonly passed: Readonly<Record<'request' | 'reply', number>>;
  close(): Promise<void>;
}

/** A TCP proxy on loopback that hands on exactly n bytes one way and then cuts. */
export async function cuttingProxy(port: number): Promise<CuttingProxy> {
  const passed = { request: 0, reply: 0 };
  const limits: Partial<Record<'request' | 'reply', number | undefined>> = {};
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const router = connect(port, '127.0.0.1');
    for (const socket of [client, router]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        for (const end of [client, router]) end.destroy();
      });
    }
    const hand = (way: 'request' | 'reply', from: Socket, to: Socket): void => {
      from.on('data', (chunk: Buffer) => {
        const limit = limits[way];
        const part = limit === undefined ? chunk : chunk.subarray(0, Math.max(0, limit - passed[way]));
        passed[way] += part.length;
        if (limit === undefined || passed[way] < limit) to.write(part);
        else to.end(part, () => from.destroy());
      });
    };
    hand('request', client, router);
    hand('reply', router, client);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    passed,
    cutAfter: (way, bytes) => {
      Object.assign(passed, { request: 0, reply: 0 });
      Object.assign(limits, { request: undefined, reply: undefined, [way]: bytes });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
