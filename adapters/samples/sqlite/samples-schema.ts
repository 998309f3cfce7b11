// (table) Schema of samples.db. A published step is never edited; a change is a new step at the end.
import type { Step } from '../../sqlite/migrate.ts';

/*
 * Moments and lengths are milliseconds, octets are counted towards (down) and from (up) the agency.
 * 281474976710656 = 2^48 octets in five minutes is 7.5 Tbit/s: below it the rate's 64-bit arithmetic cannot overflow.
 * rate = round(octets * 8 / covered seconds) = (octets * 16000 + covered) / (2 * covered) in whole numbers.
 */
export const SAMPLES_SCHEMA: readonly Step[] = [
  {
    sql: `
CREATE TABLE subject (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  until INTEGER NOT NULL DEFAULT 0 -- end of the newest span counted
) STRICT;

CREATE TABLE reading (
  subject INTEGER PRIMARY KEY REFERENCES subject (id),
  at INTEGER NOT NULL,
  monotonic REAL NOT NULL,
  agent_ticks INTEGER NOT NULL,
  down TEXT NOT NULL, -- Counter64 is unsigned, INTEGER is not
  up TEXT NOT NULL,
  drops_down INTEGER,
  drops_up INTEGER,
  row_index INTEGER NOT NULL,
  discontinuity INTEGER,
  speed_mbps INTEGER,
  operational INTEGER NOT NULL CHECK (operational IN (0, 1)),
  CHECK ((drops_down IS NULL) = (drops_up IS NULL))
) STRICT;

CREATE TABLE one_minute ( -- spans as they were counted, one a visit
  subject INTEGER NOT NULL REFERENCES subject (id),
  until INTEGER NOT NULL,
  since INTEGER NOT NULL,
  down INTEGER NOT NULL,
  up INTEGER NOT NULL,
  drops_down INTEGER NOT NULL,
  drops_up INTEGER NOT NULL,
  PRIMARY KEY (subject, until),
  CHECK (since < until)
) STRICT, WITHOUT ROWID;

CREATE TABLE five_minute (
  subject INTEGER NOT NULL REFERENCES subject (id),
  start INTEGER NOT NULL CHECK (start % 300000 = 0),
  covered INTEGER NOT NULL CHECK (covered BETWEEN 1 AND 300000),
  down_octets INTEGER NOT NULL CHECK (down_octets BETWEEN 0 AND 281474976710656),
  up_octets INTEGER NOT NULL CHECK (up_octets BETWEEN 0 AND 281474976710656),
  drops_down INTEGER NOT NULL,
  drops_up INTEGER NOT NULL,
  down INTEGER NOT NULL AS ((down_octets * 16000 + covered) / (2 * covered)) VIRTUAL,
  up INTEGER NOT NULL AS ((up_octets * 16000 + covered) / (2 * covered)) VIRTUAL,
  PRIMARY KEY (subject, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE hourly (
  subject INTEGER NOT NULL REFERENCES subject (id),
  start INTEGER NOT NULL,
  down_octets INTEGER NOT NULL,
  up_octets INTEGER NOT NULL,
  covered INTEGER NOT NULL,
  max_down INTEGER NOT NULL,
  max_up INTEGER NOT NULL,
  valid INTEGER NOT NULL,
  expected INTEGER NOT NULL,
  PRIMARY KEY (subject, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE daily (
  subject INTEGER NOT NULL REFERENCES subject (id),
  start INTEGER NOT NULL,
  down_octets INTEGER NOT NULL,
  up_octets INTEGER NOT NULL,
  covered INTEGER NOT NULL,
  max_down INTEGER NOT NULL,
  max_up INTEGER NOT NULL,
  valid INTEGER NOT NULL,
  expected INTEGER NOT NULL,
  PRIMARY KEY (subject, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE stale_hour ( -- hours whose 5-minute rows changed since they were rolled
  start INTEGER NOT NULL,
  subject INTEGER NOT NULL REFERENCES subject (id),
  PRIMARY KEY (start, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE stale_day (
  start INTEGER NOT NULL,
  subject INTEGER NOT NULL REFERENCES subject (id),
  until INTEGER NOT NULL,
  PRIMARY KEY (start, subject)
) STRICT, WITHOUT ROWID;
`,
  },
  {
    // What one visit writes lies side by side: by time, and by subject only once it is folded.
    sql: `
ALTER TABLE one_minute RENAME TO one_minute_by_subject;
CREATE TABLE one_minute ( -- spans as they were counted, one a visit
  until INTEGER NOT NULL,
  subject INTEGER NOT NULL REFERENCES subject (id),
  since INTEGER NOT NULL,
  down INTEGER NOT NULL,
  up INTEGER NOT NULL,
  drops_down INTEGER NOT NULL,
  drops_up INTEGER NOT NULL,
  PRIMARY KEY (until, subject),
  CHECK (since < until)
) STRICT, WITHOUT ROWID;
INSERT INTO one_minute (until, subject, since, down, up, drops_down, drops_up)
  SELECT until, subject, since, down, up, drops_down, drops_up FROM one_minute_by_subject ORDER BY until, subject;
DROP TABLE one_minute_by_subject;

CREATE TABLE unfolded ( -- intervals that begin at or after folded.until; five_minute holds those before it
  start INTEGER NOT NULL CHECK (start % 300000 = 0),
  subject INTEGER NOT NULL REFERENCES subject (id),
  covered INTEGER NOT NULL CHECK (covered BETWEEN 1 AND 300000),
  down_octets INTEGER NOT NULL CHECK (down_octets BETWEEN 0 AND 281474976710656),
  up_octets INTEGER NOT NULL CHECK (up_octets BETWEEN 0 AND 281474976710656),
  drops_down INTEGER NOT NULL,
  drops_up INTEGER NOT NULL,
  down INTEGER NOT NULL AS ((down_octets * 16000 + covered) / (2 * covered)) VIRTUAL,
  up INTEGER NOT NULL AS ((up_octets * 16000 + covered) / (2 * covered)) VIRTUAL,
  PRIMARY KEY (start, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE folded ( -- one row
  one INTEGER PRIMARY KEY CHECK (one = 1),
  until INTEGER NOT NULL CHECK (until % 300000 = 0)
) STRICT;
INSERT INTO folded (one, until) SELECT 1, coalesce(max(start) + 300000, 0) FROM five_minute;
`,
  },
  {
    // A speed that a port reports is believed only as far as its kind and its counters allow.
    sql: `
ALTER TABLE reading ADD COLUMN if_type INTEGER;

CREATE TABLE port ( -- each speed that an interface ever reported
  subject INTEGER NOT NULL REFERENCES subject (id),
  speed_mbps INTEGER NOT NULL,
  since INTEGER NOT NULL, -- first reading with this speed
  if_type INTEGER,
  passed_at INTEGER, -- last time that a believed rate stood above 1.05 x this speed
  PRIMARY KEY (subject, speed_mbps)
) STRICT, WITHOUT ROWID;
`,
  },
  {
    // Nothing is silently unmeasured: what has no rate is counted with its reason.
    sql: `
CREATE TABLE missed (
  subject INTEGER NOT NULL REFERENCES subject (id),
  start INTEGER NOT NULL CHECK (start % 3600000 = 0), -- UTC hour
  why TEXT NOT NULL,
  intervals INTEGER NOT NULL,
  last INTEGER NOT NULL, -- end of the last of them
  PRIMARY KEY (subject, start, why)
) STRICT, WITHOUT ROWID;
`,
  },
  {
    // Which SNMP column of a queue counts which direction is found out on each device.
    sql: `
ALTER TABLE reading ADD COLUMN bytes_in TEXT CHECK (bytes_in IN ('up', 'down'));

CREATE TABLE queue_columns ( -- each proof; the newest of a router counts
  router TEXT NOT NULL,
  at INTEGER NOT NULL,
  bytes_in TEXT NOT NULL CHECK (bytes_in IN ('up', 'down')),
  version TEXT NOT NULL, -- of RouterOS
  queues INTEGER NOT NULL, -- that proved it
  PRIMARY KEY (router, at)
) STRICT, WITHOUT ROWID;
`,
  },
];
