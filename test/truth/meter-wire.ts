import { type SnmpOptions, snmpOptions } from '../../adapters/meter/snmp/snmp-options.ts';
import { Secret } from '../../agent/domain/secret.ts';
import { LAB_COMMUNITY, LAB_SNMP_USER } from '../lab/open-lab.ts';

/** How the meter asks; keys that are left out are the lab's. */
export interface MeterWire {
  readonly version?: '2c' | '3';
  readonly retries?: number;
  /** Short where answers are lost by design: each lost one costs the run as much. */
  readonly timeoutMs?: number;
  readonly authKey?: string;
  readonly privKey?: string;
}

/** Long enough for a loopback under load, so that nothing is lost but by a fault. */
const TIMEOUT_MS = 5000;
/** For days on which answers are lost. */
export const IMPATIENT_MS = 100;

/** The meter's block of the YAML for a wire on this port of loopback. */
export function wireOptions(
  port: number,
  { version = '2c', retries = 0, timeoutMs = TIMEOUT_MS, authKey, privKey }: MeterWire,
): SnmpOptions {
  const wire = { host: '127.0.0.1', port, timeoutMs, retries };
  if (version === '2c') return snmpOptions.parse({ ...wire, version, community: new Secret(LAB_COMMUNITY) });
  return snmpOptions.parse({
    ...wire,
    version,
    user: LAB_SNMP_USER.name,
    level: 'authPriv',
    authKey: new Secret(authKey ?? LAB_SNMP_USER.authKey),
    privKey: new Secret(privKey ?? LAB_SNMP_USER.privKey),
  });
}
