import type { Moment } from '../../../agent/domain/moment.ts';
import type { Subject } from '../../../agent/domain/counters/reading.ts';
import type { Database } from '../../sqlite/open-database.ts';

/** The row of a subject. */
export interface SubjectRow {
  readonly id: number;
  /** End of the newest span counted; 0 before the first. */
  readonly until: Moment;
}

/** The rows of all subjects. Also kept in memory, since every visit asks for all of them. */
export interface SqliteSubjects {
  /** Returns the row of a subject; makes one for a new subject. */
  of(subject: Subject): SubjectRow;
  /** Stores that spans are counted up to `until`, later than before. */
  reached(subject: Subject, until: Moment): void;
  /** Drops what is remembered, after a transaction that was rolled back. */
  forget(): void;
}

export function sqliteSubjects(db: Database): SqliteSubjects {
  const find = db.prepare<[string], SubjectRow>('SELECT id, until FROM subject WHERE name = ?');
  const insert = db.prepare<[string], SubjectRow>('INSERT INTO subject (name) VALUES (?) RETURNING id, until');
  const advance = db.prepare<[Moment, number]>('UPDATE subject SET until = ? WHERE id = ?');
  const known = new Map<Subject, SubjectRow>();
  const of = (subject: Subject): SubjectRow => {
    let row = known.get(subject);
    // RETURNING gives a row whenever the insert did not throw.
    if (row === undefined) known.set(subject, (row = find.get(subject) ?? (insert.get(subject) as SubjectRow)));
    return row;
  };
  return {
    of,
    reached(subject, until) {
      const { id } = of(subject);
      advance.run(until, id);
      known.set(subject, { id, until });
    },
    forget: () => known.clear(),
  };
}
