import { resolve } from 'node:path';
import type { InitWire } from '../../init/init-config.ts';
import { fill } from '../../texts/fill.ts';
import { INIT_WORDS } from '../../texts/init-words.ts';
import type { Kit } from '../terminal/kit.ts';
import { Misuse, needed } from '../terminal/misuse.ts';
import { listOf } from '../terminal/office-words.ts';
import type { Screen } from '../terminal/screen.ts';

/** Options of `init`, as typed. */
export interface InitOptions {
  readonly router?: string;
  readonly port?: string;
  readonly user?: string;
  readonly passwordFile?: string;
  readonly tlsCa?: string;
  readonly tlsServername?: string;
  readonly snmpCommunityFile?: string;
  readonly uplinks?: string;
  readonly out?: string;
  readonly yes?: boolean;
}

/** How to reach the router, and in which folder the files are written. */
export interface InitAnswers {
  readonly wire: InitWire;
  readonly folder: string;
}

/**
 * Takes each answer from its option, or else asks the person. undefined: the person stopped (Ctrl-C). Throws Misuse for
 * a missing answer when nobody can be asked.
 */
export async function answersOf(kit: Kit, screen: Screen, options: InitOptions): Promise<InitAnswers | undefined> {
  const ask = asker(kit, screen, options.yes === true);
  try {
    const host = needed('--router', await ask(options.router, 'ask-host', ''));
    const user = needed('--user', await ask(options.user, 'ask-user', 'bwagent'));
    const password = needed('--password-file', await ask(options.passwordFile, 'ask-password-file', ''));
    const ca = await ask(options.tlsCa, 'ask-tls-ca', '');
    const community = needed('--snmp-community-file', await ask(options.snmpCommunityFile, 'ask-community-file', ''));
    const folder = await ask(options.out, 'ask-out', '.');
    const tls = ca === '' ? null : { ca: resolve(ca), servername: options.tlsServername ?? null };
    const files = { passwordFile: resolve(password), communityFile: resolve(community) };
    return { wire: { host, port: portOf(options.port), user, tls, ...files }, folder: resolve(folder) };
  } catch (error) {
    if (error instanceof StoppedError) return undefined;
    throw error;
  }
}

/**
 * Returns the names of the interfaces that are uplinks: from the option, or as the person answers; the likely ones are
 * offered. undefined: the person stopped. Throws Misuse for an interface that the router does not have.
 */
export async function uplinksAnswer(
  kit: Kit,
  screen: Screen,
  options: InitOptions,
  found: { readonly likely: readonly string[]; readonly known: readonly string[] },
): Promise<readonly string[] | undefined> {
  try {
    const text = await asker(kit, screen, options.yes === true)(options.uplinks, 'ask-uplinks', found.likely.join(','));
    const chosen = listOf(needed('--uplinks', text));
    const strange = chosen.find((name) => !found.known.includes(name));
    if (strange !== undefined)
      throw new Misuse('bad-option', { field: '--uplinks', value: strange, known: found.known.join(', ') });
    return chosen;
  } catch (error) {
    if (error instanceof StoppedError) return undefined;
    throw error;
  }
}

class StoppedError extends Error {}

type Question =
  | 'ask-host'
  | 'ask-user'
  | 'ask-password-file'
  | 'ask-tls-ca'
  | 'ask-community-file'
  | 'ask-out'
  | 'ask-uplinks';

/**
 * Makes a function that returns the given option, or asks. With `--yes` or without a terminal it returns the usual
 * answer.
 */
function asker({ prompt }: Kit, screen: Screen, yes: boolean) {
  return async (given: string | undefined, question: Question, usual: string): Promise<string> => {
    if (given !== undefined) return given.trim();
    if (yes || screen.json || prompt === undefined) return usual;
    const answer = await prompt(fill(INIT_WORDS[question][screen.writing.lang], {}, screen.writing), usual);
    if (answer === undefined) throw new StoppedError();
    return answer.trim();
  };
}

function portOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535)
    throw new Misuse('bad-option', { field: '--port', value: text.slice(0, 60), known: '1–65535' });
  return port;
}
