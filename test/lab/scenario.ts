import { readFileSync } from 'node:fs';
import type { ExpectedTicket, ObservedMonth } from './scenario-ticket.ts';

/** Mbps as the agency sees them. */
export interface Mbps {
  readonly down: number;
  readonly up: number;
}

/** A queue as it stands on the router when the lab opens; `maxLimit` and `limitAt` are RouterOS words, up/down. */
export interface ScenarioQueue {
  readonly name: string;
  readonly parent: string;
  readonly targets: readonly string[];
  readonly maxLimit: string;
  readonly limitAt: string;
  readonly queueType: string;
  readonly comment: string;
}

export interface ScenarioAgency {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly class: 'shared' | 'dedicated';
  readonly kind: 'agency' | 'technical-unit' | 'district';
  readonly location: string;
  readonly access: string;
  readonly vlan: number;
  readonly subnets: readonly string[];
  readonly gateway: string;
  readonly allocationMbps: Mbps;
  readonly queue: ScenarioQueue;
  readonly profile: string;
  readonly peakDemandMbps: number;
  /** Monday 08-11 raises the demand by 18 %. */
  readonly mondayZoom: boolean;
  readonly nameEvidence: string;
  readonly observed: ObservedMonth;
}

export interface ScenarioUplink {
  readonly id: string;
  readonly name: string;
  readonly interface: string;
  readonly capacityMbps: Mbps;
  readonly publicAddress: string;
  readonly trafficShare: number;
}

export interface ForeignQueue {
  readonly order: number;
  readonly name: string;
  readonly parent: string | null;
  readonly targets: readonly string[];
  readonly maxLimit: string;
  readonly comment: string;
  readonly role: 'without-ticket' | 'pool' | 'catch-all';
}

export interface CapacityEvent {
  readonly id: string;
  readonly at: string;
  readonly uplink: string;
  readonly fromMbps: number;
  readonly toMbps: number;
  readonly documents: readonly string[];
  readonly poolQueue: { readonly name: string; readonly from: string; readonly to: string };
  readonly trafficSharesAfter: Readonly<Record<string, number>>;
  readonly recordedBy: string;
  readonly decidedBy: string;
  readonly promiseLeftBeforeMbps: number;
  readonly promiseLeftAfterMbps: number;
  readonly recheckOrder: readonly string[];
}

export type DayName = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday';
export type DayHours = Readonly<Partial<Record<DayName, readonly (readonly [string, string])[]>>>;

export interface ScenarioCalendar {
  readonly workingHours: { readonly normal: DayHours; readonly ramadan: DayHours };
  readonly ramadanPeriods: readonly { readonly from: string; readonly until: string; readonly basis: string }[];
  readonly holidays: readonly {
    readonly date: string;
    readonly kind: 'national' | 'joint-leave';
    readonly name: string;
  }[];
  readonly source: string;
}

export interface ScenarioFault {
  readonly id: string;
  readonly kind: string;
  readonly at: string | null;
  readonly minutes: number | null;
  readonly ticket: string | null;
  readonly what: string;
  readonly expected: string;
  readonly uplink?: string;
  readonly queue?: { readonly from: string; readonly to: string };
}

export interface Scenario {
  readonly about: string;
  readonly timeZone: string;
  readonly calendar: ScenarioCalendar;
  readonly sla: {
    readonly matrix: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly targets: Readonly<
      Record<string, { readonly hours: string; readonly respondMinutes: number; readonly resolveMinutes: number }>
    >;
    readonly pausedIn: readonly string[];
  };
  readonly policy: Readonly<
    Record<
      | 'reserve'
      | 'sharedRatio'
      | 'busyLimit'
      | 'activity'
      | 'needP95MinPercent'
      | 'needSaturatedMinPercent'
      | 'documentsWorkingDays'
      | 'offerWorkingDays'
      | 'expiryWarningHours'
      | 'endToleranceMinutes',
      number
    >
  >;
  readonly router: {
    readonly identity: string;
    readonly model: string;
    readonly loopback: string;
    readonly management: string;
    readonly interfaces: readonly { readonly name: string; readonly role: 'uplink' | 'distribution' }[];
  };
  readonly pathMode: 'balanced';
  readonly uplinks: readonly ScenarioUplink[];
  readonly initialCapacity: Readonly<
    Record<
      'totalMbps' | 'allocatedMbps' | 'oversubscription' | 'busyP95Mbps' | 'weekendP95Mbps' | 'busyP95UpMbps',
      number
    >
  >;
  /** 24 multipliers of the peak demand, one an hour of local time, joined by straight lines. */
  readonly profiles: Readonly<Record<string, readonly number[]>>;
  readonly weekendFactor: Readonly<Record<string, number>>;
  readonly agencies: readonly ScenarioAgency[];
  readonly offNetworkAgencies: readonly Readonly<
    Record<'id' | 'code' | 'name' | 'kind' | 'access' | 'nameEvidence', string>
  >[];
  readonly foreignQueues: readonly ForeignQueue[];
  readonly capacityEvents: readonly CapacityEvent[];
  readonly tickets: readonly ExpectedTicket[];
  readonly finalAllocationMbps: Readonly<Record<string, number>>;
  readonly faults: readonly ScenarioFault[];
}

/** The demo month: 26 agencies, 2 uplinks, 12 tickets with their expected ends, 8 faults. Example data. */
export function loadScenario(): Scenario {
  return JSON.parse(readFileSync(new URL('./scenario.json', import.meta.url), 'utf8')) as Scenario;
}
