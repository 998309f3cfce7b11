import type { Agency } from '../domain/agency.ts';
import type { Line } from '../domain/line.ts';
import { never } from '../domain/never.ts';
import { type TargetText, claimedTarget, type Registered } from './target-text.ts';
import { excerpt } from './plain-text.ts';
import { type Question, question } from './question.ts';

/** What an application is about. `line` is null outside the managed network, undefined while it must be asked. */
export interface ApplicationPlace {
  readonly line: string | null | undefined;
  /** Claimed targets that are the agency's own, canonical, each once. */
  readonly targets: readonly string[];
  readonly questions: readonly Question[];
}

/** The base data a place is found in. */
export interface PlaceContext {
  readonly agencies: readonly Agency[];
  readonly lines: readonly Line[];
  readonly registry: readonly Registered[];
}

/** More claimed targets than this are not looked at: prefixes say it shorter. */
const MOST_TARGETS = 32;

/** The line and targets of an application: the agency's only line, or the one that holds every claimed target. */
export function applicationPlace(claimed: readonly string[], agency: Agency, context: PlaceContext): ApplicationPlace {
  const known = eachOnce([...context.registry, ...context.lines.flatMap(registeredOf)]);
  const asked = [...new Set(claimed.slice(0, MOST_TARGETS))].map((text) => claimedTarget(text, agency.id, known));
  const own = asked.filter((target) => target.kind === 'own');
  const targetQuestions = asked.flatMap((target) => questionAbout(target, agency, context.agencies));
  const countQuestions =
    claimed.length > MOST_TARGETS ? [question('targets-too-many', { count: claimed.length, limit: MOST_TARGETS })] : [];
  const choice = chosenLine(agency, context.lines, own);
  return {
    line: choice.line,
    targets: [...new Set(own.map((target) => target.target))],
    questions: [...choice.questions, ...countQuestions, ...targetQuestions],
  };
}

type Own = Extract<TargetText, { kind: 'own' }>;

function registeredOf(line: Line): readonly Registered[] {
  return line.targets.map((prefix) => ({ line: line.id, agency: line.agency, prefix }));
}

function eachOnce(rows: readonly Registered[]): readonly Registered[] {
  return [...new Map(rows.map((row) => [`${row.line} ${row.prefix}`, row])).values()];
}

function chosenLine(
  agency: Agency,
  lines: readonly Line[],
  own: readonly Own[],
): Pick<ApplicationPlace, 'line' | 'questions'> {
  if (!agency.managed) return { line: null, questions: [] };
  const ids = lines.filter((line) => line.agency === agency.id).map((line) => line.id);
  if (ids.length === 0) return { line: undefined, questions: [question('line-none', { agency: agency.code })] };
  const fitting =
    ids.length === 1 || own.length === 0 ? ids : ids.filter((id) => own.every((target) => target.lines.includes(id)));
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return { line: only, questions: [] };
  return { line: undefined, questions: [question('line-choice', { agency: agency.code, lines: ids.join(', ') })] };
}

function questionAbout(asked: TargetText, agency: Agency, agencies: readonly Agency[]): readonly Question[] {
  switch (asked.kind) {
    case 'own':
      return [];
    case 'outside':
      return agency.managed ? [question('target-outside', { target: asked.target })] : [];
    case 'unreadable':
      return [question('target-unreadable', { target: excerpt(asked.target) })];
    case 'everything':
      return [question('target-everything', { target: asked.target })];
    case 'of-other-agency': {
      const owner = agencies.find((known) => known.id === asked.owner)?.code ?? asked.owner;
      return [question('target-of-other-agency', { target: asked.target, owner })];
    }
    default:
      return never(asked);
  }
}
