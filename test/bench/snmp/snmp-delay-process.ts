import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { follow } from '../led-child.ts';

/**
 * What went through since the last question. A trip begins with a request that comes after an answer has been
 * delivered.
 */
export interface Passed {
  readonly requests: number;
  readonly answers: number;
  readonly trips: number;
  /** What the line took for a request and an answer together, by the proxy's own clock; ms, mean. */
  readonly line: number;
}

interface Due {
  readonly came: number;
  readonly at: number;
  readonly send: () => void;
}

const NEAR_MS = 2;
const queue: Due[] = [];
const NONE = { requests: 0, answers: 0, trips: 0 };
let counted = { ...NONE };
let held = { ms: 0, datagrams: 0 };
let delivered = true;

/** Timers of a whole millisecond are too coarse for a line of 20 ms: the last two are waited for turn by turn. */
function deliver(): void {
  for (let next = queue[0]; next !== undefined && next.at <= performance.now(); next = queue[0]) {
    queue.shift();
    next.send();
    held.ms += performance.now() - next.came;
    held.datagrams += 1;
  }
  const [next] = queue;
  if (next === undefined) return;
  const left = next.at - performance.now();
  if (left > NEAR_MS) setTimeout(deliver, left - NEAR_MS);
  else setImmediate(deliver);
}

function hold(ms: number, send: () => void): void {
  const came = performance.now();
  queue.push({ came, at: came + ms, send });
  if (queue.length === 1) deliver();
}

const calls = {
  /**
   * A UDP port of this namespace's loopback whose far end is `oneWayMs` away from the device, for one client at a time.
   */
  open: async ({ host, port, oneWayMs }: { host: string; port: number; oneWayMs: number }): Promise<number> => {
    const [near, far] = [createSocket('udp4'), createSocket('udp4')];
    far.connect(port, host);
    near.bind(0, '127.0.0.1');
    await Promise.all([once(far, 'connect'), once(near, 'listening')]);
    let client: RemoteInfo | undefined;
    near.on('message', (datagram, from) => {
      client = from;
      counted.requests += 1;
      if (delivered) counted.trips += 1;
      delivered = false;
      hold(oneWayMs, () => far.send(datagram));
    });
    far.on('message', (datagram) =>
      hold(oneWayMs, () => {
        counted.answers += 1;
        delivered = true;
        near.send(datagram, client?.port, client?.address);
      }),
    );
    return near.address().port;
  },
  passed: (): Passed => {
    const was = { ...counted, line: (2 * held.ms) / held.datagrams };
    counted = { ...NONE };
    held = { ms: 0, datagrams: 0 };
    delivered = true;
    return was;
  },
};
export type DelayCalls = typeof calls;

follow(calls, () => process.exit());
