import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isMap, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import type { z } from 'zod';
import { Fault } from '../domain/fault.ts';
import type { Secret } from '../domain/secret.ts';
import { USUAL_ZONE } from './usual-zone.ts';
import { type Zone, zone } from '../domain/zone.ts';
import { type CalendarYear, calendarOf, calendarSchema } from './calendar-settings.ts';
import type { Kinds } from './kinds.ts';
import { locate } from './locate.ts';
import { type Problem, problemLine } from './problem.ts';
import { readSecret } from './secret-file.ts';
import { type RawSettings, type Settings, settingsSchema } from './settings.ts';

/** Keys of credentials: their `{file: …}` becomes a Secret before the adapter's schema checks the block. */
const CREDENTIALS: ReadonlySet<string> = new Set(['password', 'community', 'authKey', 'privKey']);

/**
 * Reads and checks the whole configuration. Reports all problems at once, each with file, line and column, as Fault
 * `settings/invalid`. Throws Fault `settings/missing` when the file does not exist.
 */
export function loadSettings(
  file: string,
  kinds: Kinds,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Settings {
  const problems: Problem[] = [];
  const raw = parseYaml(file, (read) => settingsSchema(kinds, zoneIn(read)), problems, env['CREDENTIALS_DIRECTORY']);
  const years = (raw?.calendars ?? []).flatMap((name) => calendarYear(resolve(dirname(file), name), problems));
  if (raw === undefined || problems.length > 0) throw invalid(file, problems);
  return compiled(file, raw, years);
}

function compiled(file: string, raw: RawSettings, years: readonly CalendarYear[]): Settings {
  const calendar = calendarOf(years, raw.zone);
  if (calendar === undefined) throw new Fault('settings/invalid', { file, problems: 'calendars' });
  const { office, people, policy, uplinks, routers, helpdesk, pace, stateDir, log, socket, socketMode } = raw;
  const here = dirname(resolve(file));
  return {
    office: {
      profile: office.profile,
      language: office.language,
      policy,
      calendar,
      uplinks,
      routers: routers.map((r) => r.plan),
      people,
    },
    routers,
    helpdesk,
    stateDir: resolve(here, stateDir),
    socket: { path: resolve(here, socket), mode: socketMode },
    reports: resolve(here, raw.reports ?? join(stateDir, 'reports')),
    log,
    pace,
  };
}

/** The zone that the YAML names; the usual one where it names none that exists, which the schema then says. */
function zoneIn(read: unknown): Zone {
  const named = typeof read === 'object' && read !== null && 'zone' in read ? read.zone : undefined;
  try {
    return typeof named === 'string' ? zone(named) : USUAL_ZONE;
  } catch {
    return USUAL_ZONE;
  }
}

function calendarYear(file: string, problems: Problem[]): readonly CalendarYear[] {
  const found = parseYaml(file, () => calendarSchema, problems, undefined);
  return found === undefined ? [] : [found];
}

function parseYaml<T>(
  file: string,
  schemaOf: (read: unknown) => z.ZodType<T>,
  problems: Problem[],
  credentials: string | undefined,
): T | undefined {
  const counter = new LineCounter();
  const document = parseDocument(textOf(file), { lineCounter: counter, prettyErrors: false });
  for (const error of document.errors) {
    const { line, col } = counter.linePos(error.pos[0]);
    problems.push({ file, line, column: col, path: '', what: error.message });
  }
  if (document.errors.length > 0) return undefined;
  const secrets = readSecrets(document, credentials, (path, what) =>
    problems.push({ file, ...locate(document, counter, path), path: path.join('.'), what }),
  );
  const read = withSecrets(document.toJS(), [], secrets);
  const checked = schemaOf(read).safeParse(read);
  if (checked.success) return checked.data;
  for (const issue of checked.error.issues) {
    const path = issue.path.filter((key): key is string | number => typeof key !== 'symbol');
    const place = issue.code === 'unrecognized_keys' ? [...path, issue.keys[0] ?? ''] : path;
    if (secrets.has(path.join('.'))) continue;
    problems.push({ file, ...locate(document, counter, place), path: place.join('.'), what: issue.message });
  }
  return undefined;
}

/**
 * Reads every `{file: …}` under a key of a credential, by its path in the document. undefined: the file could not be
 * read, which `problem` was told.
 */
function readSecrets(
  document: Document,
  credentials: string | undefined,
  problem: (path: readonly string[], what: string) => void,
): ReadonlyMap<string, Secret | undefined> {
  const found = new Map<string, Secret | undefined>();
  visit(document, {
    Pair(_key, pair, ancestors) {
      const key = keyOf(pair.key);
      if (!CREDENTIALS.has(key) || !isMap(pair.value)) return undefined;
      const file = pair.value.get('file');
      if (typeof file !== 'string') return undefined;
      const path = pathOf([...ancestors, pair]);
      const read = readSecret(file, credentials);
      if ('problem' in read) problem(path, read.problem);
      found.set(path.join('.'), 'secret' in read ? read.secret : undefined);
      return undefined;
    },
  });
  return found;
}

/** The key of a mapping, as text. */
function keyOf(node: unknown): string {
  return isScalar(node) ? String(node.value) : '';
}

/** The path from the document's root to a pair: keys, and positions in lists. */
function pathOf(chain: readonly unknown[]): readonly string[] {
  return chain.flatMap((node, i) => {
    if (typeof node === 'object' && node !== null && 'key' in node) return [keyOf(node.key)];
    const next = chain[i + 1];
    const items =
      typeof node === 'object' && node !== null && 'items' in node && Array.isArray(node.items) && !isMap(node)
        ? (node.items as unknown[])
        : [];
    const place = items.indexOf(next);
    return place >= 0 ? [String(place)] : [];
  });
}

function withSecrets(
  value: unknown,
  path: readonly string[],
  secrets: ReadonlyMap<string, Secret | undefined>,
): unknown {
  const key = path.join('.');
  if (secrets.has(key)) return secrets.get(key);
  if (Array.isArray(value)) return value.map((entry, i) => withSecrets(entry, [...path, String(i)], secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, withSecrets(v, [...path, k], secrets)]));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Fault('settings/missing', { file }, { cause: error });
  }
}

function invalid(file: string, problems: readonly Problem[]): Fault {
  return new Fault('settings/invalid', {
    file,
    count: problems.length,
    problems: problems.map(problemLine).join('\n'),
  });
}
