import koffi from 'koffi';
import { Fault } from '../../../agent/domain/fault.ts';
import type { Caller } from '../../../agent/ports/host.ts';

/** `<asm-generic/socket.h>` of Linux; the same on x86-64 and arm64. */
const SOL_SOCKET = 1;
const SO_PEERCRED = 17;

/** `struct ucred`: pid, uid, gid; 32 bits each. unix(7) */
const UCRED_BYTES = 12;

/** The uid that the kernel gives when the other end is no process of this machine. */
const NOBODY_KNOWN = 0xff_ff_ff_ff;

type GetSockOpt = (fd: number, level: number, name: number, value: Buffer, length: Uint32Array) => number;

const getsockopt: GetSockOpt = koffi
  .load('libc.so.6')
  .func('int getsockopt(int, int, int, void *, _Inout_ uint32_t *)');

/**
 * Returns the process that connected to the Unix socket `fd`, as the kernel recorded it at connect(2): SO_PEERCRED,
 * unix(7). Throws Fault `order/stranger` when the kernel does not say.
 */
export function peerOf(fd: number): Caller {
  const ucred = Buffer.alloc(UCRED_BYTES);
  const length = Uint32Array.of(UCRED_BYTES);
  const failed = getsockopt(fd, SOL_SOCKET, SO_PEERCRED, ucred, length) !== 0;
  const uid = ucred.readUInt32LE(4);
  if (failed || length[0] !== UCRED_BYTES || uid === NOBODY_KNOWN) throw new Fault('order/stranger');
  return { pid: ucred.readInt32LE(0), uid };
}
