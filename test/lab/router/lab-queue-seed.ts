import { Counter } from '../snmp/lab-counter.ts';
import type { QueueTable } from './lab-queue-table.ts';
import type { Scenario } from '../scenario.ts';

/** Octets a hand-made queue has already passed when the lab opens; above 2^32. */
const FIRST_OCTETS = 20_000_000_000;

/**
 * Fills the table as the office left it: foreign queues and the pool first, then one queue an agency, the catch-all
 * last.
 */
export function seedQueues(table: QueueTable, scenario: Scenario): void {
  const ordered = scenario.foreignQueues.toSorted((a, b) => a.order - b.order);
  for (const queue of ordered.filter((one) => one.role !== 'catch-all')) addForeign(table, queue);
  for (const { queue } of scenario.agencies) {
    const { name, parent, targets, maxLimit, limitAt, queueType, comment } = queue;
    add(table, {
      name,
      parent,
      target: targets.join(','),
      'max-limit': maxLimit,
      'limit-at': limitAt,
      queue: queueType,
      comment,
    });
  }
  for (const queue of ordered.filter((one) => one.role === 'catch-all')) addForeign(table, queue);
}

function addForeign(table: QueueTable, queue: Scenario['foreignQueues'][number]): void {
  const { name, parent, targets, maxLimit, comment } = queue;
  add(table, { name, parent: parent ?? 'none', target: targets.join(','), 'max-limit': maxLimit, comment });
}

function add(table: QueueTable, words: Readonly<Record<string, string>>): void {
  const row = table.find(table.add(new Map(Object.entries(words))));
  if (!row) throw new Error('a queue just added is not in the table');
  const place = table.rows.length;
  row.counters = {
    up: new Counter(FIRST_OCTETS * place),
    down: new Counter(3 * FIRST_OCTETS * place),
    dropsUp: 0,
    dropsDown: 0,
  };
}
