import type { Case } from '../ports/ledger.ts';
import type { Peer } from '../ports/peer.ts';
import { adoptionView } from '../planning/adoption.ts';
import { agenciesView } from './agencies-view.ts';
import { auditCheck, auditEntries } from './audit-view.ts';
import { capacityView } from './capacity-view.ts';
import { checkup } from './checkup.ts';
import { explain } from './explanation.ts';
import { findCase } from '../assessment/find-case.ts';
import { flowFindings } from './flow-findings.ts';
import { forecastView } from './forecast-view.ts';
import { headroomView } from './headroom-view.ts';
import { liveView } from './live-view.ts';
import { planView } from '../planning/request-plan.ts';
import type { AnswerOf, AskedOf, QuestionName } from './questions.ts';
import { queuesView } from './queues-view.ts';
import { reclaimView } from './reclaim-view.ts';
import { requestView } from './request-view.ts';
import { requestsView } from './requests-view.ts';
import type { Sight } from '../assessment/read-context.ts';
import { type LoopState, statusView } from './status-view.ts';
import { uplinkFindings } from './uplink-findings.ts';
import { uplinksView } from './uplinks-view.ts';
import { whatIf } from './whatif-view.ts';

/** What an answer may look at besides the books. */
export interface Lookout {
  readonly sight: Sight;
  readonly peers: readonly Peer[];
  readonly loops: readonly LoopState[];
  readonly version: string;
  readonly reportFolder: string;
}

type Answer<N extends QuestionName> = (lookout: Lookout, asked: AskedOf<N>) => AnswerOf<N> | Promise<AnswerOf<N>>;

const ANSWERS: { readonly [N in QuestionName]: Answer<N> } = {
  status: ({ sight, loops, version }) => statusView(sight, loops, version),
  requests: ({ sight }, asked) => requestsView(sight, asked),
  request: (lookout, { number }) => requestView(lookout.sight, found(lookout, number)),
  plan: (lookout, { number }) => planView(lookout.sight, found(lookout, number)),
  explain: (lookout, { number }) => explain(lookout.sight, found(lookout, number)),
  uplinks: ({ sight }) => uplinksView(sight),
  live: ({ sight }) => liveView(sight),
  capacity: ({ sight }) => capacityView(sight),
  forecast: ({ sight }, { uplink, days = 365 }) => forecastView(sight, uplink, days),
  whatif: ({ sight }, asked) => whatIf(sight, asked),
  reclaim: ({ sight }, { all = false }) => reclaimView(sight, all),
  headroom: ({ sight }, { days = 31 }) => headroomView(sight, days),
  queues: ({ sight }, { router }) => queuesView(sight, router),
  adoption: ({ sight }, { router }) =>
    sight.office.routers
      .filter((r) => router === undefined || r.name === router)
      .flatMap((r) => adoptionView(sight, r.name)),
  agencies: ({ sight }) => agenciesView(sight),
  audit: (lookout, { from = 1, count = 100, number }) => {
    return auditEntries(lookout.sight, from, count, number === undefined ? null : found(lookout, number).request.id);
  },
  'audit-check': ({ sight }) => auditCheck(sight),
  reports: ({ sight, reportFolder }) => sight.ledger.reports().map((r) => ({ ...r, folder: reportFolder })),
  checkup: ({ peers, sight }) =>
    checkup(peers, [
      ...sight.office.routers.flatMap(({ name }) => [...sight.ledger.findings(name), ...uplinkFindings(sight, name)]),
      ...flowFindings(sight),
    ]),
  filed: ({ sight }, { key }) => {
    const ticketId = sight.ledger.cursor(`filed:${key}`);
    return { number: ticketId === '' ? null : (sight.ledger.casesOfTicket(ticketId)[0]?.request.number ?? null) };
  },
};

/** Answers one question; the shape of `asked` was checked at the door. */
export async function answer<N extends QuestionName>(
  lookout: Lookout,
  name: N,
  asked: AskedOf<N>,
): Promise<AnswerOf<N>> {
  return ANSWERS[name](lookout, asked);
}

function found({ sight }: Lookout, number: string): Case {
  return findCase(sight.ledger, number, sight.office.profile);
}
