// (table)
/* oxlint-disable max-lines -- a table */
import type { Step } from '../../sqlite/migrate.ts';

/*
 * Moments are milliseconds, rates whole bit/s. What has a noun of its own has columns; unions and evidence are JSON
 * text. Nothing is ever deleted. Ends of a request as in workflow/stage.
 */
export const LEDGER_SCHEMA: readonly Step[] = [
  {
    sql: `
CREATE TABLE agency (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  location TEXT NOT NULL,
  managed INTEGER NOT NULL CHECK (managed IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE line (
  id TEXT PRIMARY KEY,
  agency TEXT NOT NULL REFERENCES agency (id),
  router TEXT NOT NULL,
  queue TEXT NOT NULL,
  targets TEXT NOT NULL CHECK (json_valid(targets)),
  parent TEXT,
  service TEXT NOT NULL CHECK (service IN ('shared', 'dedicated')),
  path TEXT NOT NULL CHECK (json_valid(path))
) STRICT, WITHOUT ROWID;

CREATE TABLE pool (
  id TEXT PRIMARY KEY,
  router TEXT NOT NULL,
  queue TEXT NOT NULL,
  targets TEXT NOT NULL CHECK (json_valid(targets)),
  path TEXT NOT NULL CHECK (json_valid(path))
) STRICT, WITHOUT ROWID;

CREATE TABLE contract (
  uplink TEXT NOT NULL,
  starts INTEGER NOT NULL,
  ends INTEGER CHECK (ends > starts),
  down INTEGER NOT NULL,
  up INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (uplink, starts)
) STRICT, WITHOUT ROWID;

CREATE TABLE shares (
  starts INTEGER PRIMARY KEY,
  shares TEXT NOT NULL CHECK (json_valid(shares))
) STRICT;

CREATE TABLE pool_limit (
  pool TEXT NOT NULL REFERENCES pool (id),
  starts INTEGER NOT NULL,
  down INTEGER NOT NULL,
  up INTEGER NOT NULL,
  PRIMARY KEY (pool, starts)
) STRICT, WITHOUT ROWID;

CREATE TABLE delegation (
  person TEXT NOT NULL,
  role TEXT NOT NULL,
  starts INTEGER NOT NULL,
  ends INTEGER NOT NULL CHECK (ends > starts),
  letter TEXT NOT NULL,
  PRIMARY KEY (person, role, starts)
) STRICT, WITHOUT ROWID;

CREATE TABLE request (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('request', 'incident')),
  year INTEGER NOT NULL, -- year and running number as they stand in number
  running INTEGER NOT NULL,
  ticket_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  channel TEXT NOT NULL,
  agency TEXT REFERENCES agency (id),
  line TEXT REFERENCES line (id),
  wanted_down INTEGER,
  wanted_up INTEGER,
  window_from INTEGER,
  window_until INTEGER,
  targets TEXT NOT NULL CHECK (json_valid(targets)),
  documents TEXT NOT NULL CHECK (json_valid(documents)),
  subject TEXT NOT NULL,
  reason TEXT NOT NULL,
  letter_number TEXT NOT NULL,
  letter_date TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  impact TEXT,
  urgency TEXT,
  priority TEXT,
  parent INTEGER REFERENCES request (id),
  stage TEXT NOT NULL CHECK (json_valid(stage)),
  since INTEGER NOT NULL,
  stage_name TEXT NOT NULL AS (stage ->> '$.at') STORED,
  ended INTEGER NOT NULL AS (
    stage_name IN ('closed', 'duplicate', 'rejected', 'cancelled', 'redirected', 'lapsed')
  ) STORED,
  CHECK ((wanted_down IS NULL) = (wanted_up IS NULL)),
  CHECK ((window_from IS NULL) = (window_until IS NULL))
) STRICT;
CREATE INDEX request_open ON request (id) WHERE ended = 0;
CREATE INDEX request_ticket ON request (ticket_id);
CREATE INDEX request_number ON request (kind, year, running);

CREATE TABLE stage_entry (
  id INTEGER PRIMARY KEY,
  request INTEGER NOT NULL REFERENCES request (id),
  at INTEGER NOT NULL,
  stage TEXT NOT NULL CHECK (json_valid(stage)),
  event TEXT NOT NULL,
  actor TEXT NOT NULL,
  by_office INTEGER NOT NULL CHECK (by_office IN (0, 1))
) STRICT;
CREATE INDEX stage_entry_request ON stage_entry (request);

CREATE TABLE ticket (
  id TEXT PRIMARY KEY,
  content TEXT NOT NULL CHECK (json_valid(content))
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_seen (
  ticket_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (ticket_id, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  request INTEGER NOT NULL REFERENCES request (id),
  at INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  terms TEXT NOT NULL CHECK (json_valid(terms)),
  decision TEXT NOT NULL CHECK (json_valid(decision)),
  need TEXT NOT NULL CHECK (json_valid(need)),
  offer_down INTEGER,
  offer_up INTEGER,
  earliest INTEGER,
  CHECK ((offer_down IS NULL) = (offer_up IS NULL))
) STRICT;
CREATE INDEX decision_request ON decision (request);

CREATE TABLE allocation (
  id INTEGER PRIMARY KEY,
  line TEXT NOT NULL REFERENCES line (id),
  request INTEGER REFERENCES request (id),
  down INTEGER NOT NULL,
  up INTEGER NOT NULL,
  limit_down INTEGER NOT NULL,
  limit_up INTEGER NOT NULL,
  window_from INTEGER,
  window_until INTEGER,
  state TEXT NOT NULL CHECK (state IN ('held', 'granted', 'ended')),
  state_at INTEGER NOT NULL, -- held: until; granted, ended: since
  applied_at INTEGER,
  returned_at INTEGER,
  CHECK ((window_from IS NULL) = (window_until IS NULL))
) STRICT;

CREATE TABLE plan (
  id INTEGER PRIMARY KEY,
  router TEXT NOT NULL,
  owner TEXT NOT NULL,
  purpose TEXT NOT NULL,
  request INTEGER REFERENCES request (id),
  due_at INTEGER NOT NULL,
  seen TEXT CHECK (json_valid(seen)),
  state TEXT NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'done', 'void'))
) STRICT;
CREATE INDEX plan_due ON plan (router, due_at) WHERE state = 'due';
CREATE INDEX plan_request ON plan (request);

CREATE TABLE op (
  id INTEGER PRIMARY KEY,
  plan INTEGER NOT NULL REFERENCES plan (id),
  router TEXT NOT NULL,
  request INTEGER REFERENCES request (id),
  change TEXT NOT NULL CHECK (json_valid(change)),
  intended_at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'verified', 'not-applied', 'needs-human')),
  refused TEXT,
  settled_at INTEGER,
  evidence TEXT CHECK (json_valid(evidence)),
  CHECK ((state = 'open') = (settled_at IS NULL))
) STRICT;
-- An open op is UNKNOWN: no second try of its plan beside it.
CREATE UNIQUE INDEX op_open ON op (plan) WHERE state = 'open';
CREATE INDEX op_router ON op (router) WHERE state = 'open';
CREATE INDEX op_plan ON op (plan);
CREATE INDEX op_request ON op (request);
CREATE INDEX op_intended ON op (intended_at);
CREATE TRIGGER op_settled BEFORE UPDATE ON op WHEN OLD.state <> 'open'
BEGIN SELECT RAISE(ABORT, 'a settled op stays'); END;

CREATE TABLE observed (
  router TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  identity TEXT NOT NULL CHECK (json_valid(identity)),
  traits TEXT NOT NULL CHECK (json_valid(traits))
) STRICT, WITHOUT ROWID;

CREATE TABLE observed_queues ( -- apart, so that a table that did not change is not written again
  router TEXT PRIMARY KEY REFERENCES observed (router),
  queues TEXT NOT NULL CHECK (json_valid(queues))
) STRICT;

CREATE TABLE router_findings (
  router TEXT PRIMARY KEY,
  findings TEXT NOT NULL CHECK (json_valid(findings))
) STRICT;

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  ticket_id TEXT,
  request INTEGER REFERENCES request (id),
  at INTEGER NOT NULL,
  message TEXT NOT NULL CHECK (json_valid(message)),
  done_at INTEGER
) STRICT;
CREATE INDEX outbox_waiting ON outbox (id) WHERE done_at IS NULL;
CREATE INDEX outbox_request ON outbox (request);

CREATE TABLE cursor (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE report (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  starts TEXT NOT NULL,
  ends TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  files TEXT NOT NULL CHECK (json_valid(files))
) STRICT, WITHOUT ROWID;

CREATE TABLE audit ( -- stands alone: no reference to another table
  seq INTEGER PRIMARY KEY,
  prev TEXT NOT NULL CHECK (length(prev) = 64),
  -- hash is not UNIQUE: REPLACE would make room for a hash by deleting its row, past the guard.
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  at INTEGER NOT NULL,
  actor TEXT NOT NULL CHECK (json_valid(actor)),
  act TEXT NOT NULL,
  request INTEGER,
  facts TEXT NOT NULL CHECK (json_valid(facts))
) STRICT;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_next_only BEFORE INSERT ON audit -- REPLACE would pass the other two
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
  OR NEW.prev IS NOT coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), '${'0'.repeat(64)}')
BEGIN SELECT RAISE(ABORT, 'audit takes the next entry only'); END;
`,
  },
  {
    sql: `
ALTER TABLE plan ADD COLUMN aim TEXT CHECK (json_valid(aim));
ALTER TABLE line ADD COLUMN ended_at INTEGER; -- a line that was closed; its id may come back
`,
  },
  {
    // Release 0.1.0 lost who recorded a ticket on its way through the helpdesk; the order that filed it still says so.
    sql: `
UPDATE ticket SET content = json_set(content, '$.recordedBy', (
  SELECT outbox.message ->> '$.ticket.recordedBy' FROM cursor
  JOIN outbox ON outbox.key = 'file:' || substr(cursor.name, 7)
  WHERE cursor.name LIKE 'filed:%' AND cursor.value = ticket.id))
WHERE content ->> '$.recordedBy' IS NULL AND EXISTS (
  SELECT 1 FROM cursor JOIN outbox ON outbox.key = 'file:' || substr(cursor.name, 7)
  WHERE cursor.name LIKE 'filed:%' AND cursor.value = ticket.id
    AND outbox.message ->> '$.ticket.recordedBy' IS NOT NULL);
`,
  },
  {
    sql: `
ALTER TABLE request ADD COLUMN contact TEXT NOT NULL DEFAULT ''; -- older forms wrote it into the reason
`,
  },
  {
    sql: `
ALTER TABLE pool ADD COLUMN parent TEXT; -- name of the queue above; older ledgers had pools at the top only
`,
  },
];
