import koffi from 'koffi';
import { Fault } from '../../../agent/domain/fault.ts';
import type { Caller } from '../../../agent/ports/host.ts';

/** `<asm-generic/socket.h>` of Linux; the same on x86-64 and arm64. */
const SOL_SOCKET = 1;
const SO_PEERCRED = 17;

/** `struct ucred`: pid, uid, gid; 32 bits each. unix(7) */
const UCRED_BYTES = 12;

/** What the kernel fills in when the other end is not a process on this machine. */
const NOBODY_KNOWN = 0xff_ff_ff_ff;

type GetSockOpt = (fd: number, level: number, name: number, value: Buffer, length: Uint32Array) => number;

const getsockopt: GetSockOpt = koffi
  .load('libc.so.6')
  .func('int getsockopt(int, int, int, void *, _Inout_ uint32_t *)');

/**
 * The process that connected to the Unix socket `fd`, by the kernel's word at the time of connect(2), SO_PEERCRED in
 * unix(7). What its environment says about itself is not asked. Throws Fault `order/stranger` when the kernel does not
 * say.
 */
export function peerOf(fd: number): Caller {
  const ucred = Buffer.alloc(UCRED_BYTES);
  const length = Uint32Array.of(UCRED_BYTES);
  const failed = getsockopt(fd, SOL_SOCKET, SO_PEERCRED, ucred, length) !== 0;
  const uid = ucred.readUInt32LE(4);
  if (failed || length[0] !== UCRED_BYTES || uid === NOBODY_KNOWN) throw new Fault('order/stranger');
  return { pid: ucred.readInt32LE(0), uid };
}
