import type { RequestRecord } from '../ports/ledger.ts';
import type { Peer } from '../ports/peer.ts';
import { adoptionRows } from '../planning/adoption.ts';
import { agenciesView } from './agencies-view.ts';
import { auditCheck, auditEntries } from './audit-view.ts';
import { capacityView } from './capacity-view.ts';
import { checkup } from './checkup.ts';
import { columnFindings } from './column-findings.ts';
import { explain } from './explanation.ts';
import { findRequest } from '../assessment/find-request.ts';
import { flowFindings } from './flow-findings.ts';
import { forecastView } from './forecast-view.ts';
import { headroomView } from './headroom-view.ts';
import { limitFindings } from './limit-findings.ts';
import { liveView } from './live-view.ts';
import { requestPlan } from '../planning/request-plan.ts';
import { poolFindings } from './pool-findings.ts';
import type { AnswerOf, AskedOf, QuestionName } from './questions.ts';
import { queueTreeView } from './queue-tree-view.ts';
import { queuesView } from './queues-view.ts';
import { reclaimView } from './reclaim-view.ts';
import { requestView } from './request-view.ts';
import { requestsView } from './requests-view.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { type LoopState, statusView } from './status-view.ts';
import { contractFindings } from './contract-findings.ts';
import { measurementFindings, uplinkFindings } from './uplink-findings.ts';
import { uplinksView } from './uplinks-view.ts';
import { whatIf } from './whatif-view.ts';

/**
 * Everything that an answer of the local API may read: ledger and samples (`context`), peers, loops, version, report
 * folder.
 */
export interface Lookout {
  readonly context: ReadContext;
  /** Router, meter, helpdesk and host, for `checkup`. */
  readonly peers: readonly Peer[];
  readonly loops: readonly LoopState[];
  /** Version of the daemon. */
  readonly version: string;
  /** Folder of the issued reports. */
  readonly reportFolder: string;
}

type Answer<N extends QuestionName> = (lookout: Lookout, asked: AskedOf<N>) => AnswerOf<N> | Promise<AnswerOf<N>>;

/** How each question is answered. */
const ANSWERS: { readonly [N in QuestionName]: Answer<N> } = {
  status: ({ context, loops, version }) => statusView(context, loops, version),
  requests: ({ context }, asked) => requestsView(context, asked),
  request: (lookout, { number }) => requestView(lookout.context, found(lookout, number)),
  plan: (lookout, { number }) => requestPlan(lookout.context, found(lookout, number)),
  explain: (lookout, { number }) => explain(lookout.context, found(lookout, number)),
  uplinks: ({ context }) => uplinksView(context),
  live: ({ context }) => liveView(context),
  capacity: ({ context }) => capacityView(context),
  forecast: ({ context }, { uplink, days = 365 }) => forecastView(context, uplink, days),
  whatif: ({ context }, asked) => whatIf(context, asked),
  reclaim: ({ context }, { all = false }) => reclaimView(context, all),
  headroom: ({ context }, { days = 31 }) => headroomView(context, days),
  queues: ({ context }, { router }) => queuesView(context, router),
  'queue-tree': ({ context }, { router }) => queueTreeView(context, router),
  adoption: ({ context }, { router }) =>
    context.office.routers
      .filter((r) => router === undefined || r.name === router)
      .flatMap((r) => adoptionRows(context, r.name)),
  agencies: ({ context }) => agenciesView(context),
  audit: (lookout, { from = 1, count = 100, number }) => {
    return auditEntries(lookout.context, from, count, number === undefined ? null : found(lookout, number).request.id);
  },
  'audit-check': ({ context }) => auditCheck(context),
  reports: ({ context, reportFolder }) => context.ledger.reports().map((r) => ({ ...r, folder: reportFolder })),
  checkup: ({ peers, context }) =>
    checkup(peers, [
      ...context.office.routers.flatMap(({ name }) => [
        ...context.ledger.findings(name),
        ...uplinkFindings(context, name),
        ...contractFindings(context, name),
        ...measurementFindings(context, name),
        ...poolFindings(context, name),
        ...columnFindings(context, name),
        ...limitFindings(context, name),
      ]),
      ...flowFindings(context),
    ]),
  filed: ({ context }, { key }) => {
    const ticketId = context.ledger.cursor(`filed:${key}`);
    return { number: ticketId === '' ? null : (context.ledger.requestsOfTicket(ticketId)[0]?.request.number ?? null) };
  },
};

/**
 * Answers one question of the local API. The caller has already checked the form of `asked`. Throws the Fault of the
 * view, e.g. `request/no-such`.
 */
export async function answer<N extends QuestionName>(
  lookout: Lookout,
  name: N,
  asked: AskedOf<N>,
): Promise<AnswerOf<N>> {
  return ANSWERS[name](lookout, asked);
}

function found({ context }: Lookout, number: string): RequestRecord {
  return findRequest(context.ledger, number, context.office.profile);
}
