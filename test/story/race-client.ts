import { Agent, request } from 'node:http';
import { never } from '../../agent/domain/never.ts';
import { serveParent } from './race-child.ts';

/** What a client does to its request, in this order, as fast as it can. */
export type Act = 'check' | 'approve';

/**
 * `set` names the request and what will be done to it, and reads the plan that it shows. `go` starts; it answers when
 * the first order was handed to the kernel. `heard` answers when all is done.
 */
export type ClientCommand =
  | { readonly do: 'set'; readonly number: string; readonly acts: readonly Act[] }
  | { readonly do: 'go' }
  | { readonly do: 'heard' };

/** Act by act: the stage in which the request then stood, or the code of the refusal. */
export type Heard = readonly string[];

/** The official decides on paper, so that one account may check and record. */
const PAPER = { role: 'division-head', document: '555/1/2026', date: '2026-05-04', file: null } as const;

const [socketPath = '', version = ''] = process.argv.slice(2);
/**
 * One connection for a round, open before the start: orders on it arrive together, where new connections are accepted
 * one a turn.
 */
let line = new Agent({ keepAlive: true, maxSockets: 1 });
let mine: Extract<ClientCommand, { readonly do: 'set' }> = { do: 'set', number: '', acts: [] };
let shown = '';
let heard: Promise<Heard> = Promise.resolve([]);

async function carryOut(command: ClientCommand): Promise<Heard> {
  switch (command.do) {
    case 'set':
      line.destroy();
      line = new Agent({ keepAlive: true, maxSockets: 1 });
      mine = command;
      shown = await look();
      return [];
    case 'go':
      return await new Promise((resolve, reject) => {
        heard = race(() => resolve([]));
        heard.catch(reject);
      });
    case 'heard':
      return await heard;
    default:
      return never(command);
  }
}

async function race(sent: () => void): Promise<Heard> {
  const answers: string[] = [];
  for (const act of mine.acts) answers.push(await perform(act, sent));
  return answers;
}

/** An official approves what was shown last. */
async function perform(act: Act, sent: () => void): Promise<string> {
  const { number } = mine;
  if (act === 'check') {
    const { stage, code } = await call('POST', '/order/check', { number }, sent);
    shown = await look();
    return stage ?? code ?? '';
  }
  const event = { kind: 'approved', planHash: shown };
  const { stage, code } = await call('POST', '/order/raise', { number, event, paper: PAPER }, sent);
  return stage ?? code ?? '';
}

async function look(): Promise<string> {
  const { hash } = await call('GET', `/ask/plan?q=${encodeURIComponent(JSON.stringify({ number: mine.number }))}`);
  if (hash === undefined) throw new Error(`no plan of ${mine.number}`);
  return hash;
}

interface Answer {
  readonly stage?: string;
  readonly code?: string;
  readonly hash?: string;
}

/** One exchange; `sent` when the whole of it is with the kernel. */
async function call(method: string, path: string, body?: unknown, sent?: () => void): Promise<Answer> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const length = text === '' ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  const headers = { 'x-bwagent-version': version, ...length };
  return await new Promise((resolve, reject) => {
    const asked = request({ socketPath, method, path, headers, agent: line }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('error', reject);
      answer.once('end', () => resolve(JSON.parse(Buffer.concat(parts).toString()) as Answer));
    });
    asked.once('error', reject);
    asked.end(text, sent);
  });
}

if (process.send) serveParent(carryOut, async () => await Promise.resolve(line.destroy()));
