import type { Sentence } from '../test/lab/router/routeros-words.ts';
import { anonymousAddress } from './anonymous-address.ts';
import type { Exchange } from './recording.ts';

export interface ScrubOptions {
  readonly keepComments: boolean;
  /** Turns addresses and names; null: they stay. */
  readonly key: string | null;
}

/** Words that never reach a file. */
const SECRET = /password|passphrase|secret|psk|pre-shared|private-key|token|community|mac-address|software-id|license/i;
const SERIAL = 'SERIAL0000';
const MARK = /bwagent:[a-z0-9-]+/g;

/**
 * Leaves secrets out of recorded answers, and puts stand-ins where the options want them: the same text gets the same
 * one everywhere.
 */
export function scrub(exchanges: readonly Exchange[], options: ScrubOptions): readonly Exchange[] {
  const comments = standIns('komentar');
  const names = standIns('antrean');
  const ports = standIns('antarmuka');
  const address = options.key === null ? undefined : anonymousAddress(options.key);
  const interfaces = new Set(
    exchanges.filter(({ sent }) => sent[0] === '/interface/print').flatMap(({ replies }) => replies.flatMap(nameIn)),
  );

  const hidden = (name: string): string => {
    const [, open = '', inner = name, end = ''] = /^((?:hs-)?<[a-z0-9]+-)(.+)(>)$/i.exec(name) ?? [];
    return interfaces.has(name) ? ports(name) : `${open}${names(inner)}${end}`;
  };
  const parent = (text: string): string => (text === 'none' || text.startsWith('*') ? text : hidden(text));
  const places = (text: string): string =>
    text
      .split(',')
      .map((target) => address?.(target) ?? hidden(target))
      .join(',');
  const comment = (text: string): string => {
    const marks = text.match(MARK) ?? [];
    const rest = text.replaceAll(MARK, '').trim();
    return [...(rest === '' ? [] : [comments(rest)]), ...marks].join(' ');
  };
  const always: Mapping = {
    comment: options.keepComments ? same : comment,
    'serial-number': () => SERIAL,
    by: standIns('login'),
    action: plainAction,
  };
  const anonymous: Readonly<Record<string, Mapping>> = {
    '/system/identity/print': { name: () => 'router-1' },
    '/interface/print': { name: ports, 'default-name': ports },
    '/queue/simple/print': { name: hidden, parent, target: places, dst: places },
  };
  const value = (menu: string, key: string, text: string): string => {
    const mapping = always[key] ?? (address === undefined ? undefined : anonymous[menu]?.[key]);
    return mapping === undefined || text === '' ? text : mapping(text);
  };
  const word = (menu: string, text: string): readonly string[] => {
    const equals = text.indexOf('=', 1);
    if (!text.startsWith('=') || equals < 0) return [text];
    const key = text.slice(1, equals);
    return SECRET.test(key) ? [] : [`=${key}=${value(menu, key, text.slice(equals + 1))}`];
  };
  return exchanges.map(({ sent, replies }) => ({
    sent,
    replies: replies.map((reply) => (reply[0] === '!re' ? reply.flatMap((text) => word(sent[0] ?? '', text)) : reply)),
  }));
}

type Mapping = Readonly<Record<string, (text: string) => string>>;

/** An entry of the history with its verbs alone: the rest may be names, addresses, or worse. */
function plainAction(text: string): string {
  return text.replaceAll(/\S+/g, (word) =>
    /^(?:simple|queue|tree|type|added|changed|removed|moved)$/.test(word) ? word : '-',
  );
}

const same = (text: string): string => text;

function nameIn(reply: Sentence): readonly string[] {
  return reply.filter((word) => word.startsWith('=name=')).map((word) => word.slice(6));
}

/** `komentar-1` for the first text, and again for each time it comes. */
function standIns(kind: string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text) ?? `${kind}-${known.size + 1}`;
    known.set(text, found);
    return found;
  };
}
