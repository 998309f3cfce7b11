/** SNMPv2-MIB sysUpTime.0: the agent's time of its answer, asked in every PDU. */
export const SYS_UP_TIME = '1.3.6.1.2.1.1.3.0';
/** The OID before sysUpTime.0: a GETBULK that starts here brings sysUpTime.0. */
export const UP_TIME_BEFORE = '1.3.6.1.2.1.1.3';
/** SNMPv2-MIB sysName.0. */
export const SYS_NAME = '1.3.6.1.2.1.1.5.0';

/**
 * A table of counters. `name`: the column that identifies a row. `columns`: what one reading takes, in the order asked;
 * the name comes first.
 */
export interface CounterTable {
  readonly kind: 'interface' | 'queue';
  readonly name: string;
  readonly columns: readonly string[];
}

const IF_ENTRY = '1.3.6.1.2.1.2.2.1';
const IF_X_ENTRY = '1.3.6.1.2.1.31.1.1.1';
/** MIKROTIK-MIB mtxrQueueSimpleEntry (MIB of 2023-05-01). */
const QUEUE_ENTRY = '1.3.6.1.4.1.14988.1.1.2.1.1';

/** IF-MIB ifType: the kind of an interface. Read when the directory is walked, since it does not change. */
export const IF_TYPE = `${IF_ENTRY}.3`;

/** IF-MIB: ifName, ifHCInOctets, ifHCOutOctets, ifHighSpeed, ifCounterDiscontinuityTime, ifOperStatus. */
export const INTERFACES: CounterTable = {
  kind: 'interface',
  name: `${IF_X_ENTRY}.1`,
  columns: [
    `${IF_X_ENTRY}.1`,
    `${IF_X_ENTRY}.6`,
    `${IF_X_ENTRY}.10`,
    `${IF_X_ENTRY}.15`,
    `${IF_X_ENTRY}.19`,
    `${IF_ENTRY}.8`,
  ],
};

/** MIKROTIK-MIB mtxrQueueSimple: Name, BytesIn, BytesOut, DroppedIn, DroppedOut. */
export const QUEUES: CounterTable = {
  kind: 'queue',
  name: `${QUEUE_ENTRY}.2`,
  columns: [`${QUEUE_ENTRY}.2`, `${QUEUE_ENTRY}.8`, `${QUEUE_ENTRY}.9`, `${QUEUE_ENTRY}.14`, `${QUEUE_ENTRY}.15`],
};
