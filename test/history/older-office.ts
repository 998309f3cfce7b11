import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KINDS, openParts } from '../../agent/compose.ts';
import { DayCache } from '../../agent/assessment/day-cache.ts';
import { type Desk, contextOf } from '../../agent/desk/act/desk.ts';
import type { BodyOf } from '../../agent/desk/act/order.ts';
import { dispatch } from '../../agent/desk/dispatch.ts';
import type { Finding } from '../../agent/domain/finding.ts';
import { moment } from '../../agent/domain/moment.ts';
import type { Office } from '../../agent/domain/office.ts';
import type { Role } from '../../agent/domain/person.ts';
import type { Helpdesk } from '../../agent/ports/helpdesk.ts';
import type { Ledger, RequestRecord, StoredDecision } from '../../agent/ports/ledger.ts';
import type { Samples } from '../../agent/ports/samples.ts';
import { loadSettings } from '../../agent/settings/load-settings.ts';
import { sayFinding, sayNotice, sayRole, sayStage } from '../../agent/texts/say.ts';
import { answer, type Lookout } from '../../agent/views/answers.ts';
import { explain } from '../../agent/views/explanation.ts';
import type { AnswerOf, AskedOf, QuestionName } from '../../agent/views/questions.ts';
import type { Notice } from '../../agent/workflow/notice.ts';
import type { StageName } from '../../agent/workflow/stage.ts';
import { SiteVisitor } from '../adapters/helpdesk/site-visitor.ts';
import { type Ran, runCommand } from '../fakes/command-kit.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { setClock } from '../fakes/set-clock.ts';
import type { RecordedState } from './recorded-state.ts';
import { secretOf, type Stored, unpackState } from './unpacked-state.ts';

/** What an older version left behind, opened by the present code in a folder of its own. No wire is opened. */
export interface OlderOffice {
  readonly recorded: RecordedState;
  /** JSON as it stood in the files before the present code opened them. */
  readonly stored: Stored;
  readonly office: Office;
  readonly ledger: Ledger;
  readonly samples: Samples;
  readonly helpdesk: Helpdesk;
  readonly reports: string;
  /** Whether the present rules give the stored decision again, from its own inputs. */
  replays(found: RequestRecord, stored: StoredDecision): boolean;
  ask<N extends QuestionName>(name: N, asked: AskedOf<N>): Promise<AnswerOf<N>>;
  words(lang: 'id' | 'en'): PeoplesWords;
  /** Runs `bwagent …` over these files; orders are refused, except an import that only checks. */
  command(...words: readonly string[]): Promise<Ran>;
  /** The page of a ticket, as its agency reads it. */
  page(ticketId: string): Promise<string>;
  close(): Promise<void>;
}

/** What people are told, in one language. */
export interface PeoplesWords {
  notice(notice: Notice): string;
  /** What was noticed, then what to do. */
  finding(finding: Finding): readonly [what: string, todo: string];
  stage(stage: StageName): string;
  role(role: Role): string;
}

/**
 * Unpacks `state` into a temporary folder and opens it as the daemon would.
 * @param before SQL for ledger.db, run before the present code sees it: what the test needs to be otherwise.
 */
export function openOlderOffice(state: string, before = ''): OlderOffice {
  const folder = mkdtempSync(join(tmpdir(), 'older-'));
  try {
    return opened(folder, state, before);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function opened(folder: string, state: string, before: string): OlderOffice {
  const { recorded, stored, config, agencies } = unpackState(state, folder, before);
  const settings = loadSettings(config, KINDS);
  const clock = setClock(moment(recorded.now));
  const parts = openParts(settings, quietLog(), clock);
  const { ledger, samples, helpdesk, office, printer } = parts;
  const desk: Desk = {
    ledger,
    samples,
    office,
    clock,
    cache: new DayCache(),
    words: (name, change) => parts.routers.find((r) => r.plan.name === name)?.router.words(change) ?? [],
  };
  const context = contextOf(desk);
  // Routers are not asked: there is none.
  const lookout: Lookout = {
    context,
    peers: [helpdesk],
    loops: [],
    version: parts.version,
    reportFolder: printer.folder,
  };
  const script = Object.fromEntries(
    QUESTIONS.map((name) => [`ask ${name}`, (asked: never) => answer(lookout, name, asked)] as const),
  );
  const checkImport = (body: BodyOf<'import-agencies'>) =>
    dispatch(desk, 'import-agencies', { ...body, dryRun: true }, office.people[0] ?? null, 0);
  let visitor: SiteVisitor | undefined;
  return {
    recorded,
    stored,
    office,
    ledger,
    samples,
    helpdesk,
    reports: printer.folder,
    replays: (found, decision) => {
      const alone = { ...ledger, decisions: () => [decision] };
      return explain({ ...context, ledger: alone }, found).same;
    },
    words: (lang) => wordsIn({ lang, zone: office.calendar.zone }),
    ask: async (name, asked) => await answer(lookout, name, asked),
    command: async (...words) =>
      await runCommand(words, {
        script: { ...script, 'order import-agencies': checkImport },
        files: { 'agencies.csv': agencies },
      }),
    async page(ticketId) {
      visitor ??= new SiteVisitor((await parts.helpdesk.pages?.start())?.url ?? '');
      const { status, html } = await visitor.get(`/tiket/${secretOf(ticketId)}`);
      if (status !== 200) throw new Error(`the page of ${ticketId} was answered with ${status}`);
      return html;
    },
    async close() {
      await helpdesk.close();
      samples.close();
      ledger.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function wordsIn(writing: Parameters<typeof sayNotice>[1]): PeoplesWords {
  return {
    notice(notice) {
      const { subject, text } = sayNotice(notice, writing);
      return `${subject}\n${text}`;
    },
    finding(finding) {
      const { what, todo } = sayFinding(finding, writing);
      return [what, todo];
    },
    stage: (stage) => sayStage(stage, writing.lang),
    role: (role) => sayRole(role, writing.lang),
  };
}

/** Every question; a new one demands its place here. */
const ALL: Readonly<Record<QuestionName, true>> = {
  status: true,
  requests: true,
  request: true,
  plan: true,
  explain: true,
  uplinks: true,
  live: true,
  capacity: true,
  forecast: true,
  whatif: true,
  reclaim: true,
  headroom: true,
  queues: true,
  'queue-tree': true,
  adoption: true,
  agencies: true,
  audit: true,
  'audit-check': true,
  reports: true,
  checkup: true,
  filed: true,
};
const QUESTIONS = Object.keys(ALL) as readonly QuestionName[];
