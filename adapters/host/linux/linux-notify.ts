import koffi from 'koffi';

type SdNotify = (unsetEnvironment: number, state: string) => number;

/** Sends a state to the service manager; does not wait for an answer. */
export type Notify = (state: string) => void;

/**
 * Opens the way to the service manager: sd_notify(3) of libsystemd, called in this process, so that the unit can keep
 * NotifyAccess=main. Does nothing when `socket` (NOTIFY_SOCKET of the environment) is unset, or without libsystemd.
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
