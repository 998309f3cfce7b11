import type { Moment, Window } from '../../domain/moment.ts';
import type { PaperAuthority, OfficeRole } from '../../domain/person.ts';
import type { LinePlan } from '../../planning/line-plan.ts';
import type { DocumentKind, Ticket } from '../../ticket/ticket.ts';
import type { OfficeCorrection } from '../../ticket/ticket-fields.ts';
import type { PersonEvent } from '../../workflow/event.ts';
import type { StageName } from '../../workflow/stage.ts';

/**
 * Events of a request that the order `raise` can carry. The excluded events have orders of their own; `ratified` is
 * made from a second `approved`.
 */
export type RaisedEvent = Exclude<PersonEvent, { readonly kind: 'corrected' | 'offered' | 'extended' | 'ratified' }>;

/**
 * Corrected fields of a request, as typed. Fields left out stay as they are. `recordedBy`: id of the member of the
 * office who filed it; named once, where that is not known.
 */
export type Correction = Partial<OfficeCorrection> & { readonly recordedBy?: string };

/** Number of a request and its stage after the order. */
export interface Stood {
  readonly number: string;
  readonly stage: StageName;
}

/** A change that the office makes to a line or pool without a request. Rates, targets and names are given as typed. */
export type LineChange =
  | { readonly kind: 'reduce'; readonly line: string; readonly down: string; readonly up: string }
  /** New queue name or targets; null: unchanged. */
  | { readonly kind: 'reshape'; readonly owner: string; readonly queue: string | null; readonly targets: string | null }
  | {
      readonly kind: 'add';
      readonly line: string;
      readonly agency: string;
      /** Id of the pool above the new line. The line gets the pool's router and path. */
      readonly pool: string;
      readonly queue: string;
      readonly targets: string;
      readonly service: 'shared' | 'dedicated';
      readonly down: string;
      readonly up: string;
    }
  | { readonly kind: 'remove'; readonly line: string }
  /** Moves the queue to right before the queue `before`; null: before the queue that takes its traffic now. */
  | { readonly kind: 'move'; readonly owner: string; readonly before: string | null }
  /** Takes back what an op wrote whose outcome people had to judge. */
  | { readonly kind: 'compensate'; readonly op: number };

/** A hand-made queue to adopt: its name on the router, and the id of the line or pool that it becomes. */
export interface Adopted {
  readonly queue: string;
  readonly owner: string;
}

/**
 * The orders of the local API: `POST /order/NAME` with `body`, answered by `done`. `paper`: the official on whose
 * signed document the order is given; null: on the person's own authority.
 */
export interface Orders {
  /** Raises an event of a request, such as an approval. */
  readonly raise: {
    body: { readonly number: string; readonly event: RaisedEvent; readonly paper: PaperAuthority | null };
    done: Stood;
  };
  /** Corrects the content of a request. */
  readonly correct: {
    body: { readonly number: string; readonly correction: Correction; readonly paper: PaperAuthority | null };
    /** The window as it is now understood; null: none, or it must be asked. */
    done: Stood & { readonly window: Window | null };
  };
  /**
   * Offers a part of what was requested. Rates as typed. `down` null: the largest part that fits now. `up` null: same
   * as `down`.
   */
  readonly offer: {
    body: {
      readonly number: string;
      readonly down: string | null;
      readonly up: string | null;
      readonly paper: PaperAuthority | null;
    };
    done: Stood;
  };
  /** Extends a temporary grant until a later local time, as typed. */
  readonly extend: {
    body: { readonly number: string; readonly until: string; readonly paper: PaperAuthority | null };
    done: Stood & { readonly window: Window | null };
  };
  /** Runs the availability check again. */
  readonly check: { body: { readonly number: string }; done: Stood };
  /**
   * Files a ticket for an agency that came by letter, by phone or in person. An order with a known `key` does nothing.
   */
  readonly file: {
    body: {
      readonly key: string;
      readonly ticket: Omit<Ticket, 'id' | 'revision' | 'openedAt' | 'recordedBy'> & { readonly receivedAt: string };
    };
    /** `receivedAt`: as read. */
    done: { readonly key: string; readonly receivedAt: Moment };
  };
  /** Records documents that the agency handed in. */
  readonly answer: { body: { readonly number: string; readonly documents: readonly DocumentKind[] }; done: Stood };
  /** Records a contract of an uplink, with shares and a pool limit that begin with it. */
  readonly contract: {
    body: {
      readonly uplink: string;
      readonly down: string;
      readonly up: string;
      /** Begin in local time as typed; null: now. `until` null: no end. */
      readonly from: string | null;
      readonly until: string | null;
      readonly document: string;
      /** New shares of the balanced path by uplink, per mille, 1000 in all; null: unchanged. */
      readonly shares: Readonly<Record<string, number>> | null;
      /**
       * A pool whose limit changes with the contract; null: none. `down` null: 97 % of the contracts of its path. `up`
       * null: same as `down`.
       */
      readonly pool: { readonly id: string; readonly down: string | null; readonly up: string | null } | null;
      readonly paper: PaperAuthority | null;
    };
    /** From and until as read. */
    done: { readonly uplink: string; readonly from: Moment; readonly until: Moment | null };
  };
  /** Adopts hand-made queues of a router. */
  readonly adopt: {
    body: { readonly router: string; readonly rows: readonly Adopted[]; readonly paper: PaperAuthority | null };
    done: { readonly planned: number };
  };
  readonly 'change-line': {
    /** `shown`: hash of the plan that the person confirms; null: only show the plan. */
    body: {
      readonly change: LineChange;
      readonly reason: string;
      readonly shown: string | null;
      readonly paper: PaperAuthority | null;
    };
    done: LinePlan & { readonly recorded: boolean };
  };
  readonly 'import-agencies': {
    /** Rows of the office's CSV by column name; `row` is the line number in the file. `dryRun`: only check them. */
    body: {
      readonly rows: readonly { readonly row: number; readonly fields: Readonly<Record<string, string>> }[];
      readonly dryRun: boolean;
    };
    done: { readonly agencies: number; readonly lines: number; readonly pools: number };
  };
  readonly 'resolve-drift': {
    body: {
      /** null: the router of the line or pool. */
      readonly router: string | null;
      readonly owner: string;
      /** `restore` the approved values, `register` what was found, or accept the restore that the agent `proposed`. */
      readonly how: 'restore' | 'register' | 'proposed';
      /** Reason, or the number of a request; null only when accepting a proposal. */
      readonly reason: string | null;
      readonly paper: PaperAuthority | null;
    };
    done: { readonly owner: string };
  };
  /** Ends a write freeze after a ledger–router mismatch. */
  readonly 'accept-drift': {
    body: { readonly router: string; readonly reason: string; readonly paper: PaperAuthority | null };
    done: { readonly router: string };
  };
  /** Hands a role to a person for a time (Plt., Plh.). */
  readonly delegate: {
    body: {
      readonly person: string;
      readonly role: OfficeRole;
      readonly from: string;
      readonly until: string;
      readonly letter: string;
    };
    /** From and until as read. */
    done: { readonly person: string; readonly from: Moment; readonly until: Moment };
  };
  /** Orders a report. `from`: a day of the wanted period; null: the running period. */
  readonly report: {
    body: { readonly kind: 'weekly' | 'monthly'; readonly from: string | null };
    done: { readonly from: string; readonly until: string };
  };
}

/** Name of an order, such as `raise`. */
export type OrderName = keyof Orders;
/** Content of the order named N. */
export type BodyOf<N extends OrderName> = Orders[N]['body'];
/** Answer to the order named N. */
export type DoneOf<N extends OrderName> = Orders[N]['done'];
