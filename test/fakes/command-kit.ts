import type { Client } from '../../agent/commands/terminal/client.ts';
import type { InitSteps, Kit } from '../../agent/commands/terminal/kit.ts';
import { runProgram } from '../../agent/commands/program.ts';
import { openScreen } from '../../agent/commands/terminal/screen.ts';
import { Fault } from '../../agent/domain/fault.ts';
import type { Finding } from '../../agent/domain/finding.ts';
import { zone } from '../../agent/domain/zone.ts';

/**
 * What the daemon answers, by `ask NAME` or `order NAME`; a Fault is thrown, a function is called with what was sent.
 */
export type Script = Readonly<Record<string, unknown>>;

export interface Sent {
  readonly what: string;
  readonly content: unknown;
}

export interface CommandStory {
  readonly script?: Script;
  readonly isTerminal?: boolean;
  /** The person's answer; left out: nobody can be asked. */
  readonly answers?: boolean;
  readonly files?: Readonly<Record<string, string | Buffer>>;
  /** Answers at the terminal, one for each question; undefined: the person stops. Left out: nobody can be asked. */
  readonly typed?: readonly (string | undefined)[];
  readonly init?: Partial<InitSteps>;
  readonly checkup?: readonly Finding[];
  readonly config?: () => unknown;
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly sent: readonly Sent[];
  /** Questions put to the person. */
  readonly asked: readonly string[];
  readonly served: readonly string[];
  readonly pauses: number;
}

/** Runs one command line against a scripted daemon, with everything captured. */
export async function runCommand(words: readonly string[], story: CommandStory = {}): Promise<Ran> {
  const seen = { out: '', err: '', sent: [] as Sent[], asked: [] as string[], served: [] as string[], pauses: 0 };
  const confirm = async (question: string): Promise<boolean> => {
    seen.asked.push(question);
    return await Promise.resolve(story.answers ?? false);
  };
  const kit: Kit = {
    version: '1.2.3',
    client: () => scripted(story.script ?? {}, seen.sent),
    screen: ({ json, language }) =>
      openScreen({
        out: { write: (text) => (seen.out += text) },
        err: { write: (text) => (seen.err += text) },
        isTerminal: story.isTerminal ?? true,
        json,
        lang: language,
        zone: zone('Asia/Pontianak'),
        ...(story.answers === undefined ? {} : { confirm }),
      }),
    readFile: async (path) => {
      const text = story.files?.[path];
      if (text === undefined) throw new Error(`ENOENT: ${path}`);
      return await Promise.resolve(Buffer.from(text));
    },
    ...(story.typed === undefined ? {} : { prompt: typist(story.typed, seen.asked) }),
    init: { ...NO_ROUTER, ...story.init },
    pause: async () => {
      seen.pauses += 1;
      await Promise.resolve();
    },
    serve: async (config) => {
      seen.served.push(config);
      return await Promise.resolve(0);
    },
    config: async () => await Promise.resolve((story.config ?? (() => ({})))()),
    checkup: async () => await Promise.resolve(story.checkup ?? []),
  };
  const code = await runProgram(kit, words);
  return { code, ...seen };
}

const NO_ROUTER: InitSteps = {
  taken: async () => await Promise.resolve([]),
  look: async () => await Promise.reject(new Fault('daemon/away', { socket: 'router' })),
  write: async () => await Promise.reject(new Error('nothing to write')),
};

function typist(typed: readonly (string | undefined)[], asked: string[]): NonNullable<Kit['prompt']> {
  let place = 0;
  return async (question, usual) => {
    asked.push(`${question} [${usual}]`);
    return await Promise.resolve(typed[place++]);
  };
}

function scripted(script: Script, sent: Sent[]): Client {
  const call = async (what: string, content: unknown): Promise<unknown> => {
    sent.push({ what, content });
    const said = script[what];
    if (said === undefined) throw new Fault('daemon/away', { socket: '/run/bwagent/bwagent.sock' });
    const answer: unknown = typeof said === 'function' ? (said as (content: unknown) => unknown)(content) : said;
    if (answer instanceof Fault) throw answer;
    return await Promise.resolve(answer);
  };
  return {
    ask: async (name, asked) => (await call(`ask ${name}`, asked)) as never,
    order: async (name, body) => (await call(`order ${name}`, body)) as never,
  };
}

/** Lines wider than a table may be. */
export function wideLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => /[│┌├└]/.test(line) && [...line].length > 100);
}

/** Characters that no terminal may receive from us. */
export const RAW = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** The output without the breaks and tabs that the screen itself puts in. */
export function withoutLayout(text: string): string {
  return text.replaceAll(/[\n\t]/g, '');
}
