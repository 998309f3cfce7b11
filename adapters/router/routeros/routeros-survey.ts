import { Fault } from '../../../agent/domain/fault.ts';
import type { RouterDeps } from '../../../agent/ports/router.ts';
import type {
  ListedAddress,
  OwnAddress,
  PastCounts,
  RouterSurvey,
  SeenInterface,
} from '../../../agent/ports/survey.ts';
import { lacksMenu } from './routeros-fault.ts';
import { LastTable } from './routeros-last-table.ts';
import type { SurveyOptions } from './routeros-options.ts';
import type { Row } from './routeros-row.ts';
import { openSession, type RouterOsSession } from './routeros-session.ts';
import { tlsOf } from './routeros-tls.ts';
import { RouterOsVisit, readIdentity } from './routeros-visit.ts';
import { plainText } from './routeros-word.ts';

/**
 * Reads everything that a first configuration is made from, in one visit. Sends only `print`. A menu that the router
 * lacks or does not show to us is empty or null in the result. Throws the faults of opening a router.
 */
export async function surveyRouterOs(options: SurveyOptions, { name, log }: RouterDeps): Promise<RouterSurvey> {
  const { host, port, user, password, deadlineMs } = options;
  plainText('password', password.reveal());
  const tls = await tlsOf(options.tls);
  const session = await openSession({ router: name, host, port, user, password, deadlineMs, tls, log });
  try {
    return await lookAround(session, options.user);
  } finally {
    session.close();
    await session.over;
  }
}

async function lookAround(session: RouterOsSession, user: string): Promise<RouterSurvey> {
  const identity = await readIdentity(session);
  const visit = new RouterOsVisit(session, { identity, user, last: new LastTable() });
  const queues = await visit.queues();
  const traits = await visit.traits();
  const interfaces = await rowsOf(session, '/interface', 'name,type,comment,running,disabled');
  const addresses = await rowsOf(session, '/ip/address', 'address,interface,disabled');
  const past = await pastCounts(session);
  return {
    identity,
    traits,
    queues,
    interfaces: interfaces.map(seenInterface),
    addresses: addresses.filter(inForce).map(ownAddress),
    lists: await addressLists(session),
    past,
  };
}

/**
 * Reads the address lists last, since they only help to name agencies. A list too long to read within the deadline ends
 * the session; the survey then goes without.
 */
async function addressLists(session: RouterOsSession): Promise<readonly ListedAddress[]> {
  try {
    const rows = await rowsOf(session, '/ip/firewall/address-list', 'list,address,comment,disabled,dynamic');
    return rows.filter((row) => inForce(row) && row['dynamic'] !== 'true').map(listedAddress);
  } catch (fault) {
    if (fault instanceof Fault) return [];
    throw fault;
  }
}

async function pastCounts(session: RouterOsSession): Promise<PastCounts> {
  const [queueTree, pppActive, hotspotActive, dhcpLeases] = await Promise.all(
    ['/queue/tree', '/ppp/active', '/ip/hotspot/active', '/ip/dhcp-server/lease'].map((menu) => countOf(session, menu)),
  );
  return {
    queueTree: queueTree ?? null,
    pppActive: pppActive ?? null,
    hotspotActive: hotspotActive ?? null,
    dhcpLeases: dhcpLeases ?? null,
  };
}

/** Counts rows. `=count-only=` is not used: its number comes with `!done`, which the session does not hand on. */
async function countOf(session: RouterOsSession, menu: string): Promise<number | null> {
  const rows = await shown(session.run([`${menu}/print`, '=.proplist=.id'], 'read'));
  return rows?.length ?? null;
}

async function rowsOf(session: RouterOsSession, menu: string, properties: string): Promise<readonly Row[]> {
  return (await shown(session.run([`${menu}/print`, `=.proplist=${properties}`], 'read'))) ?? [];
}

async function shown(rows: Promise<readonly Row[]>): Promise<readonly Row[] | undefined> {
  try {
    return await rows;
  } catch (fault) {
    if (lacksMenu(fault) || (fault instanceof Fault && fault.code === 'router/no-permission')) return undefined;
    throw fault;
  }
}

function text(row: Row, key: string): string {
  return row[key] ?? '';
}

function inForce(row: Row): boolean {
  return row['disabled'] !== 'true';
}

function seenInterface(row: Row): SeenInterface {
  const flags = { running: row['running'] === 'true', disabled: row['disabled'] === 'true' };
  return { name: text(row, 'name'), type: text(row, 'type'), comment: text(row, 'comment'), ...flags };
}

function ownAddress(row: Row): OwnAddress {
  return { address: text(row, 'address'), interface: text(row, 'interface') };
}

function listedAddress(row: Row): ListedAddress {
  return { list: text(row, 'list'), address: text(row, 'address'), comment: text(row, 'comment') };
}
