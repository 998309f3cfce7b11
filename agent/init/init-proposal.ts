import type { Line } from '../domain/line.ts';
import { parsePrefix } from '../domain/prefix.ts';
import type { RouterSurvey } from '../ports/survey.ts';
import { type ObservedQueue, ownerOf } from '../shaping/queue.ts';
import { type AgencyGuess, guessAgency } from './agency-guess.ts';
import { isDedicated } from './line-service.ts';
import { censusOf, type Unmanaged } from '../shaping/queue-census.ts';
import { proposeContention, type ContentionProposal } from './contention-proposal.ts';
import { slugOf, uniqueSlugs } from './slug.ts';
import { guessUplinks } from './uplink-guess.ts';

/** A queue proposed as an agency's line. */
export interface ProposedLine extends AgencyGuess {
  readonly id: string;
  readonly service: Line['service'];
  readonly queue: ObservedQueue;
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
  readonly lines: readonly ProposedLine[];
  readonly unmanaged: readonly Unmanaged[];
  /** Interfaces that look like uplinks. */
  readonly uplinks: readonly string[];
  /** Prefixes that must never be shaped. */
  readonly management: readonly string[];
  readonly sharing: ContentionProposal | null;
}

/** Makes a proposal from a survey. `host`: the router's address in the configuration. */
export function proposeInit(survey: RouterSurvey, host: string): InitProposal {
  const { pools, lines, unmanaged } = censusOf(survey.queues);
  const idOf = uniqueSlugs('opd');
  const named = pools.map((queue) => ({ id: idOf(ownerOf(queue.comment) ?? queue.name), queue }));
  return {
    survey,
    router: slugOf(survey.identity.identity) || 'router',
    pools: named,
    lines: lines.map((queue) => {
      const guess = guessAgency(queue, survey.lists);
      const service = isDedicated(queue) ? 'dedicated' : 'shared';
      return { ...guess, id: idOf(ownerOf(queue.comment) ?? guess.code), service, queue };
    }),
    unmanaged,
    uplinks: guessUplinks(survey),
    management: managementOf(survey, host),
    sharing: proposeContention(pools, lines) ?? null,
  };
}

const MANAGEMENT = /manag|mgmt|manaj|noc|server|infra/i;

/** The router's own address, and the address lists whose name speaks of management. */
function managementOf(survey: RouterSurvey, host: string): readonly string[] {
  const listed = survey.lists.filter(({ list }) => MANAGEMENT.test(list)).map(({ address }) => address);
  return [...new Set([host, ...listed].flatMap((text) => parsePrefix(text) ?? []))];
}
