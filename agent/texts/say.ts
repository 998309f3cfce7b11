import type { Facts, Finding } from '../domain/finding.ts';
import type { FaultCode } from '../domain/fault.ts';
import type { Role } from '../domain/person.ts';
import type { Unmanageable } from '../domain/unmanaged-why.ts';
import type { Notice } from '../workflow/notice.ts';
import type { StageName } from '../workflow/stage.ts';
import { FAULTS } from './fault-words.ts';
import { fillAll, type Writing } from './fill.ts';
import { FINDINGS } from './finding-words.ts';
import { UNMANAGED } from './init-words.ts';
import type { Lang } from './format.ts';
import { ROLES, STAGES } from './labels.ts';
import { NOTICES_EN } from './notices-en.ts';
import { NOTICES_ID } from './notices-id.ts';

/** A message for a person: what happened and why (`what`), and what to do (`todo`). */
export interface Said {
  readonly what: string;
  readonly todo: string;
}

/** Turns a fault into sentences. The only place where this is done. An unknown code is returned as it is. */
export function sayFault(fault: { readonly code: string; readonly facts: Facts }, writing: Writing): Said {
  const words = Object.hasOwn(FAULTS, fault.code) ? FAULTS[fault.code as FaultCode] : undefined;
  if (words === undefined) return { what: fault.code, todo: '–' };
  const [what, todo] = words[writing.lang];
  return { what: fillAll(what, spoken(fault.facts, writing.lang), writing), todo: fillAll(todo, fault.facts, writing) };
}

/** Replaces role and stage codes in facts by their names. */
function spoken(facts: Facts, lang: Lang): Facts {
  const roles = (value: unknown): string =>
    String(value)
      .split(',')
      .map((role) => (Object.hasOwn(ROLES, role) ? ROLES[role as Role][lang] : role))
      .join(', ');
  const stage = (value: unknown): string =>
    Object.hasOwn(STAGES, String(value)) ? STAGES[String(value) as StageName][lang] : String(value);
  return {
    ...facts,
    ...('role' in facts ? { role: roles(facts['role']) } : {}),
    ...('needed' in facts ? { needed: roles(facts['needed']) } : {}),
    ...('stage' in facts ? { stage: stage(facts['stage']) } : {}),
  };
}

/** Turns a finding into sentences: what was noticed, and the remedy. An unknown code is returned as it is. */
export function sayFinding(finding: Finding, writing: Writing): Said {
  if (!Object.hasOwn(FINDINGS, finding.code)) return { what: finding.code, todo: '–' };
  const [what, todo] = FINDINGS[finding.code][writing.lang];
  const facts = { ...finding.facts, subject: finding.subject };
  return { what: fillAll(what, facts, writing), todo: fillAll(todo, facts, writing) };
}

/** Says why a queue cannot be managed. */
export function sayUnmanaged({ why, of }: Unmanageable, writing: Writing): string {
  return fillAll(UNMANAGED[why][writing.lang], { of }, writing);
}

/** Turns a notice into the subject and text of a message, ready to be sent. */
export function sayNotice(notice: Notice, writing: Writing): { readonly subject: string; readonly text: string } {
  const words = (writing.lang === 'id' ? NOTICES_ID : NOTICES_EN)[notice.kind];
  return { subject: fillAll(words.subject, notice.facts, writing), text: fillAll(words.text, notice.facts, writing) };
}

/** Returns the name of a stage in Indonesian or English. */
export function sayStage(stage: StageName, lang: Lang): string {
  return STAGES[stage][lang];
}

/** Returns the name of a role in Indonesian or English. */
export function sayRole(role: Role, lang: Lang): string {
  return ROLES[role][lang];
}
