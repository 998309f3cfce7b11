import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a port of loopback that takes as long as a line to a far site. */
export interface DelayProxy {
  readonly port: number;
  close(): Promise<void>;
}

/** Passes bytes on in their order, each `oneWayMs` after it came, in both directions. */
export async function openDelayProxy(to: number, oneWayMs: number): Promise<DelayProxy> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: to, host: '127.0.0.1', noDelay: true });
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => setTimeout(() => into.write(chunk), oneWayMs));
      from.on('error', () => into.destroy());
      from.on('close', () => into.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
