import { type Document, isMap, isScalar, parseDocument } from 'yaml';
import { DEFAULT_POLICY } from '../domain/policy.ts';
import { showMbps } from '../texts/format.ts';
import type { InitProposal } from './init-proposal.ts';
import type { UplinkGuess } from './uplink-guess.ts';

/** How to reach the router and its counters. Credentials are absolute paths of files, never values. */
export interface InitWire {
  readonly host: string;
  /** null: the default, 8729 with TLS and 8728 without. */
  readonly port: number | null;
  readonly user: string;
  readonly passwordFile: string;
  /** null: the API without TLS. */
  readonly tls: { readonly ca: string; readonly servername: string | null } | null;
  readonly communityFile: string;
}

/** The kind of router that the shipped example names, whose block `putWire` fills. */
export const ROUTER_KIND = 'routeros';

const ROUTER = ['routers', 0];
const V3_KEYS = ['level', 'user', 'authProtocol', 'authKey', 'privProtocol', 'privKey'];

/**
 * Puts what is known of this router into the shipped example. Every other line and comment stays, for the office to
 * decide.
 */
export function initConfig(
  example: string,
  wire: InitWire,
  proposal: InitProposal,
  uplinks: readonly UplinkGuess[],
): string {
  const document = parseDocument(example);
  const put = (path: readonly (string | number)[], value: unknown): void =>
    document.setIn(path, nodeOf(document, value));
  put([...ROUTER, 'name'], proposal.router);
  put([...ROUTER, 'mode'], 'observe');
  put([...ROUTER, 'management'], proposal.management);
  putWire(document, put, wire, proposal.survey.identity.identity);
  putMeter(document, put, wire);
  put(
    ['uplinks'],
    uplinks.map((uplink) => ({
      id: uplink.id,
      name: uplink.name,
      router: proposal.router,
      interface: uplink.interface,
    })),
  );
  putPolicy(document, proposal);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

type Put = (path: readonly (string | number)[], value: unknown) => void;

function putWire(document: Document, put: Put, wire: InitWire, identity: string): void {
  const at = [...ROUTER, 'wire'];
  put([...at, 'kind'], ROUTER_KIND);
  put([...at, 'host'], wire.host);
  if (wire.port === null) document.deleteIn([...at, 'port']);
  else put([...at, 'port'], wire.port);
  put([...at, 'user'], wire.user);
  put([...at, 'password'], { file: wire.passwordFile });
  put([...at, 'identity'], identity);
  const name = wire.tls?.servername ?? null;
  put([...at, 'tls'], wire.tls === null ? false : { ca: wire.tls.ca, ...(name === null ? {} : { servername: name }) });
}

function putMeter(document: Document, put: Put, wire: InitWire): void {
  const at = [...ROUTER, 'meter'];
  for (const key of V3_KEYS) document.deleteIn([...at, key]);
  put([...at, 'host'], wire.host);
  put([...at, 'version'], '2c');
  put([...at, 'community'], { file: wire.communityFile });
}

function putPolicy(document: Document, { sharing }: InitProposal): void {
  if (sharing === null) return;
  const { k, pool, dedicated, shared, capacity } = sharing;
  const today = `${showMbps(dedicated + shared, 'id')} Mbps / ${showMbps(capacity, 'id')} Mbps, ${pool}`;
  document.setIn(['policy', 'sharing'], (k ?? DEFAULT_POLICY.sharing) / 1000);
  if (k === null) document.setIn(['policy', 'promised'], 'report');
  const node = document.getIn(['policy', 'sharing'], true);
  if (isScalar(node)) node.comment = ` k; ${today.replaceAll(/[^\x20-\x7e]/g, ' ')}`;
}

/** Makes a YAML node; short lists and blocks stay on one line, as in the example. */
function nodeOf(document: Document, value: unknown): unknown {
  if (Array.isArray(value) && value.some((item) => typeof item === 'object')) {
    const list = document.createNode(value);
    for (const item of list.items) if (isMap(item)) item.flow = true;
    return list;
  }
  if (typeof value === 'object' && value !== null) return document.createNode(value, { flow: true });
  return value;
}
