import { QUEUE_PROPERTIES } from '../adapters/router/routeros/routeros-queue.ts';
import type { Sentence } from '../test/lab/router/routeros-words.ts';

/** One sentence and everything that was answered to it. */
export interface Exchange {
  readonly sent: Sentence;
  readonly replies: readonly Sentence[];
}

/** What stands in test/fixtures/routeros-<version>-<name>.json. Words are bytes as latin1. */
export interface Recording {
  /** What device this is, and by whose word. */
  readonly about: string;
  /** `router`: a device answered. `lab`: the simulator did, so that nothing in it is proof of what a device does. */
  readonly source: 'router' | 'lab';
  /** `7.16.2 (stable)`. */
  readonly version: string;
  readonly identity: string;
  readonly exchanges: readonly Exchange[];
}

const RULES = ['=.proplist=.id,disabled,dynamic', '?action=fasttrack-connection'];

/** What the agent asks, word for word, and beside it the whole rows that its property lists cut. */
export const SENTENCES: readonly Sentence[] = [
  ['/system/identity/print'],
  ['/system/resource/print'],
  ['/system/resource/print', '=.proplist=version'],
  ['/system/routerboard/print', '=.proplist=serial-number'],
  ['/queue/simple/print', `=.proplist=${QUEUE_PROPERTIES}`],
  ['/queue/simple/print'],
  ['/interface/print'],
  ['/interface/print', '=.proplist=name,type,comment,running,disabled'],
  ['/ip/firewall/filter/print', ...RULES],
  ['/ip/firewall/mangle/print', ...RULES],
  ['/ipv6/firewall/filter/print', ...RULES],
  ['/interface/bridge/settings/print', '=.proplist=use-ip-firewall'],
  ['/interface/bridge/port/print', '=.proplist=.id,disabled'],
  ['/queue/type/print', '=.proplist=name,kind,pcq-rate', '?kind=pcq'],
  ['/system/history/print', '=.proplist=.id,by,action,time'],
];

/** The value of a word `=key=value` in the first row of an answer; empty when there is none. */
export function valueIn(replies: readonly Sentence[], key: string): string {
  const row = replies.find((sentence) => sentence[0] === '!re');
  return row?.find((word) => word.startsWith(`=${key}=`))?.slice(key.length + 2) ?? '';
}
