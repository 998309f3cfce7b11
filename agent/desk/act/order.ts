import type { Moment, Window } from '../../domain/moment.ts';
import type { PaperAuthority, OfficeRole } from '../../domain/person.ts';
import type { LinePlan } from '../../planning/line-plan.ts';
import type { DocumentKind, Ticket } from '../../ticket/ticket.ts';
import type { OfficeCorrection } from '../../ticket/ticket-fields.ts';
import type { PersonEvent } from '../../workflow/event.ts';
import type { StageName } from '../../workflow/stage.ts';

/**
 * Events that a plain `raise` carries; the others come with content of their own, and `ratified` is a second
 * `approved`.
 */
export type RaisedEvent = Exclude<PersonEvent, { readonly kind: 'corrected' | 'offered' | 'extended' | 'ratified' }>;

/**
 * Fields of a request's content, as typed; those left out stay as they are. `recordedBy`: the member of the office who
 * filed it, to be named once where that is not known.
 */
export type Correction = Partial<OfficeCorrection> & { readonly recordedBy?: string };

export interface Stood {
  readonly number: string;
  readonly stage: StageName;
}

/** What the office changes about a line or pool. Rates, targets and names as typed. */
export type LineChange =
  | { readonly kind: 'reduce'; readonly line: string; readonly down: string; readonly up: string }
  /** null: as it is. */
  | { readonly kind: 'reshape'; readonly owner: string; readonly queue: string | null; readonly targets: string | null }
  | {
      readonly kind: 'add';
      readonly line: string;
      readonly agency: string;
      /** The pool it goes below; its router and path are the line's. */
      readonly pool: string;
      readonly queue: string;
      readonly targets: string;
      readonly service: 'shared' | 'dedicated';
      readonly down: string;
      readonly up: string;
    }
  | { readonly kind: 'remove'; readonly line: string }
  /** `before` null: the queue that takes its traffic now. */
  | { readonly kind: 'move'; readonly owner: string; readonly before: string | null }
  /** Takes back what an op wrote that was put before people. */
  | { readonly kind: 'compensate'; readonly op: number };

/** One adopted row: the queue on the router and the line or pool it becomes. */
export interface Adopted {
  readonly queue: string;
  readonly owner: string;
}

/**
 * The writing half of the local API: POST /order/NAME with `body`, answered by `done`. `paper`: on whose authority,
 * when not one's own.
 */
export interface Orders {
  readonly raise: {
    body: { readonly number: string; readonly event: RaisedEvent; readonly paper: PaperAuthority | null };
    done: Stood;
  };
  readonly correct: {
    body: { readonly number: string; readonly correction: Correction; readonly paper: PaperAuthority | null };
    /** The window as it is now understood; null: none, or it must be asked. */
    done: Stood & { readonly window: Window | null };
  };
  /** Rates as typed; null: the largest offer of the last decision. */
  readonly offer: {
    body: {
      readonly number: string;
      readonly down: string | null;
      readonly up: string | null;
      readonly paper: PaperAuthority | null;
    };
    done: Stood;
  };
  readonly extend: {
    body: { readonly number: string; readonly until: string; readonly paper: PaperAuthority | null };
    done: Stood & { readonly window: Window | null };
  };
  readonly check: { body: { readonly number: string }; done: Stood };
  /** Files for an agency by letter, phone or at the counter; `key` makes it happen once. */
  readonly file: {
    body: {
      readonly key: string;
      readonly ticket: Omit<Ticket, 'id' | 'revision' | 'openedAt' | 'recordedBy'> & { readonly receivedAt: string };
    };
    /** `receivedAt`: as read. */
    done: { readonly key: string; readonly receivedAt: Moment };
  };
  readonly answer: { body: { readonly number: string; readonly documents: readonly DocumentKind[] }; done: Stood };
  readonly contract: {
    body: {
      readonly uplink: string;
      readonly down: string;
      readonly up: string;
      /** Local time as typed; null: now. */
      readonly from: string | null;
      readonly until: string | null;
      readonly document: string;
      /** New shares of the balanced path by uplink, whole per mille; null: as before. */
      readonly shares: Readonly<Record<string, number>> | null;
      /**
       * A pool queue whose limit follows; null: as before. Its rates null: 97 % of what its path is then contracted
       * for.
       */
      readonly pool: { readonly id: string; readonly down: string | null; readonly up: string | null } | null;
      readonly paper: PaperAuthority | null;
    };
    /** From and until as read. */
    done: { readonly uplink: string; readonly from: Moment; readonly until: Moment | null };
  };
  readonly adopt: {
    body: { readonly router: string; readonly rows: readonly Adopted[]; readonly paper: PaperAuthority | null };
    done: { readonly planned: number };
  };
  readonly 'change-line': {
    /** `shown`: hash of the plan that the person saw; null: only show it. */
    body: {
      readonly change: LineChange;
      readonly reason: string;
      readonly shown: string | null;
      readonly paper: PaperAuthority | null;
    };
    done: LinePlan & { readonly recorded: boolean };
  };
  readonly 'import-agencies': {
    /** Rows of the office's CSV by column name; `row` is its line in the file. */
    body: {
      readonly rows: readonly { readonly row: number; readonly fields: Readonly<Record<string, string>> }[];
      readonly dryRun: boolean;
    };
    done: { readonly agencies: number; readonly lines: number; readonly pools: number };
  };
  readonly 'resolve-drift': {
    body: {
      /** null: the one on which the owner is. */
      readonly router: string | null;
      readonly owner: string;
      /** `proposed`: restore, as the standing proposal says. */
      readonly how: 'restore' | 'register' | 'proposed';
      /** Why, or the number of a request; may be left out where a proposal is accepted. */
      readonly reason: string | null;
      readonly paper: PaperAuthority | null;
    };
    done: { readonly owner: string };
  };
  /** Lets writing go on where it was stopped since router and books tell two stories. */
  readonly 'accept-drift': {
    body: { readonly router: string; readonly reason: string; readonly paper: PaperAuthority | null };
    done: { readonly router: string };
  };
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
  readonly report: {
    body: { readonly kind: 'weekly' | 'monthly'; readonly from: string | null };
    done: { readonly from: string; readonly until: string };
  };
}

export type OrderName = keyof Orders;
export type BodyOf<N extends OrderName> = Orders[N]['body'];
export type DoneOf<N extends OrderName> = Orders[N]['done'];
