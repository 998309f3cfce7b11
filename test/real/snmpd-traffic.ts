import { createSocket } from 'node:dgram';

/** Datagrams at a steady rate from one end of the lab's wire: `traffic OWN PEER KBPS`. Runs until it is ended. */
const [own, peer, kbps] = process.argv.slice(2);
const PORT = 9009;
const PAYLOAD = Buffer.alloc(1400);
const EVERY_MS = 10;

const socket = createSocket('udp4');
socket.on('message', () => undefined);
socket.on('error', () => undefined);
socket.bind(PORT, own, () => {
  const started = performance.now();
  let sent = 0;
  setInterval(() => {
    const due = Math.floor(((performance.now() - started) * Number(kbps)) / 8 / PAYLOAD.length);
    for (; sent < due; sent += 1) socket.send(PAYLOAD, PORT, peer);
  }, EVERY_MS);
});
