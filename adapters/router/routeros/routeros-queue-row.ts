import { Fault } from '../../../agent/domain/fault.ts';
import type { ObservedQueue } from '../../../agent/shaping/queue.ts';
import { extrasOf } from './routeros-extras.ts';
import { parentOf, queueTypeOf, targetsOf } from './routeros-queue.ts';
import { rateOf } from './routeros-rate.ts';
import type { Row } from './routeros-row.ts';

const ID = /^\*[0-9A-Fa-f]+$/;
const FLAGS: Readonly<Record<string, boolean>> = { true: true, yes: true, false: false, no: false };

/**
 * Reads a row of /queue/simple as RouterOS 6.40 to 7.x prints it. `position` counts from 0. A property that the row
 * leaves out has its default. Throws Fault `router/bad-reply` with position and property. Without a schema library,
 * since a table has thousands of rows.
 */
export function observedQueue(row: Row, position: number): ObservedQueue {
  const read = <T>(property: string, usual: string, reader: (text: string) => T | undefined): T => {
    const value = reader(row[property] ?? usual);
    if (value === undefined)
      throw new Fault('router/bad-reply', { why: `queue ${position}: ${property}` }, { retry: 'later' });
    return value;
  };
  const extras = extrasOf(row);
  return {
    id: read('.id', '', (text) => (ID.test(text) ? text : undefined)),
    position,
    name: read('name', '', (text) => (text === '' ? undefined : text)),
    targets: targetsOf(row['target'] ?? ''),
    parent: parentOf(row['parent'] ?? 'none'),
    maxLimit: read('max-limit', '0/0', rateOf),
    limitAt: read('limit-at', '0/0', rateOf),
    comment: row['comment'] ?? '',
    disabled: read('disabled', 'false', flagOf),
    invalid: read('invalid', 'false', flagOf),
    dynamic: read('dynamic', 'false', flagOf),
    queueType: queueTypeOf(row['queue'] ?? ''),
    ...(extras === undefined ? {} : { extras }),
  };
}

function flagOf(word: string): boolean | undefined {
  return Object.hasOwn(FLAGS, word) ? FLAGS[word] : undefined;
}
