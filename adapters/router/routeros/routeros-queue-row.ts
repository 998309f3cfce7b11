import { NO_RATE } from '../../../agent/domain/rate.ts';
import type { ObservedQueue } from '../../../agent/shaping/queue.ts';
import { extrasOf, unreadExtras } from './routeros-extras.ts';
import { parentOf, queueTypeOf, targetsOf } from './routeros-queue.ts';
import { rateOf } from './routeros-rate.ts';
import type { Row } from './routeros-row.ts';

const ID = /^\*[0-9A-Fa-f]+$/;
const FLAGS: Readonly<Record<string, boolean>> = { true: true, yes: true, false: false, no: false };

/**
 * Reads a row of /queue/simple as RouterOS 6.40 to 7.x prints it. `position` counts from 0. A property that the row
 * leaves out has its default. A value that cannot be read costs the row and not the visit: the field gets its default,
 * and the router's text stands in `unreadable`. A row without a name goes by its id. Without a schema library, since a
 * table has thousands of rows.
 */
export function observedQueue(row: Row, position: number): ObservedQueue {
  let unreadable: Record<string, string> | undefined;
  const read = <T>(property: string, usual: T, reader: (text: string) => T | undefined, text = row[property]): T => {
    if (text === undefined) return usual;
    const value = reader(text);
    if (value === undefined) unreadable = { ...unreadable, [property]: text };
    return value ?? usual;
  };
  const id = read('.id', '', (text) => (ID.test(text) ? text : undefined), row['.id'] ?? '');
  const queue: ObservedQueue = {
    id,
    position,
    name: read('name', id === '' ? `#${position}` : id, (text) => (text === '' ? undefined : text), row['name'] ?? ''),
    targets: targetsOf(row['target'] ?? ''),
    parent: parentOf(row['parent'] ?? 'none'),
    maxLimit: read('max-limit', NO_RATE, rateOf),
    limitAt: read('limit-at', NO_RATE, rateOf),
    comment: row['comment'] ?? '',
    disabled: read('disabled', false, flagOf),
    invalid: read('invalid', false, flagOf),
    dynamic: read('dynamic', false, flagOf),
    queueType: queueTypeOf(row['queue'] ?? ''),
  };
  const extras = extrasOf(row);
  if (extras === undefined && unreadable === undefined) return queue;
  const values = { ...unreadable, ...unreadExtras(extras) };
  return {
    ...queue,
    ...(extras === undefined ? {} : { extras }),
    ...(Object.keys(values).length === 0 ? {} : { unreadable: values }),
  };
}

function flagOf(word: string): boolean | undefined {
  return Object.hasOwn(FLAGS, word) ? FLAGS[word] : undefined;
}
