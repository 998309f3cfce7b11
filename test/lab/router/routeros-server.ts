import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { ApiSession, type ApiWorld } from './lab-api-session.ts';

/** Where a server of the lab listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface RouterServer {
  readonly address: Address;
  /** Connections that are open now: a leaked session shows here. */
  sessions(): number;
  close(): Promise<void>;
}

/** Certificate of the api-ssl service. */
export interface TlsFiles {
  readonly key: string;
  readonly cert: string;
}

/** The RouterOS API on a loopback port of its own; with a certificate it is api-ssl. */
export async function openRouterServer(world: ApiWorld, tls?: TlsFiles): Promise<RouterServer> {
  const open = new Set<Socket>();
  const connected = (socket: Socket): void => {
    if (world.faults.switches.unreachable) {
      socket.resetAndDestroy();
      return;
    }
    socket.setNoDelay(true);
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    const session = new ApiSession(world, socket);
    socket.on('data', (chunk: Buffer) => {
      if (!world.faults.switches.blackhole) session.receive(chunk);
    });
  };
  const server: Server =
    tls === undefined ? createServer(connected) : createTlsServer({ key: tls.key, cert: tls.cert }, connected);
  server.on('tlsClientError', () => undefined);
  const cutAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  world.plant.onReboot(cutAll);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the API server has no port');
  return {
    address: { host: '127.0.0.1', port: bound.port },
    sessions: () => open.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cutAll();
      }),
  };
}
