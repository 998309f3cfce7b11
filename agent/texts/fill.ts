import type { Facts } from '../domain/finding.ts';
import type { Moment, Span } from '../domain/moment.ts';
import type { Zone } from '../domain/zone.ts';
import { type Lang, showBps, showMbps, showMoment, showSpan } from './format.ts';
import { DOCUMENTS, PRIORITIES } from './labels.ts';
import { QUESTIONS } from './question-words.ts';

/** How a sentence is to be written. */
export interface Writing {
  readonly lang: Lang;
  readonly zone: Zone;
}

const UNKNOWN = '–';

/** Puts facts into a template. A fact that is not known is a dash, never an empty place; unknown placeholders stay visible. */
export function fill(template: string, facts: Facts, writing: Writing): string {
  return template.replaceAll(/\{(\w+)(?:\|(\w+))?\}/g, (whole, name: string, form: string | undefined) => {
    if (!(name in facts)) return whole;
    const value = facts[name];
    return value === null || value === undefined || value === '' ? UNKNOWN : written(value, form, writing);
  });
}

function written(value: string | number | boolean, form: string | undefined, { lang, zone }: Writing): string {
  switch (form) {
    case 'mbps':
      return showMbps(Number(value), lang);
    case 'bps':
      return showBps(Number(value), lang);
    case 'moment':
      return showMoment(Number(value) as Moment, zone, lang);
    case 'span':
      return showSpan(Number(value) as Span, lang);
    case 'documents':
      return String(value)
        .split(',')
        .map((code) => DOCUMENTS[code]?.[lang] ?? code)
        .join('; ');
    case 'priority':
      return PRIORITIES[String(value)]?.[lang] ?? String(value);
    case 'questions':
      return questions(String(value), { lang, zone });
    default:
      return String(value);
  }
}

/** A stored list of questions as numbered sentences. */
function questions(stored: string, writing: Writing): string {
  const list = JSON.parse(stored) as readonly { readonly code: string; readonly facts: Facts }[];
  return list.map(({ code, facts }, i) => `${i + 1}. ${sayQuestion(code, facts, writing)}`).join('\n');
}

/** What is wrong in a ticket and what to do, in one or two sentences. */
export function sayQuestion(code: string, facts: Facts, writing: Writing): string {
  const words = Object.hasOwn(QUESTIONS, code) ? QUESTIONS[code as keyof typeof QUESTIONS] : undefined;
  return words === undefined ? code : fill(words[writing.lang], facts, writing);
}
