import type { Facts } from '../domain/finding.ts';
import type { Moment, Span } from '../domain/moment.ts';
import type { Zone } from '../domain/zone.ts';
import { type Lang, showBps, showMbps, showMoment, showPerMille, showSpan } from './format.ts';
import { DOCUMENTS, DUTIES, FIELDS, MISSED, PRIORITIES, VERDICTS } from './labels.ts';
import { QUESTIONS } from './question-words.ts';
import type { Words } from './words.ts';

/** In which language and time zone a sentence is written. */
export interface Writing {
  readonly lang: Lang;
  readonly zone: Zone;
}

const UNKNOWN = '–';
const PLACEHOLDER = /\{(\w+)(?:\|(\w+))?\}/g;
/** The last moment that a JavaScript date can have, ms. */
const LAST_MOMENT = 8_640_000_000_000_000;

/**
 * Puts facts into the placeholders of a template. A fact that is null or empty becomes a dash. A placeholder without a
 * fact stays as it is. `{name}` is the fact as text; `{name|mbps}` formats it, see NUMERIC and `written`.
 *
 *     fill('{rate|mbps} Mbps', { rate: 12_500_000 }, { lang: 'en', zone }) // '12.5 Mbps'
 */
export function fill(template: string, facts: Facts, writing: Writing): string {
  return template.replaceAll(PLACEHOLDER, (whole, name: string, form: string | undefined) => {
    if (!Object.hasOwn(facts, name)) return whole;
    const value = facts[name];
    return value === null || value === undefined || value === '' ? UNKNOWN : written(value, form, writing);
  });
}

/**
 * Puts facts into a template like `fill`, but a placeholder without a fact becomes a dash, too. Used for sentences of
 * the catalogue, so that nobody reads a placeholder.
 */
export function fillAll(template: string, facts: Facts, writing: Writing): string {
  const names = [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
  return fill(template, { ...Object.fromEntries(names.map((name) => [name, null])), ...facts }, writing);
}

type Numeric = (value: number, writing: Writing) => string;

const NUMERIC: ReadonlyMap<string | undefined, Numeric> = new Map<string, Numeric>([
  ['mbps', (value, { lang }) => showMbps(value, lang)],
  ['bps', (value, { lang }) => showBps(value, lang)],
  ['permille', (value, { lang }) => showPerMille(value, lang)],
  ['moment', (value, { lang, zone }) => showMoment(value as Moment, zone, lang)],
  ['span', (value, { lang }) => showSpan(value as Span, lang)],
]);

type Labels = Readonly<Record<string, Words>>;

/** Codes that have a label of their own. */
const LABELLED: ReadonlyMap<string | undefined, Labels> = new Map<string | undefined, Labels>([
  ['priority', PRIORITIES],
  ['verdict', VERDICTS],
  ['duty', DUTIES],
  ['field', FIELDS],
  ['missed', MISSED],
]);

/** Formats one fact. A fact that does not suit the format is shown as it is, so that the message is never lost. */
function written(value: string | number | boolean, form: string | undefined, { lang, zone }: Writing): string {
  const numeric = NUMERIC.get(form);
  if (numeric !== undefined)
    return Math.abs(Number(value)) <= LAST_MOMENT ? numeric(Number(value), { lang, zone }) : String(value);
  const labels = LABELLED.get(form);
  if (labels !== undefined) return labelled(String(value), labels, lang);
  switch (form) {
    case 'documents':
      return String(value)
        .split(',')
        .map((code) => DOCUMENTS[code]?.[lang] ?? code)
        .join('; ');
    case 'questions':
      return questions(String(value), { lang, zone });
    default:
      return String(value);
  }
}

function labelled(code: string, labels: Readonly<Record<string, Words>>, lang: Lang): string {
  return (Object.hasOwn(labels, code) ? labels[code]?.[lang] : undefined) ?? code;
}

/** Turns a stored JSON list of questions into numbered sentences. */
function questions(stored: string, writing: Writing): string {
  const list = listed(stored);
  if (list === undefined) return stored;
  return list.map(({ code, facts }, i) => `${i + 1}. ${sayQuestion(code, facts, writing)}`).join('\n');
}

function listed(stored: string): readonly { readonly code: string; readonly facts: Facts }[] | undefined {
  try {
    const list: unknown = JSON.parse(stored);
    return Array.isArray(list) && list.every(isAsked) ? list : undefined;
  } catch {
    return undefined;
  }
}

function isAsked(item: unknown): item is { readonly code: string; readonly facts: Facts } {
  if (typeof item !== 'object' || item === null || !('code' in item) || !('facts' in item)) return false;
  return typeof item.code === 'string' && typeof item.facts === 'object' && item.facts !== null;
}

/**
 * Turns a question code into a sentence for the agency: what is wrong in its ticket, and what to do. An unknown code is
 * returned as it is.
 */
export function sayQuestion(code: string, facts: Facts, writing: Writing): string {
  const words = Object.hasOwn(QUESTIONS, code) ? QUESTIONS[code as keyof typeof QUESTIONS] : undefined;
  return words === undefined ? code : fillAll(words[writing.lang], facts, writing);
}
