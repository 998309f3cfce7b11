import { RequestFailedError, RequestTimedOutError, ResponseInvalidError } from 'net-snmp';
import { Fault } from '../../../agent/domain/fault.ts';

/** Why the agent gave no usable answer. */
export type SnmpErrorReason =
  | 'no-answer' // deadline; with v2c a wrong community looks the same
  | 'deadline' // of the visit as a whole
  | 'port-closed'
  | 'unreachable'
  | 'closed' // by ourselves
  | 'unknown-user'
  | 'wrong-auth-key'
  | 'wrong-priv-key'
  | 'level-refused'
  | 'no-access'
  | 'time-window'
  | 'engine-changed'
  | 'bad-digest'
  | 'too-big'
  | 'agent-error'
  | 'endless-walk'
  | 'no-uptime' // the agent has no sysUpTime
  | 'nonsense';

/**
 * A failure of one SNMP request. It stays inside this adapter: `faultOf` turns it into the Fault that leaves. It keeps
 * only a reason, since net-snmp puts keys into messages and `info`.
 */
export class SnmpError extends Error {
  readonly why: SnmpErrorReason;

  constructor(why: SnmpErrorReason) {
    super(why);
    this.name = 'SnmpError';
    this.why = why;
  }

  /** Whether a new session may help: the agent restarted, lost its boot count, or is another engine. */
  get curable(): boolean {
    return ['unknown-user', 'wrong-auth-key', 'time-window', 'engine-changed', 'bad-digest'].includes(this.why);
  }
}

/** SNMP error-status (RFC 3416). */
const TOO_BIG = 1;
const NO_ACCESS = new Set([6, 16]);

const USM_REPORTS: Readonly<Record<string, SnmpErrorReason>> = {
  'Unsupported Security Level': 'level-refused',
  'Not In Time Window': 'time-window',
  'Unknown User Name': 'unknown-user',
  'Unknown Engine ID': 'engine-changed',
  'Wrong Digest (incorrect password, community or key)': 'wrong-auth-key',
  'Decryption Error': 'wrong-priv-key',
};

/** Reads a net-snmp error by class, code and status. Its message is compared with known texts and never kept. */
export function snmpErrorOf(error: unknown): SnmpError {
  if (error instanceof SnmpError) return error;
  if (error instanceof RequestTimedOutError) return new SnmpError('no-answer');
  if (error instanceof RequestFailedError) return new SnmpError(whyOfStatus(error.status));
  if (error instanceof ResponseInvalidError) return new SnmpError(whyOfCode(error));
  return new SnmpError(whyOfSocket(error));
}

function whyOfStatus(status: number): SnmpErrorReason {
  if (status === TOO_BIG) return 'too-big';
  return NO_ACCESS.has(status) ? 'no-access' : 'agent-error';
}

function whyOfCode(error: ResponseInvalidError): SnmpErrorReason {
  switch (error.code) {
    case 4: // ECouldNotDecrypt
      return 'wrong-priv-key';
    case 5: // EAuthFailure: a report of the user security model, or our own check of the digest
      return USM_REPORTS[error.message] ?? 'bad-digest';
    case 11: // EUnexpectedReport
      return 'engine-changed';
    case 14: // ENotInTimeWindow
      return 'time-window';
    default:
      return 'nonsense';
  }
}

function whyOfSocket(error: unknown): SnmpErrorReason {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ECONNREFUSED') return 'port-closed';
  return code === 'ERR_SOCKET_DGRAM_NOT_RUNNING' ? 'closed' : 'unreachable';
}

/** Faults of a device as a whole. */
type DeviceFault = 'meter/silent' | 'meter/refused' | 'meter/bad-reply' | 'meter/no-uptime';

const FAULTS: Readonly<Record<SnmpErrorReason, DeviceFault>> = {
  'no-answer': 'meter/silent',
  deadline: 'meter/silent',
  'port-closed': 'meter/silent',
  unreachable: 'meter/silent',
  closed: 'meter/silent',
  'unknown-user': 'meter/refused',
  'wrong-auth-key': 'meter/refused',
  'wrong-priv-key': 'meter/refused',
  'level-refused': 'meter/refused',
  'no-access': 'meter/refused',
  'time-window': 'meter/refused',
  'engine-changed': 'meter/refused',
  'bad-digest': 'meter/refused',
  'too-big': 'meter/bad-reply',
  'agent-error': 'meter/bad-reply',
  'endless-walk': 'meter/bad-reply',
  'no-uptime': 'meter/no-uptime',
  nonsense: 'meter/bad-reply',
};

const FOR_PEOPLE: ReadonlySet<SnmpErrorReason> = new Set([
  'unknown-user',
  'wrong-auth-key',
  'wrong-priv-key',
  'level-refused',
  'no-access',
]);

/**
 * Turns an SnmpError into a Fault. `target` is the meter's name. Wrong credentials need a person (`retry: 'never'`);
 * everything else may pass (`'later'`).
 */
export function faultOf(error: SnmpError, target: string): Fault {
  const { why } = error;
  return new Fault(FAULTS[why], { target, why }, { retry: FOR_PEOPLE.has(why) ? 'never' : 'later' });
}
