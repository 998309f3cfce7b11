// (table)
import type { BodyOf } from '../../desk/act/order.ts';
import type { OfficeRole, Role } from '../../domain/person.ts';
import type { Level } from '../../domain/priority.ts';
import type { DocumentCode } from '../../domain/request.ts';
import { choice } from './misuse.ts';

type Filed = BodyOf<'file'>['ticket'];

/** What people of the office may type, in either language, and what it stands for. */
export const LEVELS: Readonly<Record<string, Level>> = {
  tinggi: 'high',
  sedang: 'medium',
  rendah: 'low',
  high: 'high',
  medium: 'medium',
  low: 'low',
};

export const DOCUMENT_NAMES: Readonly<Record<string, DocumentCode>> = {
  surat: 'letter',
  'data-teknis': 'technical-data',
  justifikasi: 'justification',
  letter: 'letter',
  'technical-data': 'technical-data',
  justification: 'justification',
};

export const CHANNELS: Readonly<Record<string, Filed['channel']>> = {
  surat: 'letter',
  telepon: 'phone',
  datang: 'walk-in',
  whatsapp: 'whatsapp',
  letter: 'letter',
  phone: 'phone',
  'walk-in': 'walk-in',
};

export const KINDS: Readonly<Record<string, Filed['kind']>> = {
  permohonan: 'request',
  gangguan: 'incident',
  request: 'request',
  incident: 'incident',
};

export const MEANINGS: Readonly<Record<string, 'total' | 'increment'>> = {
  total: 'total',
  tambahan: 'increment',
  increment: 'increment',
};

export const ANSWERS: Readonly<Record<string, 'accept' | 'wait' | 'cancel'>> = {
  terima: 'accept',
  tunggu: 'wait',
  batal: 'cancel',
  accept: 'accept',
  wait: 'wait',
  cancel: 'cancel',
};

/** Roles of the office, as they sign and as `--role` names them. */
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

/** Everybody whose turn it can be. */
export const TURNS: Readonly<Record<string, Role>> = {
  ...OFFICE_ROLES,
  opd: 'agency',
  agency: 'agency',
  agen: 'agent',
  agent: 'agent',
};

export const REPAIRS: Readonly<Record<string, 'restore' | 'register'>> = {
  pulihkan: 'restore',
  daftarkan: 'register',
  restore: 'restore',
  register: 'register',
};

export const SERVICES: Readonly<Record<string, 'shared' | 'dedicated'>> = {
  dedicated: 'dedicated',
  shared: 'shared',
  khusus: 'dedicated',
  bersama: 'shared',
};

export const REPORT_KINDS: Readonly<Record<string, 'weekly' | 'monthly'>> = {
  mingguan: 'weekly',
  bulanan: 'monthly',
  weekly: 'weekly',
  monthly: 'monthly',
};

/** `surat,data-teknis` → the documents of SOP step 1. Throws Misuse on another word. */
export function documents(field: string, text: string | undefined): readonly DocumentCode[] {
  return listOf(text).map((name) => choice(field, name, DOCUMENT_NAMES));
}

/** Words between commas, without the empty ones. */
export function listOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
