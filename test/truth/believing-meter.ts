import { AuthProtocols, createV3Session, PrivProtocols, SecurityLevel, type Varbind } from 'net-snmp';
import { moment } from '../../agent/domain/moment.ts';
import type { Reading } from '../../agent/domain/counters/reading.ts';
import { LAB_SNMP_USER } from '../lab/open-lab.ts';
import { COLUMNS } from './bent-answer.ts';
import type { MeasuredOffice } from './measured-office.ts';

const SYS_UP_TIME = '1.3.6.1.2.1.1.3.0';
const INDEX = 1;

/**
 * The uplink's counters by the library as it comes, which believes what an answer says of its own security. Undefined
 * of a failure.
 */
export async function believingPoll(office: MeasuredOffice): Promise<Reading | undefined> {
  const { name, authKey, privKey } = LAB_SNMP_USER;
  const keys = { authProtocol: AuthProtocols.sha, authKey, privProtocol: PrivProtocols.aes, privKey };
  const session = createV3Session(
    '127.0.0.1',
    { name, level: SecurityLevel.authPriv, ...keys },
    { port: office.wire.port, retries: 0 },
  );
  session.on('error', () => undefined);
  try {
    const [up, down, sent] = await new Promise<readonly Varbind[]>((resolve, reject) => {
      session.get([SYS_UP_TIME, `${COLUMNS.inOctets}${INDEX}`, `${COLUMNS.outOctets}${INDEX}`], (error, varbinds) => {
        if (error === null) resolve(varbinds);
        else reject(error);
      });
    });
    const at = moment(office.lab.clock.now());
    const ticks = { at, monotonic: at, agentTicks: Number(up!.value) };
    return {
      subject: 'uplink:isp-a',
      ...ticks,
      down: octets(down!),
      up: octets(sent!),
      index: INDEX,
      operational: true,
    };
  } catch {
    return undefined;
  } finally {
    session.close();
  }
}

function octets({ value }: Varbind): bigint {
  return BigInt(`0x${(value as Buffer).toString('hex') || '0'}`);
}
