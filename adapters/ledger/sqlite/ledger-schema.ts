// (table)
import type { Step } from '../../sqlite/migrate.ts';

/** The ledger's schema, a step for each version. Bodies are JSON of the domain's own shapes; columns beside them are what is searched. */
export const LEDGER_SCHEMA: readonly Step[] = [
  {
    sql: `
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  act TEXT NOT NULL,
  request INTEGER,
  facts TEXT NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX audit_request ON audit (request);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_in_order BEFORE INSERT ON audit
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
  OR NEW.prev IS NOT coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), '${'0'.repeat(64)}')
BEGIN SELECT RAISE(ABORT, 'audit entry out of order'); END;

CREATE TABLE agencies (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE lines (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE pools (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE contracts (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE shares (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE pool_limits (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE delegations (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;

CREATE TABLE tickets (ticket TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE revisions (ticket TEXT NOT NULL, revision INTEGER NOT NULL, PRIMARY KEY (ticket, revision)) STRICT, WITHOUT ROWID;

CREATE TABLE requests (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('request', 'incident')),
  ticket TEXT NOT NULL,
  body TEXT NOT NULL,
  stage TEXT NOT NULL,
  since INTEGER NOT NULL,
  ended INTEGER GENERATED ALWAYS AS (json_extract(stage, '$.at') IN ('closed', 'duplicate', 'rejected', 'cancelled', 'redirected')) STORED
) STRICT;
CREATE INDEX requests_open ON requests (id) WHERE ended = 0;
CREATE INDEX requests_ticket ON requests (ticket);
CREATE TABLE stages (
  id INTEGER PRIMARY KEY,
  request INTEGER NOT NULL REFERENCES requests (id),
  at INTEGER NOT NULL,
  stage TEXT NOT NULL,
  event TEXT NOT NULL,
  actor TEXT NOT NULL,
  by_office INTEGER NOT NULL
) STRICT;
CREATE INDEX stages_request ON stages (request, id);
CREATE TABLE decisions (id INTEGER PRIMARY KEY, request INTEGER NOT NULL REFERENCES requests (id), body TEXT NOT NULL) STRICT;
CREATE INDEX decisions_request ON decisions (request, id);

CREATE TABLE allocations (id INTEGER PRIMARY KEY, line TEXT NOT NULL, request INTEGER REFERENCES requests (id), body TEXT NOT NULL) STRICT;
CREATE TABLE plans (
  id INTEGER PRIMARY KEY,
  router TEXT NOT NULL,
  request INTEGER REFERENCES requests (id),
  due_at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'done', 'void')),
  body TEXT NOT NULL
) STRICT;
CREATE INDEX plans_due ON plans (router, due_at) WHERE state = 'due';
CREATE INDEX plans_request ON plans (request);
CREATE TABLE ops (
  id INTEGER PRIMARY KEY,
  plan INTEGER NOT NULL REFERENCES plans (id),
  router TEXT NOT NULL,
  request INTEGER REFERENCES requests (id),
  change TEXT NOT NULL,
  intended_at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'verified', 'not-applied', 'needs-human')),
  refused TEXT,
  settled_at INTEGER,
  evidence TEXT
) STRICT;
CREATE INDEX ops_open ON ops (router) WHERE state = 'open';
CREATE INDEX ops_plan ON ops (plan);
CREATE INDEX ops_request ON ops (request);
CREATE INDEX ops_intended ON ops (intended_at);

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  ticket TEXT,
  request INTEGER REFERENCES requests (id),
  at INTEGER NOT NULL,
  message TEXT NOT NULL,
  done_at INTEGER
) STRICT;
CREATE INDEX outbox_waiting ON outbox (id) WHERE done_at IS NULL;
CREATE INDEX outbox_request ON outbox (request);
CREATE TABLE reports (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;

CREATE TABLE observed (router TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE findings (router TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE cursors (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`,
  },
];
