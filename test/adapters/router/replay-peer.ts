import type { Recording } from '../../../scripts/recording.ts';
import { encodeSentence } from '../../lab/router/routeros-words.ts';
import { type Heard, type Peer, scriptedPeer } from './scripted-peer.ts';

type Words = readonly string[];

export interface ReplayPeer extends Peer {
  /** Sentences that nothing recorded answers; they get what a router says of a menu it does not have. */
  readonly unrecorded: readonly string[];
}

/**
 * Answers as the recorded router did, word for word. A print with other properties than were recorded is cut from the
 * whole print of the same menu, so that a device's recording outlives a change of what the agent asks for.
 */
export async function replayPeer({ exchanges }: Recording): Promise<ReplayPeer> {
  const unrecorded: string[] = [];
  const answers = new Map(exchanges.map(({ sent, replies }) => [sent.join('\n'), replies]));
  const answerTo = ({ words }: Heard): readonly Words[] => {
    const exact = answers.get(words.join('\n'));
    if (exact !== undefined) return exact;
    const properties = words.find((word) => word.startsWith('=.proplist='))?.slice('=.proplist='.length);
    const whole = answers.get(words.filter((word) => !word.startsWith('=.proplist=')).join('\n'));
    if (whole !== undefined && properties !== undefined)
      return whole.map((reply) => cut(reply, new Set(properties.split(','))));
    unrecorded.push(words.join(' '));
    return [['!trap', '=message=no such command prefix'], ['!done']];
  };
  const peer = await scriptedPeer((heard, out, tagged) => {
    out.raw(Buffer.concat(answerTo(heard).map((reply) => encodeSentence(tagged(...reply)))));
  });
  return Object.assign(peer, { unrecorded });
}

function cut(reply: Words, properties: ReadonlySet<string>): Words {
  if (reply[0] !== '!re') return reply;
  return reply.filter((word, i) => i === 0 || properties.has(word.slice(1, word.indexOf('=', 1))));
}
