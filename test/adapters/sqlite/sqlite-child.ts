import { lockFile } from '../../../adapters/sqlite/lock-file.ts';
import { migrate } from '../../../adapters/sqlite/migrate.ts';
import { openDatabase } from '../../../adapters/sqlite/open-database.ts';

/**
 * A process of its own for tests: `hold FILE` takes the lock, says so and stays; `die FILE` is killed inside the second
 * step of a migration.
 */
const [, , act, file = ''] = process.argv;
if (act === 'hold') {
  lockFile(file);
  process.stdout.write('held\n');
  process.stdin.resume();
} else {
  const db = openDatabase(file, { synchronous: 'FULL' });
  db.function('die', () => process.kill(process.pid, 'SIGKILL'));
  migrate(db, [{ sql: 'CREATE TABLE a (x)' }, { sql: 'CREATE TABLE b (x); INSERT INTO a VALUES (1); SELECT die()' }]);
}
