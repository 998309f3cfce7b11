import { createSocket } from 'node:dgram';
import type { Faults } from '../faults.ts';
import type { RouterFacts } from '../router/lab-router-facts.ts';
import { BadBer, BerReader, element, integer, octets, TAG } from './lab-snmp-ber.ts';
import { answerPdu } from './lab-snmp-pdu.ts';
import { SnmpTree } from './lab-snmp-tree.ts';
import { type SnmpUser, UsmEngine } from './lab-snmp-usm.ts';
import type { Plant } from '../plant.ts';
import type { Address } from '../router/routeros-server.ts';

const V2C = 1;
const V3 = 3;

/** What the agent answers from. */
export interface SnmpWorld {
  readonly plant: Plant;
  readonly facts: RouterFacts;
  readonly faults: Faults;
  readonly community: string;
  readonly user: SnmpUser;
  /** Seconds that the v3 engine is older than its socket; less than before is a restart whose boot was not counted. */
  readonly engineAge?: () => number;
}

export interface SnmpAgent {
  readonly address: Address;
  /** Requests that arrived, answered or not. */
  requests(): number;
  close(): Promise<void>;
}

/**
 * The SNMP agent on a loopback port: v2c by community, v3 authPriv by user. A wrong community is silence, as on a
 * router.
 */
export async function openSnmpAgent(world: SnmpWorld): Promise<SnmpAgent> {
  const tree = new SnmpTree(world.plant, world.facts, world.faults.switches);
  const engine = new UsmEngine(world.user, world.plant, world.engineAge);
  const socket = createSocket('udp4');
  let count = 0;
  socket.on('message', (message, from) => {
    count += 1;
    if (isSilent(world, count)) return;
    const answer = answerMessage(world, tree, engine, message);
    if (answer) socket.send(answer, from.port, from.address);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, '127.0.0.1', resolve);
  });
  return {
    address: { host: '127.0.0.1', port: socket.address().port },
    requests: () => count,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function isSilent({ faults, plant }: SnmpWorld, count: number): boolean {
  const { snmpSilent, snmpSilentUntil, snmpLoseEvery } = faults.switches;
  return snmpSilent || plant.clock.now() < snmpSilentUntil || (snmpLoseEvery > 0 && count % snmpLoseEvery === 0);
}

function answerMessage(world: SnmpWorld, tree: SnmpTree, engine: UsmEngine, message: Buffer): Buffer | undefined {
  const maxBytes = world.faults.switches.snmpMaxReplyBytes;
  try {
    const reader = new BerReader(message).inside(TAG.sequence);
    const version = reader.integer();
    if (version !== V2C && version !== V3) return undefined;
    world.plant.catchUp();
    if (version === V3) return engine.answer(message, (pdu) => answerPdu(tree, pdu, maxBytes));
    if (reader.next(TAG.octets).content.toString('latin1') !== world.community) return undefined;
    const pdu = answerPdu(tree, reader.next(), maxBytes);
    return pdu && element(TAG.sequence, integer(V2C), octets(world.community), pdu);
  } catch (error) {
    if (error instanceof BadBer) return undefined;
    throw error;
  }
}
