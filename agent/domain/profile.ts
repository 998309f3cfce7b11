import type { DocumentCode } from './request.ts';
import type { Bps } from './rate.ts';

/** How this office carries out the SOP. The shipped profile is that of Katingan. */
export interface Profile {
  /** Name of the office in notices and reports. */
  readonly office: string;
  /**
   * Which requests need the disposition of the department head (SOP step 3): all, or only those that came by letter.
   */
  readonly disposition: 'always' | 'letters';
  /** Up to this addition, in bit/s of the larger direction, a computer specialist may approve as well. null: never. */
  readonly delegatedUpTo: Bps | null;
  /** Above this addition, in bit/s of the larger direction, only the department head approves. null: never. */
  readonly headAbove: Bps | null;
  /** Documents that every request needs (SOP step 1). */
  readonly required: readonly DocumentCode[];
  /**
   * `separate`: who checked a request may not approve it. `recorded-exception`: the checker may approve, but only with
   * a superior's document.
   */
  readonly duties: 'separate' | 'recorded-exception';
  /** Numbers of requests and incidents: prefix (`BW` in `BW-2026-0041`) and first number of the sequence. */
  readonly numbering: {
    readonly request: { readonly prefix: string; readonly first: number };
    readonly incident: { readonly prefix: string; readonly first: number };
  };
  /** Page on which the agency follows its request. Printed in notices. */
  readonly helpdeskUrl: string;
}
