import type { Sentence } from './routeros-words.ts';

/** A sentence a client sent, taken apart. */
export interface ApiRequest {
  readonly words: Sentence;
  /** `/queue/simple` */
  readonly menu: string;
  /** `print` */
  readonly verb: string;
  readonly tag: string | undefined;
  /** `=name=value` words; the value may hold `=` and may be empty. `=!dst=` is under `!dst`. */
  readonly attributes: ReadonlyMap<string, string>;
  /** `?...` words in their order. */
  readonly queries: readonly string[];
}

/** Takes a sentence apart by the forms of its words [DOC]. */
export function readRequest(words: Sentence): ApiRequest {
  const command = words[0] ?? '';
  const cut = command.lastIndexOf('/');
  const attributes = new Map<string, string>();
  const queries: string[] = [];
  let tag: string | undefined;
  for (const word of words.slice(1)) {
    if (word.startsWith('?')) queries.push(word.slice(1));
    else if (word.startsWith('.tag=')) tag = word.slice(5);
    else if (word.startsWith('=')) {
      const equals = word.indexOf('=', 1);
      if (equals > 0) attributes.set(word.slice(1, equals), word.slice(equals + 1));
      else attributes.set(word.slice(1), '');
    }
  }
  return { words, menu: command.slice(0, cut), verb: command.slice(cut + 1), tag, attributes, queries };
}

const WRITES = new Set([
  'add',
  'set',
  'remove',
  'move',
  'enable',
  'disable',
  'unset',
  'comment',
  'edit',
  'reset-counters',
  'reset-counters-all',
  'reboot',
]);

/** Whether the sentence asks to change something. */
export const isWrite = (request: ApiRequest): boolean => WRITES.has(request.verb);
