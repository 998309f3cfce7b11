import type { Finding } from '../domain/finding.ts';
import type { Line } from '../domain/line.ts';
import { grouped } from '../domain/lookup.ts';
import { networkOf, parsePrefix, type Prefix } from '../domain/prefix.ts';
import type { RouterSurvey } from '../ports/survey.ts';
import { censusOf, type Unmanaged } from '../shaping/census/queue-census.ts';
import { featureFindings } from '../shaping/feature-check.ts';
import { type ObservedQueue, ownerOf } from '../shaping/queue.ts';
import { shadowFindings } from '../shaping/shadow.ts';
import { type AgencyGuess, guessAgency } from './agency-guess.ts';
import { isDedicated } from './line-service.ts';
import { proposeContention, type ContentionProposal } from './contention-proposal.ts';
import { slugOf, uniqueSlugs } from './slug.ts';
import { guessUplinks } from './uplink-guess.ts';

/** A queue proposed as an agency's line. */
export interface ProposedLine extends AgencyGuess {
  readonly id: string;
  readonly service: Line['service'];
  readonly queue: ObservedQueue;
  /** What keeps the queue's limit from holding always and for all its traffic, such as a burst or an earlier queue. */
  readonly warnings: readonly Finding[];
}

/** A queue proposed as a pool. */
export interface ProposedPool {
  readonly id: string;
  readonly queue: ObservedQueue;
}

/** A first configuration as the router's tables suggest it. A person reads all of it before it counts. */
export interface InitProposal {
  readonly survey: RouterSurvey;
  /** The router's name in the configuration. */
  readonly router: string;
  readonly pools: readonly ProposedPool[];
  /** Parent queues without a limit. They are in no list of the office; lines and pools may name them as parents. */
  readonly groups: readonly ObservedQueue[];
  readonly lines: readonly ProposedLine[];
  readonly unmanaged: readonly Unmanaged[];
  /** Interfaces that look like uplinks. */
  readonly uplinks: readonly string[];
  /** Prefixes that must never be shaped. */
  readonly management: readonly string[];
  /** Commitments and k of each pool with lines below it, the tightest first. */
  readonly contention: readonly ContentionProposal[];
  /** The tightest of them, whose k is proposed for the configuration. null: no pool has a line below it. */
  readonly sharing: ContentionProposal | null;
}

/**
 * Makes a proposal from a survey.
 * @param host the router's address in the configuration.
 * @param uplinks interfaces that a person chose. Left out: those that look like uplinks.
 */
export function proposeInit(
  survey: RouterSurvey,
  host: string,
  uplinks: readonly string[] = guessUplinks(survey),
): InitProposal {
  const { queues } = survey;
  const { pools, groups, lines, unmanaged } = censusOf(queues, {
    uplinks: new Set(uplinks),
    networks: networksOf(survey),
  });
  const contention = proposeContention(pools, lines, queues);
  const idOf = uniqueSlugs('opd');
  const codeOf = uniqueCodes();
  const named = pools.map((queue) => ({ id: idOf(ownerOf(queue.comment) ?? queue.name), queue }));
  return {
    survey,
    router: slugOf(survey.identity.identity) || 'router',
    pools: named,
    groups,
    lines: lines.map((queue) => {
      const guess = codeOf(guessAgency(queue, survey.lists));
      const service = isDedicated(queue) ? 'dedicated' : 'shared';
      const warnings = [
        ...featureFindings(queue.name, queue.maxLimit, queue),
        ...hidden(shadowFindings(queue, queues)),
      ];
      return { ...guess, id: idOf(ownerOf(queue.comment) ?? guess.code), service, queue, warnings };
    }),
    unmanaged,
    uplinks,
    management: managementOf(survey, host),
    contention,
    sharing: contention[0] ?? null,
  };
}

/** The networks of the router's own addresses, by interface. */
function networksOf({ addresses }: RouterSurvey): ReadonlyMap<string, readonly Prefix[]> {
  const known = addresses.flatMap((own) => {
    const network = networkOf(own.address);
    return network === undefined ? [] : [{ name: own.interface, network }];
  });
  const byName = grouped(known, ({ name }) => name);
  return new Map([...byName].map(([name, found]) => [name, found.map(({ network }) => network)]));
}

/** The first of the earlier queues that leave the line nothing. One that takes a part is on the list of the others. */
function hidden(shadows: readonly Finding[]): readonly Finding[] {
  const found = shadows.find(({ level }) => level === 'alarm');
  return found === undefined ? [] : [found];
}

/** Gives a second agency of the same code a number: a code names one agency. */
function uniqueCodes(): (guess: AgencyGuess) => AgencyGuess {
  const taken = new Set<string>();
  return (guess) => {
    let { code } = guess;
    for (let n = 2; taken.has(code); n += 1) code = `${guess.code} ${n}`;
    taken.add(code);
    return { ...guess, code };
  };
}

const MANAGEMENT = /manag|mgmt|manaj|noc|server|infra/i;

/** The router's own address, and the address lists whose name speaks of management. */
function managementOf(survey: RouterSurvey, host: string): readonly string[] {
  const listed = survey.lists.filter(({ list }) => MANAGEMENT.test(list)).map(({ address }) => address);
  return [...new Set([host, ...listed].flatMap((text) => parsePrefix(text) ?? []))];
}
