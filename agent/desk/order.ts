import type { PaperAuthority, OfficeRole } from '../domain/person.ts';
import type { DocumentKind, Ticket } from '../ticket/ticket.ts';
import type { PersonEvent } from '../workflow/event.ts';
import type { StageName } from '../workflow/stage.ts';

/** Events that a plain `raise` carries; the others come with content of their own. */
export type RaisedEvent = Exclude<PersonEvent, { readonly kind: 'corrected' | 'offered' | 'extended' }>;

/** Fields of a request's content, as typed; those left out stay as they are. */
export type Correction = Partial<
  Pick<Ticket, 'agency' | 'wantedDown' | 'wantedUp' | 'meaning' | 'duration' | 'windowFrom' | 'windowUntil' | 'targets'>
>;

export interface Stood {
  readonly number: string;
  readonly stage: StageName;
}

/** One adopted row: the queue on the router and the line or pool it becomes. */
export interface Adopted {
  readonly queue: string;
  readonly owner: string;
}

/** The writing half of the local API: POST /order/NAME with `body`, answered by `done`. `paper`: on whose authority, when not one's own. */
export interface Orders {
  readonly raise: { body: { readonly number: string; readonly event: RaisedEvent; readonly paper: PaperAuthority | null }; done: Stood };
  readonly correct: {
    body: { readonly number: string; readonly correction: Correction; readonly paper: PaperAuthority | null };
    done: Stood;
  };
  /** Rates as typed; null: the largest offer of the last decision. */
  readonly offer: {
    body: { readonly number: string; readonly down: string | null; readonly up: string | null; readonly paper: PaperAuthority | null };
    done: Stood;
  };
  readonly extend: { body: { readonly number: string; readonly until: string; readonly paper: PaperAuthority | null }; done: Stood };
  readonly check: { body: { readonly number: string }; done: Stood };
  /** Files for an agency by letter, phone or at the counter; `key` makes it happen once. */
  readonly file: {
    body: {
      readonly key: string;
      readonly ticket: Omit<Ticket, 'id' | 'revision' | 'openedAt' | 'recordedBy'> & { readonly receivedAt: string };
    };
    done: { readonly key: string };
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
      /** New limit of a pool queue that follows; null: as before. */
      readonly pool: { readonly id: string; readonly down: string; readonly up: string } | null;
      readonly paper: PaperAuthority | null;
    };
    done: { readonly uplink: string };
  };
  readonly adopt: {
    body: { readonly router: string; readonly rows: readonly Adopted[]; readonly paper: PaperAuthority | null };
    done: { readonly planned: number };
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
      readonly router: string;
      readonly owner: string;
      readonly how: 'restore' | 'register';
      readonly reason: string;
      readonly paper: PaperAuthority | null;
    };
    done: { readonly owner: string };
  };
  readonly delegate: {
    body: { readonly person: string; readonly role: OfficeRole; readonly from: string; readonly until: string; readonly letter: string };
    done: { readonly person: string };
  };
  readonly report: {
    body: { readonly kind: 'weekly' | 'monthly'; readonly from: string | null };
    done: { readonly from: string; readonly until: string };
  };
}

export type OrderName = keyof Orders;
export type BodyOf<N extends OrderName> = Orders[N]['body'];
export type DoneOf<N extends OrderName> = Orders[N]['done'];
