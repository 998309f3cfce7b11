import type { Agency, AgencyKind } from '../../domain/agency.ts';
import { Fault } from '../../domain/fault.ts';
import type { Line, Path, Pool } from '../../domain/line.ts';
import { ALL_PACKETS, splitTargets } from '../../domain/typed/typed-target.ts';
import { parsePrefix, targetKind } from '../../domain/prefix.ts';
import { DIRECTIONS, LEAST_RATE, NO_RATE, type Rate } from '../../domain/rate.ts';
import { typedRate } from '../../domain/typed/typed-rate.ts';

/**
 * One checked row of the office's list: a pool, or an agency with its line. `line` null: the agency is outside the
 * managed network.
 */
export type BaseRow =
  | { readonly kind: 'pool'; readonly pool: Pool; readonly rate: Rate }
  | {
      readonly kind: 'agency';
      readonly agency: Agency;
      readonly line: Line | null;
      readonly rate: Rate;
      readonly limitAt: Rate;
    };

/** One row of the CSV by column name. */
export type Fields = Readonly<Record<string, string>>;

const KINDS: readonly AgencyKind[] = ['opd', 'upt', 'district', 'vertical', 'village', 'school'];
const ID = /^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/;

/**
 * Reads one row of the office's list. Throws Fault `agency/bad-row` with the line number, the column and the reason.
 * @param row line number in the file, for that Fault.
 */
export function baseRow(row: number, fields: Fields): BaseRow {
  const bad = (field: string, why: string): Fault => new Fault('agency/bad-row', { line: row, field, why });
  const text = (field: string): string => (fields[field] ?? '').trim();
  const required = (field: string): string => {
    if (text(field) === '') throw bad(field, 'empty');
    return text(field);
  };
  const id = (field: string): string => {
    if (!ID.test(required(field))) throw bad(field, 'not-an-id');
    return text(field);
  };
  const place = {
    router: id,
    targets: () => lineTargets(required('targets'), bad),
    path: () => pathOf(required('path'), bad),
  };
  if (text('kind') === 'pool') {
    const pool = {
      id: id('line'),
      router: place.router('router'),
      queue: required('queue'),
      parent: text('parent') === '' ? null : text('parent'),
      targets: text('targets') === ALL_PACKETS ? [] : typedTargets(required('targets'), bad),
      path: place.path(),
    };
    return { kind: 'pool', pool, rate: limitOf(required('down'), required('up'), bad) };
  }
  const kind = KINDS.find((k) => k === text('kind'));
  if (kind === undefined) throw bad('kind', 'unknown');
  const managed = text('line') !== '';
  const agency = {
    id: id('agency'),
    code: required('code'),
    name: required('name'),
    kind,
    location: text('location'),
    managed,
  };
  if (!managed) return { kind: 'agency', agency, line: null, rate: NO_RATE, limitAt: NO_RATE };
  const line: Line = {
    id: id('line'),
    agency: agency.id,
    router: place.router('router'),
    queue: required('queue'),
    targets: place.targets(),
    parent: text('parent') === '' ? null : text('parent'),
    service: serviceOf(required('service'), bad),
    path: place.path(),
  };
  const rate = limitOf(required('down'), required('up'), bad);
  const limitAt = text('limit_down') === '' ? NO_RATE : rateOf(text('limit_down'), required('limit_up'), bad);
  return { kind: 'agency', agency, line, rate, limitAt };
}

type Bad = (field: string, why: string) => Fault;

function serviceOf(text: string, bad: Bad): Line['service'] {
  if (text !== 'shared' && text !== 'dedicated') throw bad('service', 'unknown');
  return text;
}

/** Reads the targets of a line: prefixes, or one interface alone. */
function lineTargets(text: string, bad: Bad): readonly string[] {
  const targets = typedTargets(text, bad);
  const mixed = targets.find((target) => targets.length > 1 && parsePrefix(target) === undefined);
  if (mixed !== undefined) throw bad('targets', `${mixed}: one interface alone`);
  return targets;
}

/**
 * Reads targets: prefixes separated by blanks or semicolons, such as `10.62.21.0/24 10.62.121.0/24`, or names of
 * interfaces separated by semicolons. Prefixes are returned in canonical form.
 * @param bad makes the Fault that is thrown for a target that is neither.
 */
export function typedTargets(text: string, bad: Bad): readonly string[] {
  const targets = splitTargets(text).map((target) => {
    if (targetKind(target) === undefined) throw bad('targets', target);
    return parsePrefix(target) ?? target;
  });
  if (targets.length === 0) throw bad('targets', text);
  return targets;
}

/** Reads a path: `isp-a` (pinned), `balanced:isp-a+isp-b` or `failover:isp-a+isp-b` (preferred uplink first). */
function pathOf(text: string, bad: Bad): Path {
  const [kind, list] = text.includes(':') ? text.split(':', 2) : ['pinned', text];
  const uplinks = (list ?? '').split('+').filter((u) => u !== '');
  const [first] = uplinks;
  if (first === undefined) throw bad('path', text);
  if (kind === 'balanced' || kind === 'failover') return { kind, uplinks };
  if (kind !== 'pinned' || uplinks.length > 1) throw bad('path', text);
  return { kind, uplink: first };
}

/** Reads a limit. One so small that its unit was probably forgotten is refused; `init` does not propose it either. */
function limitOf(down: string, up: string, bad: Bad): Rate {
  const limit = rateOf(down, up, bad);
  const tiny = DIRECTIONS.find((d) => limit[d] < LEAST_RATE);
  if (tiny !== undefined) throw bad(tiny, `${limit[tiny]} bit/s: M?`);
  return limit;
}

function rateOf(down: string, up: string, bad: Bad): Rate {
  try {
    return typedRate(down, up);
  } catch (error) {
    throw error instanceof Fault ? bad(String(error.facts['field']), String(error.facts['value'])) : error;
  }
}
