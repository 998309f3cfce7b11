import { REPORT_ONLY } from '../../agent/domain/drift-plan.ts';
import { MINUTE, span } from '../../agent/domain/moment.ts';
import type { Office, RouterPlan } from '../../agent/domain/office.ts';
import type { Person } from '../../agent/domain/person.ts';
import { DEFAULT_POLICY } from '../../agent/domain/policy.ts';
import type { Profile } from '../../agent/domain/profile.ts';

/** People of the test office: one for each role. */
export const PEOPLE: readonly Person[] = [
  { id: 'kadis', user: 'kadis', roles: ['department-head'] },
  { id: 'kabid', user: 'kabid', roles: ['division-head'] },
  { id: 'prakom', user: 'prakom', roles: ['computer-specialist'] },
  { id: 'support', user: 'support', roles: ['technical-support'] },
];

/** An office that asks for no papers and numbers from one: for what is not about the SOP. */
export const PLAIN_PROFILE: Profile = {
  office: 'Kantor uji',
  disposition: 'always',
  delegatedUpTo: null,
  headAbove: null,
  required: [],
  duties: 'separate',
  numbering: { request: { prefix: 'BW', first: 1 }, incident: { prefix: 'IN', first: 1 } },
  helpdeskUrl: 'http://helpdesk.example',
};

/** An office that asks for all three papers of SOP step 1; its first request is BW-2026-0041. */
export const SOP_PROFILE: Profile = {
  ...PLAIN_PROFILE,
  required: ['letter', 'technical-data', 'justification'],
  numbering: { request: { prefix: 'BW', first: 41 }, incident: { prefix: 'IN', first: 17 } },
};

/** The router `core`, written by the agent, with no bound that a test does not set. */
export function routerPlan(change: Partial<RouterPlan> = {}): Required<RouterPlan> {
  return {
    name: 'core',
    mode: 'apply',
    dryRun: false,
    management: ['10.99.0.0/16'],
    wordsPerOp: 4,
    writesPerHour: 100,
    movedPerHour: null,
    secondApproverAbove: null,
    loginRetry: span(30 * MINUTE),
    quiet: span(15_000),
    freezes: [],
    massDrift: 3,
    drift: REPORT_ONLY,
    ...change,
  };
}

/** An office with one uplink, isp-a, on one router, and nobody in it. */
export function officeOf(change: Partial<Office> & Pick<Office, 'calendar'>): Required<Office> {
  return {
    profile: PLAIN_PROFILE,
    policy: DEFAULT_POLICY,
    uplinks: [{ id: 'isp-a', name: 'ISP-A', router: 'core', interface: 'ether1' }],
    routers: [routerPlan()],
    people: [],
    language: 'id',
    ...change,
  };
}
