/** What four weeks of 5-min rates in working hours say about one line. */
export interface ObservedMonth {
  readonly period: string;
  readonly meanMbps: number;
  readonly p95Mbps: number;
  readonly p95PercentOfAllocation: number;
  readonly percentSamplesAbove90: number;
  readonly needProven: boolean;
}

export interface TicketWindow {
  readonly from: string;
  readonly until: string;
}

/** The availability check of a permanent request, in Mbps of the download direction, rounded to one decimal. */
export interface ExpectedCheck {
  readonly form: 'permanent';
  readonly capacityMbps: number;
  readonly promisedMbps: number;
  readonly promisableMbps: number;
  readonly promiseLeftMbps: number;
  readonly additionMbps: number;
  readonly additionPromisedMbps: number;
  readonly promisedEnough: boolean;
  readonly busyP95Mbps: number;
  readonly projectedP95Mbps: number;
  readonly p95LimitMbps: number;
  readonly measuredEnough: boolean;
  readonly verdict: 'enough' | 'not-enough';
  readonly largestAdditionMbps: number;
}

/** The check of a temporary window; its figures are unraised and rounded, so only the verdict is to be compared. */
export interface ExpectedWindowCheck {
  readonly form: 'window';
  readonly basis: string;
  readonly windowP95Mbps: number;
  readonly additionMbps: number;
  readonly projectedMbps: number;
  readonly p95LimitMbps: number;
  readonly verdict: 'enough' | 'not-enough';
}

/** One step of the expected course: who did what when, and the notices that went out. */
export interface FlowStep {
  readonly at: string;
  readonly actor:
    | 'agency'
    | 'department-head'
    | 'division-head'
    | 'computer-specialist'
    | 'technical-support'
    | 'agent';
  readonly step: string;
  readonly note: string;
  readonly notices: readonly string[];
}

export interface ExpectedOutcome {
  readonly priority: 'P1' | 'P2' | 'P3' | 'P4';
  readonly respondBy: string;
  readonly resolveByWithoutPauses: string;
  readonly check: ExpectedCheck | ExpectedWindowCheck | null;
  readonly recheck?: ExpectedCheck;
  readonly need?: ObservedMonth;
  readonly recommendation?: string;
  readonly registeredTargets?: readonly string[];
  readonly claimedTargetsOwner?: string;
  readonly duplicateOf?: string;
  readonly offerMbps?: number;
  readonly allocationAfterOfferMbps?: number;
  readonly allocationInWindowMbps?: number;
  readonly cause?: string;
  readonly note?: string;
  readonly finalAllocationMbps: number | null;
  readonly firstHumanResponse: string;
  readonly responseTarget: 'met' | 'missed';
  readonly flow: readonly FlowStep[];
}

/** A ticket as the agency files it, and how it must end. */
export interface ExpectedTicket {
  readonly id: string;
  readonly branch: string;
  readonly channel: 'helpdesk' | 'letter' | 'phone' | 'whatsapp';
  readonly receivedAt: string;
  readonly agency: string;
  readonly kind: 'permanent' | 'temporary' | 'incident';
  readonly window?: TicketWindow;
  readonly correctedWindow?: TicketWindow;
  readonly fromMbps: number | null;
  readonly wantedMbps: number;
  readonly reason: string;
  readonly documents: {
    readonly letter: boolean;
    readonly technicalData: boolean;
    readonly justification: boolean;
  } | null;
  readonly claimedTargets: readonly string[];
  readonly impact: 'high' | 'medium' | 'low';
  readonly urgency: 'high' | 'medium' | 'low';
  readonly expected: ExpectedOutcome;
}
