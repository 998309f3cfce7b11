import { span } from '../../domain/moment.ts';
import { never } from '../../domain/never.ts';
import type { StoredDecision } from '../../ports/ledger.ts';
import { showMoment, showRate, showSpan } from '../../texts/format.ts';
import type { KeyResult } from './key-numbers.ts';
import { keyFacts } from './key-table.ts';
import type { Screen } from '../terminal/screen.ts';

type Decision = StoredDecision['decision'];
type Terms = StoredDecision['terms'];
type Unknown = Extract<Decision, { readonly verdict: 'unknown' }>['why'][number];

/**
 * Prints what the table of constraints does not show: why nothing is known, or which uplinks are down and which
 * constraints fail only for that reason.
 */
export function showWhy(screen: Screen, { bounds }: Pick<Terms, 'bounds'>, decision: Decision): void {
  const why = reasonsOf(screen, bounds, decision);
  if (why.length > 0) screen.line(`  ${screen.say('because', { why: why.join('; ') })}`);
  for (const link of bounds) for (const note of notesOn(screen, link)) screen.line(`  ${note}`);
}

/** What a reader must know of the capacity of a link: a port slower than the contract, a contract in its grace. */
function notesOn(screen: Screen, { name, contract, capacity, contractEnded }: Terms['bounds'][number]) {
  const { lang, zone } = screen.writing;
  const notes: string[] = [];
  if (contract !== undefined && capacity !== null) {
    const [bought, port] = [showRate(contract, lang), showRate(capacity, lang)];
    notes.push(screen.say('port-slower', { uplink: name, contract: bought, port }));
  }
  if (contractEnded !== undefined)
    notes.push(screen.say('contract-grace', { uplink: name, at: showMoment(contractEnded, zone, lang) }));
  return notes;
}

/**
 * Returns the constraints that fail only while an uplink is down. They are not in the table of a decision that waits.
 */
export function failedByOutage(decision: Decision): readonly KeyResult[] {
  if (decision.verdict !== 'waiting-for-room') return [];
  return decision.failed.filter((key) => !decision.keys.some((shown) => sameNumbers(shown, key)));
}

function reasonsOf(screen: Screen, bounds: Terms['bounds'], decision: Decision): readonly string[] {
  switch (decision.verdict) {
    case 'enough':
    case 'not-enough':
      return [];
    case 'unknown':
      return decision.why.map((why) => sayUnknown(screen, why));
    case 'waiting-for-room':
      return [
        ...outagesIn(screen, bounds),
        ...failedByOutage(decision).map((key) => screen.say('why-meanwhile', keyFacts(screen, key))),
      ];
    default:
      return never(decision);
  }
}

function outagesIn(screen: Screen, bounds: Terms['bounds']): readonly string[] {
  return bounds.flatMap(({ name, operational, standsInFor }) => {
    if (standsInFor !== undefined) return [screen.say('why-stands-in', { uplink: name, lost: standsInFor })];
    return operational ? [] : [screen.say('why-uplink-down', { uplink: name })];
  });
}

function sameNumbers(a: KeyResult, b: KeyResult): boolean {
  return (
    a.key === b.key &&
    a.bound === b.bound &&
    a.direction === b.direction &&
    a.demand === b.demand &&
    a.limit === b.limit
  );
}

/** Returns a sentence in the reader's language that says why the check has no answer. */
export function sayUnknown(screen: Screen, unknown: Unknown): string {
  const { lang, zone } = screen.writing;
  switch (unknown.why) {
    case 'no-contract':
      return screen.say('why-no-contract', { uplink: unknown.uplink });
    case 'contract-ends':
      return screen.say('why-contract-ends', { uplink: unknown.uplink, at: showMoment(unknown.at, zone, lang) });
    case 'contract-ended':
      return screen.say('why-contract-ended', { uplink: unknown.uplink, at: showMoment(unknown.at, zone, lang) });
    case 'unlimited-line':
      return screen.say('why-unlimited-line', { line: unknown.line });
    case 'no-shares':
    case 'clock-suspect':
      return screen.say(`why-${unknown.why}`);
    case 'few-days':
    case 'coverage':
    case 'no-samples': {
      const { why, direction, valid, expected } = unknown;
      return screen.say(`why-${why}`, { direction: screen.say(direction), valid, expected });
    }
    case 'stale': {
      const age = unknown.ageMs === null ? null : showSpan(span(unknown.ageMs), lang);
      return screen.say('why-stale', { direction: screen.say(unknown.direction), age });
    }
    default:
      return never(unknown);
  }
}
