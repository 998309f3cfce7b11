import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openRawSession, type RawLogin } from './raw-session.ts';
import { type Exchange, type Recording, SENTENCES, valueIn } from './recording.ts';
import { scrub, type ScrubOptions } from './scrub.ts';

const FIXTURES = resolve(fileURLToPath(new URL('..', import.meta.url)), 'test/fixtures');
const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Asks every sentence over one session; answers with what was said, secrets already gone. */
export async function record(
  login: RawLogin,
  options: ScrubOptions,
  said: Pick<Recording, 'about' | 'source'>,
): Promise<Recording> {
  const session = await openRawSession(login);
  try {
    const exchanges: Exchange[] = [];
    for (const sent of SENTENCES) exchanges.push({ sent, replies: await session.ask(sent) });
    const clean = scrub(exchanges, options);
    const answerTo = (words: string) => clean.find(({ sent }) => sent.join(' ') === words)?.replies ?? [];
    const version = valueIn(answerTo('/system/resource/print'), 'version');
    return { ...said, version, identity: valueIn(answerTo('/system/identity/print'), 'name'), exchanges: clean };
  } finally {
    session.close();
  }
}

/** One reply a line, so that a change of one row is a change of one line. */
export function recordingText({ exchanges, ...head }: Recording): string {
  const lines = exchanges.map(({ sent, replies }) => {
    const said = replies.map((reply) => `        ${JSON.stringify(reply)}`).join(',\n');
    return `    {\n      "sent": ${JSON.stringify(sent)},\n      "replies": [\n${said}\n      ]\n    }`;
  });
  const fields = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `{\n${fields.join(',\n')},\n  "exchanges": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

const OPTIONS = {
  host: { type: 'string' },
  port: { type: 'string' },
  user: { type: 'string' },
  'password-file': { type: 'string' },
  'tls-ca': { type: 'string' },
  'tls-servername': { type: 'string' },
  name: { type: 'string' },
  about: { type: 'string', default: '' },
  lab: { type: 'boolean', default: false },
  'keep-comments': { type: 'boolean', default: false },
  anonymise: { type: 'boolean', default: false },
  out: { type: 'string', default: FIXTURES },
} as const;

async function main(words: string[]): Promise<number> {
  const read = asked(words);
  if (read === undefined) return 2;
  const { host, port, user, name, out, about, lab } = read;
  const ca = read['tls-ca'];
  const tls = ca === undefined ? undefined : { ca: readFileSync(ca), servername: read['tls-servername'] ?? host };
  const password = readFileSync(read['password-file'], 'utf8').replace(/\r?\n$/, '');
  const login = { host, port: Number(port ?? (tls === undefined ? 8728 : 8729)), user, password, tls };
  const options = { keepComments: read['keep-comments'], key: read.anonymise ? randomBytes(32).toString('hex') : null };
  const recording = await record(login, options, { about, source: lab ? 'lab' : 'router' });
  mkdirSync(out, { recursive: true });
  const file = join(out, `routeros-${recording.version.split(' ')[0] ?? ''}-${name}.json`);
  writeFileSync(file, recordingText(recording), { flag: 'wx' });
  console.log(`${file}: ${recording.exchanges.length} sentences. Read it before you share it.`);
  return 0;
}

/** What was asked; undefined when the line cannot be read. */
function asked(words: string[]) {
  try {
    const { values } = parseArgs({ args: words, options: OPTIONS, strict: true });
    const { host, user, name, 'password-file': passwordFile } = values;
    if (host === undefined || user === undefined || passwordFile === undefined || !NAME.test(name ?? ''))
      return undefined;
    return { ...values, host, user, name: name ?? '', 'password-file': passwordFile };
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(`Not recorded: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  });
}
