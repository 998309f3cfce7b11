import { openDatabase } from '../../adapters/sqlite/open-database.ts';
import { RACE } from './race-office.ts';

/** What a ledger file says of one round, by plain SQL from another process than the one that writes it. */
export interface RaceBooks {
  /** The stage of each. */
  stages(numbers: readonly string[]): readonly string[];
  /**
   * Bit/s over what the lines had before, granted and held together, line by line the most; a hold counts until its
   * time has run out.
   */
  promised(now: number): number;
  close(): void;
}

interface Row {
  readonly line: string;
  readonly bits: number;
}

export function openRaceBooks(file: string): RaceBooks {
  const db = openDatabase(file, { synchronous: 'FULL', readonly: true });
  const stage = db.prepare<[string], string>('SELECT stage_name FROM request WHERE number = ?').pluck();
  const live = db.prepare<[number], Row>(
    `SELECT line, max(max(down, up)) AS bits FROM allocation
     WHERE state = 'granted' OR (state = 'held' AND state_at > ?) GROUP BY line`,
  );
  return {
    stages: (numbers) => numbers.map((number) => stage.get(number) ?? 'missing'),
    promised: (now) => live.all(now).reduce((sum, { line, bits }) => sum + bits - (RACE.before[line] ?? 0) * 1e6, 0),
    close: () => db.close(),
  };
}

/**
 * Whether an addition of so many bit/s fits beside the measured traffic: a · Δ ≤ u · C − B with the shipped 0.7 and
 * 0.85.
 */
export function fits(addition: number): boolean {
  return 7 * addition <= (85 * RACE.capacity - 100 * RACE.busy) * 1e5;
}
