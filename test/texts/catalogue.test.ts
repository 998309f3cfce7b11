import { describe, expect, it } from 'vitest';
import { zone } from '../../agent/domain/zone.ts';
import { FAULTS } from '../../agent/texts/fault-words.ts';
import { FINDINGS } from '../../agent/texts/finding-words.ts';
import { fill } from '../../agent/texts/fill.ts';
import type { Lang } from '../../agent/texts/format.ts';
import { DOCUMENTS, KEYS, MISSED, PRIORITIES, ROLES, STAGES, VERDICTS } from '../../agent/texts/labels.ts';
import { NOTICES_EN } from '../../agent/texts/notices-en.ts';
import { NOTICES_ID } from '../../agent/texts/notices-id.ts';
import { QUESTIONS } from '../../agent/texts/question-words.ts';
import type { Words } from '../../agent/texts/words.ts';
import { RAISERS } from '../../agent/workflow/authority.ts';
import { SOP } from '../../agent/workflow/sop.ts';

const LANGS: readonly Lang[] = ['id', 'en'];
const FORMS = new Set([
  'duty',
  'field',
  'missed',
  'mbps',
  'bps',
  'moment',
  'span',
  'permille',
  'documents',
  'priority',
  'verdict',
  'questions',
]);

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{([^}]*)\}/g)].map((match) => match[1]!).toSorted();
}

function names(text: string): ReadonlySet<string> {
  return new Set(placeholders(text).map((p) => p.split('|')[0]!));
}

/** Every sentence of the catalogue: where it stands, and its two languages. */
const SENTENCES: readonly (readonly [string, string, string])[] = [
  ...Object.entries(FAULTS).flatMap(([code, { id, en }]) =>
    id.map((text, i) => [`fault ${code} ${i}`, text, en[i]!] as const),
  ),
  ...Object.entries(FINDINGS).flatMap(([code, { id, en }]) =>
    id.map((text, i) => [`finding ${code} ${i}`, text, en[i]!] as const),
  ),
  ...Object.entries(QUESTIONS).map(([code, { id, en }]) => [`question ${code}`, id, en] as const),
  ...Object.entries(NOTICES_ID).flatMap(([kind, { subject, text }]) => {
    const en = NOTICES_EN[kind as keyof typeof NOTICES_EN];
    return [[`notice ${kind} subject`, subject, en.subject] as const, [`notice ${kind} text`, text, en.text] as const];
  }),
];

describe('agent/texts: the catalogue', () => {
  it('has words for every stage, role and notice of the workflow', () => {
    expect(Object.keys(STAGES).toSorted()).toEqual(Object.keys(SOP).toSorted());
    expect(Object.keys(ROLES).toSorted()).toEqual([...new Set(Object.values(RAISERS).flat())].toSorted());
    expect(Object.keys(NOTICES_EN)).toEqual(Object.keys(NOTICES_ID));
    expect(Object.keys(NOTICES_ID)).toHaveLength(34);
    expect(Object.keys(QUESTIONS)).toHaveLength(24);
  });

  it.each(SENTENCES)('%s is said in both languages, with known forms and balanced braces', (_, id, en) => {
    for (const text of [id, en]) {
      expect(text.trim()).not.toBe('');
      expect(text.replaceAll(/\{\w+(?:\|\w+)?\}/g, '')).not.toMatch(/[{}]/);
      for (const [, form] of placeholders(text).map((p) => p.split('|')))
        expect(form === undefined || FORMS.has(form)).toBe(true);
    }
    // The other language invents no fact: what it names is named, or may be left out.
    expect([...names(en)].filter((name) => !names(id).has(name))).toEqual([]);
  });

  it.each(Object.entries({ STAGES, ROLES, DOCUMENTS, PRIORITIES, KEYS, VERDICTS, MISSED }))(
    '%s are labelled in both languages',
    (_, table) => {
      for (const words of Object.values(table) as readonly Words[]) {
        for (const lang of LANGS) expect(words[lang].trim()).not.toBe('');
      }
    },
  );

  it('every fault and finding tells what to do', () => {
    for (const [code, words] of [...Object.entries(FAULTS), ...Object.entries(FINDINGS)]) {
      for (const lang of LANGS) expect([code, words[lang][1].length > 0]).toEqual([code, true]);
    }
  });

  it.each(LANGS)('no sentence fails on facts that are not known (%s)', (lang) => {
    const writing = { lang, zone: zone('Asia/Pontianak') };
    for (const [, ...texts] of SENTENCES) {
      for (const text of texts) {
        const nothing = Object.fromEntries([...names(text)].map((name) => [name, null]));
        expect(fill(text, nothing, writing)).not.toMatch(/[{}]|null|undefined|NaN/);
      }
    }
  });
});
