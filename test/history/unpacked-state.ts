import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { readRecordedState, type RecordedState } from './recorded-state.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));
const DATABASES = ['ledger', 'samples', 'helpdesk'] as const;

/** Files of an older version in a folder of their own. Knows nothing of the present code. */
export interface UnpackedState {
  /** Path of the older office's configuration. */
  readonly config: string;
  readonly recorded: RecordedState;
  /** The office's list of agencies, as CSV. */
  readonly agencies: Buffer;
  readonly stored: Stored;
}

/** JSON as it stands in the files before the present code opens them. */
export interface Stored {
  /** Tickets of the ledger by their id. */
  readonly tickets: ReadonlyMap<string, unknown>;
  /** Revisions of the helpdesk, oldest first. */
  readonly revisions: readonly {
    readonly ticket: string;
    readonly revision: number;
    readonly content: unknown;
    readonly reply: unknown;
  }[];
}

/** Every state that is kept of an older version: `v0.1.0/demo`. */
export function olderStates(): readonly string[] {
  const versions = readdirSync(FIXTURES).filter((name) => /^v\d/.test(name));
  const found = versions.flatMap((version) =>
    readdirSync(join(FIXTURES, version)).map((state) => `${version}/${state}`),
  );
  return found.filter((state) => existsSync(join(FIXTURES, state, 'expected.json'))).toSorted();
}

/**
 * Unpacks `state` into `folder` as it lay on the older machine, with the places and secrets of this one.
 * @param before SQL for ledger.db, run before the present code sees it.
 */
export function unpackState(state: string, folder: string, before: string): UnpackedState {
  const fixture = join(FIXTURES, state);
  const config = placeFiles(fixture, folder);
  return {
    config,
    recorded: readRecordedState(readFileSync(join(fixture, 'expected.json'), 'utf8')),
    agencies: readFileSync(join(fixture, 'agencies.csv')),
    stored: prepare(folder, before),
  };
}

/** Returns the configuration. */
function placeFiles(fixture: string, folder: string): string {
  const stateDir = join(folder, 'state');
  const reports = join(stateDir, 'reports');
  mkdirSync(reports, { recursive: true });
  const press = (from: string, to: string): void => writeFileSync(to, brotliDecompressSync(readFileSync(from)));
  for (const name of DATABASES) press(join(fixture, `${name}.db.br`), join(stateDir, `${name}.db`));
  for (const name of readdirSync(join(fixture, 'reports'))) {
    press(join(fixture, 'reports', name), join(reports, name.replace(/\.br$/, '')));
  }
  copyFileSync(join(fixture, '2026.yaml'), join(folder, '2026.yaml'));
  const secret = (name: string): string => {
    const file = join(folder, name);
    writeFileSync(file, 'never sent\n');
    chmodSync(file, 0o400);
    return file;
  };
  const config = join(folder, 'agent.yaml');
  const yaml = readFileSync(join(fixture, 'agent.yaml'), 'utf8')
    .replaceAll('STATE_DIR', stateDir)
    .replace('ROUTER_SECRET', secret('router.secret'))
    .replace('SNMP_SECRET', secret('snmp.secret'));
  writeFileSync(config, yaml);
  return config;
}

/** Reads the stored JSON, and gives every ticket a link that the test knows: the files keep hashes of the real ones. */
function prepare(folder: string, before: string): Stored {
  const ledger = new Database(join(folder, 'state', 'ledger.db'));
  const helpdesk = new Database(join(folder, 'state', 'helpdesk.db'));
  try {
    if (before !== '') ledger.exec(before);
    const tickets = ledger.prepare<[], TicketRow>('SELECT id, content FROM ticket').all();
    const revisions = helpdesk
      .prepare<[], RevisionRow>('SELECT ticket_id, revision, content, reply FROM revisions ORDER BY seq')
      .all();
    const link = helpdesk.prepare('INSERT INTO links (hash, ticket_id) VALUES (?, ?)');
    for (const id of new Set(revisions.map((row) => row.ticket_id))) {
      link.run(createHash('sha256').update(secretOf(id)).digest(), id);
    }
    return {
      tickets: new Map(tickets.map(({ id, content }) => [id, JSON.parse(content) as unknown])),
      revisions: revisions.map((row) => ({
        ticket: row.ticket_id,
        revision: row.revision,
        content: JSON.parse(row.content) as unknown,
        reply: row.reply === null ? null : (JSON.parse(row.reply) as unknown),
      })),
    };
  } finally {
    ledger.close();
    helpdesk.close();
  }
}

interface TicketRow {
  readonly id: string;
  readonly content: string;
}

interface RevisionRow {
  readonly ticket_id: string;
  readonly revision: number;
  readonly content: string;
  readonly reply: string | null;
}

/** 28 letters of the helpdesk's alphabet, another for each ticket. */
export function secretOf(ticketId: string): string {
  return `${'T'.repeat(24)}${ticketId.slice(-4)}`;
}
