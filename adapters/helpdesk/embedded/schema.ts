// (table) Numbered SQL of helpdesk.db: append steps, never edit one that was released.

/** Steps for `migrate`, oldest first. */
export const HELPDESK_SCHEMA: readonly { readonly sql: string }[] = [
  {
    sql: `
CREATE TABLE tickets (
  id         TEXT PRIMARY KEY,
  year       INTEGER NOT NULL,
  number     INTEGER NOT NULL,
  opened_at  INTEGER NOT NULL,
  filing_key TEXT UNIQUE,
  UNIQUE (year, number)
) STRICT;

-- Every change of the requester, filing included; seq is the cursor of the feed.
CREATE TABLE revisions (
  seq       INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id TEXT NOT NULL REFERENCES tickets (id),
  revision  INTEGER NOT NULL,
  at        INTEGER NOT NULL,
  content   TEXT NOT NULL,
  reply     TEXT,
  UNIQUE (ticket_id, revision)
) STRICT;

-- SHA-256 of secret links; a copy of this file opens no ticket page.
CREATE TABLE links (
  hash      BLOB PRIMARY KEY,
  ticket_id TEXT NOT NULL REFERENCES tickets (id)
) STRICT;

-- SHA-256 of the one-time keys of forms that were taken.
CREATE TABLE submissions (
  hash      BLOB PRIMARY KEY,
  ticket_id TEXT NOT NULL REFERENCES tickets (id)
) STRICT;

CREATE TABLE messages (
  arrival   INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id TEXT NOT NULL REFERENCES tickets (id),
  key       TEXT NOT NULL,
  at        INTEGER NOT NULL,
  audience  TEXT NOT NULL CHECK (audience IN ('public', 'internal')),
  subject   TEXT NOT NULL,
  text      TEXT NOT NULL,
  asks      TEXT CHECK (asks IN ('documents', 'correction', 'offer', 'confirm')),
  settled   TEXT CHECK (settled IN ('answered', 'withdrawn')),
  UNIQUE (ticket_id, key)
) STRICT;

CREATE TABLE progress (
  arrival   INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id TEXT NOT NULL REFERENCES tickets (id),
  key       TEXT NOT NULL,
  at        INTEGER NOT NULL,
  number    TEXT NOT NULL,
  step      TEXT NOT NULL,
  label     TEXT NOT NULL,
  closed    INTEGER NOT NULL CHECK (closed IN (0, 1)),
  UNIQUE (ticket_id, key)
) STRICT;

-- Signs the one-time keys of forms; survives a restart, so that a form opened before it is still taken.
CREATE TABLE site_key (
  id  INTEGER PRIMARY KEY CHECK (id = 1),
  key BLOB NOT NULL
) STRICT;
`,
  },
];
