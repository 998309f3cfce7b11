import koffi from 'koffi';

type SdNotify = (unsetEnvironment: number, state: string) => number;

/** One way to the service manager; returns at once. */
export type Notify = (state: string) => void;

/**
 * sd_notify(3) of libsystemd, from this process itself, so that the unit can keep NotifyAccess=main. Silent when
 * `socket`, the NOTIFY_SOCKET that the manager set for us, is unset, and on a machine without libsystemd.
 */
export function openNotify(socket: string | undefined): Notify {
  if (socket === undefined || socket === '') return () => undefined;
  const send = sdNotify();
  return (state) => {
    send?.(0, state);
  };
}

function sdNotify(): SdNotify | undefined {
  try {
    return koffi.load('libsystemd.so.0').func('int sd_notify(int, str)');
  } catch {
    return undefined;
  }
}
