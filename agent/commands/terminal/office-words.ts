// (table)
import type { BodyOf } from '../../desk/act/order.ts';
import type { OfficeRole, Role } from '../../domain/person.ts';
import type { Level } from '../../domain/priority.ts';
import type { DocumentCode } from '../../domain/request.ts';
import { choice } from './misuse.ts';

type Filed = BodyOf<'file'>['ticket'];

/** Words for a level of impact or urgency that people may type, Indonesian and English. */
export const LEVELS: Readonly<Record<string, Level>> = {
  tinggi: 'high',
  sedang: 'medium',
  rendah: 'low',
  high: 'high',
  medium: 'medium',
  low: 'low',
};

/** Words for a document of SOP step 1 that people may type, Indonesian and English. */
export const DOCUMENT_NAMES: Readonly<Record<string, DocumentCode>> = {
  surat: 'letter',
  'data-teknis': 'technical-data',
  justifikasi: 'justification',
  letter: 'letter',
  'technical-data': 'technical-data',
  justification: 'justification',
};

/** Words that people may type for how a ticket came in, Indonesian and English. */
export const CHANNELS: Readonly<Record<string, Filed['channel']>> = {
  surat: 'letter',
  telepon: 'phone',
  datang: 'walk-in',
  whatsapp: 'whatsapp',
  letter: 'letter',
  phone: 'phone',
  'walk-in': 'walk-in',
};

/** Words that people may type for the kind of a ticket, Indonesian and English. */
export const KINDS: Readonly<Record<string, Filed['kind']>> = {
  permohonan: 'request',
  gangguan: 'incident',
  request: 'request',
  incident: 'incident',
};

/** Words that people may type for what the rates of a ticket mean: the new total, or an addition. */
export const MEANINGS: Readonly<Record<string, 'total' | 'increment'>> = {
  total: 'total',
  tambahan: 'increment',
  increment: 'increment',
};

/** Words that people may type for the answer to a partial offer, Indonesian and English. */
export const ANSWERS: Readonly<Record<string, 'accept' | 'wait' | 'cancel'>> = {
  terima: 'accept',
  tunggu: 'wait',
  batal: 'cancel',
  accept: 'accept',
  wait: 'wait',
  cancel: 'cancel',
};

/** Words that people may type for a role of the office, Indonesian and English. */
export const OFFICE_ROLES: Readonly<Record<string, OfficeRole>> = {
  kadis: 'department-head',
  kabid: 'division-head',
  prakom: 'computer-specialist',
  teknis: 'technical-support',
  'department-head': 'department-head',
  'division-head': 'division-head',
  'computer-specialist': 'computer-specialist',
  'technical-support': 'technical-support',
};

/** Words that people may type for any role that can be the next to act, Indonesian and English. */
export const TURNS: Readonly<Record<string, Role>> = {
  ...OFFICE_ROLES,
  opd: 'agency',
  agency: 'agency',
  agen: 'agent',
  agent: 'agent',
};

/** Words that people may type for how drift is resolved: restore the queue, or register what the router shows. */
export const REPAIRS: Readonly<Record<string, 'restore' | 'register'>> = {
  pulihkan: 'restore',
  daftarkan: 'register',
  restore: 'restore',
  register: 'register',
};

/** Words that people may type for the service of a line, Indonesian and English. */
export const SERVICES: Readonly<Record<string, 'shared' | 'dedicated'>> = {
  berbagi: 'shared',
  bersama: 'shared',
  shared: 'shared',
  terjamin: 'dedicated',
  khusus: 'dedicated',
  dedicated: 'dedicated',
};

/** Words that people may type for the kind of a report, Indonesian and English. */
export const REPORT_KINDS: Readonly<Record<string, 'weekly' | 'monthly'>> = {
  mingguan: 'weekly',
  bulanan: 'monthly',
  weekly: 'weekly',
  monthly: 'monthly',
};

/** Parses a list of documents: `surat,data-teknis`. Throws Misuse for an unknown word. */
export function documents(field: string, text: string | undefined): readonly DocumentCode[] {
  return listOf(text).map((name) => choice(field, name, DOCUMENT_NAMES));
}

/** Splits a text at commas and removes spaces and empty parts. */
export function listOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
