// (table)
import { momentOf, type Moment } from '../../agent/domain/moment.ts';
import { DEFAULT_POLICY } from '../../agent/domain/policy.ts';
import { bps, mbps, perMille, rate } from '../../agent/domain/rate.ts';
import type { StoredDecision } from '../../agent/ports/ledger.ts';
import type { AdoptionRow } from '../../agent/planning/adoption.ts';
import type { AgencyRow } from '../../agent/views/agencies-view.ts';
import type { CapacityView } from '../../agent/views/capacity-view.ts';
import type { LiveView } from '../../agent/views/live-view.ts';
import type { RequestPlan } from '../../agent/planning/request-plan.ts';
import type { QueueTree } from '../../agent/views/queue-tree-view.ts';
import type { QueueRow } from '../../agent/views/queues-view.ts';
import type { RequestView } from '../../agent/views/request-view.ts';
import type { RequestRow } from '../../agent/views/requests-view.ts';
import type { StatusView } from '../../agent/views/status-view.ts';
import type { UplinkRow } from '../../agent/views/uplinks-view.ts';
import { alike, requestRow } from '../office/sample-rows.ts';

/** 4 May 2026 in the office's zone. */
export const at = (time: string): Moment => momentOf(`2026-05-04T${time}:00+07:00`);

const figure = { hours: 'working', bits: 380_000_000, valid: 2090, expected: 2100, lostDays: 0 } as const;
const busy = {
  kind: 'known',
  bits: 380_000_000,
  figures: [figure, { ...figure, hours: 'all', bits: 301_500_000, valid: 8000, expected: 8064 }],
} as const;
const direction = {
  delta: 60_000_000,
  busy,
  raised: bps(7_000_000),
  growth: bps(2_500_000),
  live: { kind: 'known', bits: bps(355_000_000), ageMs: 95_000 },
  idle: bps(0),
  own: null,
  promised: {},
} as const;
const key = { bound: 'isp-a', direction: 'down', saturated: false, instant: null } as const;

/** Not enough by one bit; the promised key has room. */
export const DECISION: StoredDecision = {
  id: 9,
  request: 41,
  at: at('10:30'),
  by: 'agent',
  terms: {
    formula: 1,
    at: at('10:30'),
    line: 'dinkes',
    service: 'shared',
    path: { kind: 'pinned', uplink: 'isp-a' },
    window: null,
    inForce: alike(40),
    wanted: alike(100),
    policy: DEFAULT_POLICY,
    bounds: [
      {
        kind: 'uplink',
        name: 'isp-a',
        share: perMille(1000),
        shareNow: perMille(1000),
        capacity: alike(500),
        operational: true,
      },
    ],
    directions: { down: direction, up: { ...direction, delta: 0 } },
    blind: [],
  },
  decision: {
    verdict: 'not-enough',
    keys: [
      { ...key, key: 'measured', demand: bps(425_000_001), limit: bps(425_000_000), pass: false },
      { ...key, key: 'promised', demand: bps(428_571_429), limit: bps(450_000_000), pass: true },
    ],
    failed: [{ ...key, key: 'measured', demand: bps(425_000_001), limit: bps(425_000_000), pass: false }],
  },
  need: { kind: 'proven', p95: bps(38_000_000), allocation: bps(40_000_000), nearLimit: 210, samples: 2090 },
  offer: alike(95),
  earliest: at('13:00'),
};

export const ENOUGH: StoredDecision = {
  ...DECISION,
  decision: {
    verdict: 'enough',
    keys: DECISION.decision.keys.map((k) => ({ ...k, demand: bps(400_000_000), pass: true })),
  },
  offer: null,
  earliest: null,
};

export const UNKNOWN: StoredDecision = {
  ...DECISION,
  decision: {
    verdict: 'unknown',
    keys: [],
    why: [
      { why: 'no-contract', uplink: 'isp-b' },
      { why: 'no-shares' },
      { why: 'contract-ends', uplink: 'isp-a', at: at('23:00') },
      { why: 'clock-suspect' },
      { why: 'coverage', direction: 'down', valid: 90, expected: 2100 },
      { why: 'few-days', direction: 'up', valid: 3, expected: 2100 },
      { why: 'no-samples', direction: 'up', valid: 0, expected: 2100 },
      { why: 'stale', direction: 'down', ageMs: 2_400_000 },
      { why: 'stale', direction: 'up', ageMs: null },
    ],
  },
  need: { kind: 'no-data' },
  offer: null,
  earliest: null,
};

export const REQUEST: RequestView = {
  request: {
    id: 41,
    ...requestRow({
      ticketId: 'T-0001',
      channel: 'letter',
      wanted: alike(100),
      documents: ['letter', 'justification'],
      reason: 'Jenuh pada jam kerja.',
      letterNumber: '005/12/2026',
      letterDate: '4 Mei 2026',
      recordedAt: at('08:12'),
    }),
  },
  agencyName: 'Dinas Kesehatan',
  stage: { at: 'assessed', verdict: 'enough', decision: 9, enough: true },
  sop: { step: '5', actor: 'division-head', clock: 'runs' },
  due: {
    responseBy: at('09:10'),
    respondedAt: at('08:40'),
    resolveBy: at('15:00'),
    resolvedAt: null,
    pauses: [],
    standing: false,
    provisional: true,
    responseMet: true,
    resolutionMet: null,
  },
  history: [
    {
      at: at('08:12'),
      stage: { at: 'received', outside: false },
      event: 'filed',
      actor: 'agency:dinkes',
      byOffice: false,
    },
  ],
  inForce: alike(40),
  decision: ENOUGH,
  survival: {
    lost: 'isp-a',
    onto: 'isp-b',
    keys: [{ ...key, bound: 'isp-b', key: 'measured', demand: bps(178_000_000), limit: bps(85_000_000), pass: false }],
    unknown: [],
  },
  planHash: 'ab'.repeat(32),
  allocation: null,
  ops: [],
  told: [
    { at: at('08:12'), kind: 'agency/received', sent: true },
    { at: at('10:31'), kind: 'division-head/enough', sent: false },
  ],
  wait: null,
  queueFindings: [],
  children: [],
};

export const PLAN: RequestPlan = {
  raises: [],
  number: 'BW-2026-0041',
  binding: {
    agency: 'dinkes',
    line: 'dinkes',
    queue: 'DINAS KESEHATAN',
    targets: ['10.62.20.0/24'],
    from: alike(40),
    to: alike(100),
    window: null,
  },
  hash: 'ab'.repeat(32),
  router: 'core',
  mode: 'apply',
  differences: [{ field: 'maxLimit', found: '40000000/40000000', wanted: '100000000/100000000' }],
  words: ['/queue/simple/set numbers="DINAS KESEHATAN" max-limit=100000000/100000000'],
  refusals: [],
  effects: [],
  conflict: null,
  wait: null,
};

export const ROW: RequestRow = {
  number: 'BW-2026-0041',
  kind: 'request',
  agency: 'DINKES',
  priority: 'P3',
  stage: 'assessed',
  step: '5',
  actor: 'division-head',
  since: at('10:30'),
  receivedAt: at('08:10'),
  inForce: alike(40),
  wanted: rate(mbps(12.5), mbps(10)),
  resolveBy: at('15:00'),
  clock: 'runs',
  late: false,
};

export const UPLINK: UplinkRow = {
  id: 'isp-a',
  name: 'ISP A',
  router: 'core',
  interface: 'ether1',
  contract: alike(500),
  contractUntil: at('23:00'),
  share: 625,
  operational: true,
  live: alike(355),
  busy: alike(380),
  room: rate(mbps(37.5), mbps(40)),
  ageMs: 95_000,
  port: { type: 23, speedMbps: 10, since: at('08:10'), passed: true },
  missed: [{ why: 'leap', count: 2, last: at('10:30') }],
};

export const STATUS: StatusView = {
  office: 'Diskominfo',
  version: '1.2.3',
  now: at('10:35'),
  uplinks: [UPLINK, { ...UPLINK, id: 'isp-b', operational: false, live: null, busy: null, room: null, ageMs: null }],
  routers: [
    {
      name: 'core',
      mode: 'apply',
      dryRun: true,
      version: '7.16',
      observedAt: at('10:34'),
      openOps: 1,
      duePlans: 2,
      findings: [{ code: 'queue/missing', level: 'alarm', subject: 'RSUD', facts: { owner: 'rsud' } }],
      outage: null,
      waits: [{ about: 'BW-2026-0041', wait: { why: 'freeze', until: at('18:00'), reason: 'HUT RI' } }],
    },
  ],
  waiting: [{ role: 'division-head', numbers: ['BW-2026-0041', 'BW-2026-0042'] }],
  late: ['BW-2026-0040'],
  unsent: 3,
  loops: [
    { name: 'measure', lastPass: at('10:34'), failing: 'meter/silent' },
    { name: 'assess', lastPass: at('10:34'), failing: null },
  ],
  provisionalCalendar: true,
};

export const LIVE: LiveView = {
  at: at('10:30'),
  uplinks: [{ id: 'isp-a', contract: alike(500), operational: true, now: alike(400), ageMs: 95_000 }],
  lines: [
    {
      line: 'dinkes',
      agency: 'DINKES',
      queue: 'DINAS KESEHATAN',
      uplinks: ['isp-a', 'isp-b'],
      allocation: alike(40),
      now: alike(39),
      ageMs: 95_000,
    },
    { line: 'rsud', agency: 'RSUD', queue: 'RSUD', uplinks: ['isp-a'], allocation: null, now: null, ageMs: null },
  ],
};

export const CAPACITY: CapacityView = {
  contracts: [{ uplink: 'isp-a', from: at('00:00'), until: null, rate: alike(500), document: 'KTR-7/2026' }],
  shares: [{ from: at('00:00'), shares: { 'isp-a': perMille(625), 'isp-b': perMille(375) } }],
  poolLimits: [{ pool: 'pool-pemda', from: at('00:00'), rate: alike(600) }],
};

export const QUEUE: QueueRow = {
  router: 'core',
  position: 0,
  name: 'DINAS KESEHATAN',
  owner: 'dinkes',
  agency: 'dinkes',
  desired: alike(100),
  observed: alike(40),
  targets: ['10.62.20.0/24'],
  findings: [
    {
      code: 'queue/differs',
      level: 'alarm',
      subject: 'DINAS KESEHATAN',
      facts: { field: 'maxLimit', expected: '100000000/100000000', found: '40000000/40000000' },
    },
  ],
  observedAt: at('10:34'),
  live: alike(39),
};

export const ADOPTION: readonly AdoptionRow[] = [
  {
    router: 'core',
    position: 0,
    queue: 'DINKES',
    targets: ['10.62.20.0/24'],
    parent: null,
    maxLimit: alike(40),
    limitAt: alike(0),
    comment: 'lama',
    owner: 'dinkes',
    agency: 'dinkes',
    verdict: 'adopt',
    differs: [],
    want: { name: 'DINKES', targets: ['10.62.20.0/24'], parent: null, maxLimit: alike(40), limitAt: alike(0) },
    why: null,
    whyOf: null,
    newComment: 'lama bwagent:dinkes',
    features: [],
  },
  {
    router: 'core',
    position: 1,
    queue: 'RSUD',
    targets: ['10.62.30.0/24'],
    parent: null,
    maxLimit: alike(80),
    limitAt: alike(80),
    comment: '',
    owner: 'rsud',
    agency: 'rsud',
    verdict: 'differs',
    differs: ['maxLimit'],
    want: { name: 'RSUD', targets: ['10.62.30.0/24'], parent: null, maxLimit: alike(100), limitAt: alike(80) },
    why: null,
    whyOf: null,
    newComment: null,
    features: [],
  },
  {
    router: 'core',
    position: 2,
    queue: '<pppoe-desa>',
    targets: ['<pppoe-desa>'],
    parent: null,
    maxLimit: alike(5),
    limitAt: alike(0),
    comment: '',
    owner: null,
    agency: null,
    verdict: 'dynamic',
    differs: [],
    want: null,
    why: 'ppp',
    whyOf: null,
    newComment: null,
    features: [],
  },
  {
    router: 'core',
    position: 3,
    queue: 'TEST ZOOM PAK',
    targets: ['10.62.20.50/32'],
    parent: null,
    maxLimit: alike(20),
    limitAt: alike(0),
    comment: '',
    owner: null,
    agency: 'dinkes',
    verdict: 'foreign',
    differs: [],
    want: null,
    why: null,
    whyOf: null,
    newComment: null,
    features: [],
  },
];

export const AGENCY: AgencyRow = {
  agency: 'dinkes',
  code: 'DINKES',
  name: 'Dinas Kesehatan',
  managed: true,
  line: 'dinkes',
  queue: 'DINAS KESEHATAN',
  targets: ['10.62.20.0/24'],
  service: 'shared',
  permanent: alike(40),
  temporary: null,
  openRequests: ['BW-2026-0041'],
};

const TOP = { queue: 'SEMUA', maxLimit: alike(300) };

/** A pool, below it a group, in the group a line; and two queues beside them that are nobody's. */
export const TREE: QueueTree = {
  router: 'core',
  observedAt: at('10:29'),
  queues: [
    {
      name: 'SEMUA',
      depth: 0,
      targets: [],
      maxLimit: alike(300),
      role: 'pool',
      owner: 'semua',
      agency: null,
      why: null,
      bounds: [],
    },
    {
      name: 'LANTAI 2',
      depth: 1,
      targets: ['10.62.20.0/22'],
      maxLimit: alike(0),
      role: 'group',
      owner: null,
      agency: null,
      why: null,
      bounds: [TOP],
    },
    {
      name: 'DINKES',
      depth: 2,
      targets: ['10.62.20.0/24', '10.62.21.0/24', '10.62.22.0/24', '10.62.23.0/24'],
      maxLimit: alike(40),
      role: 'line',
      owner: 'dinkes',
      agency: 'DINKES',
      why: null,
      bounds: [TOP],
    },
    {
      name: 'UNGGAH',
      depth: 0,
      targets: ['VLAN - TAMU'],
      maxLimit: rate(0, 5_000_000),
      role: 'line',
      owner: null,
      agency: null,
      why: null,
      bounds: [],
    },
    {
      name: 'KECIL',
      depth: 0,
      targets: ['10.62.30.5/32'],
      maxLimit: rate(10, 5),
      role: 'none',
      owner: null,
      agency: null,
      why: { why: 'tiny', of: '10/5' },
      bounds: [],
    },
  ],
};
