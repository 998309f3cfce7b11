import { request } from 'node:http';
import { connect, type Socket } from 'node:net';

export interface LocalAnswer {
  readonly status: number;
  readonly version: string | undefined;
  readonly body: unknown;
}

export interface LocalCall {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** One HTTP request over a Unix socket, as any program could send it. */
export async function localCall(
  socketPath: string,
  { method = 'GET', path, headers = {}, body }: LocalCall,
): Promise<LocalAnswer> {
  return await new Promise((resolve, reject) => {
    const call = request({ socketPath, path, method, headers, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('error', reject);
      answer.once('end', () => {
        const text = Buffer.concat(parts).toString();
        const version = [answer.headers['x-bwagent-version']].flat()[0];
        resolve({
          status: answer.statusCode ?? 0,
          version,
          body: text === '' ? undefined : (JSON.parse(text) as unknown),
        });
      });
    });
    call.once('error', reject);
    call.end(body);
  });
}

/** A plain connection; resolves when it is open. */
export async function localSocket(socketPath: string): Promise<Socket> {
  return await new Promise((resolve, reject) => {
    const socket = connect(socketPath, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Everything that still comes on the socket until it closes. */
export async function untilClosed(socket: Socket): Promise<string> {
  return await new Promise((resolve) => {
    const parts: Buffer[] = [];
    socket.on('data', (part: Buffer) => parts.push(part));
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(Buffer.concat(parts).toString()));
  });
}
