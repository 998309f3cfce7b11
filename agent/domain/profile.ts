import type { DocumentCode } from './request.ts';
import type { Bps } from './rate.ts';

/** The office's variant of the SOP. Katingan's is the shipped one. */
export interface Profile {
  readonly office: string;
  /** Whether the department head disposes every request or only those that came by letter. */
  readonly disposition: 'always' | 'letters';
  /** Up to this total addition the division head may let a computer specialist approve; null: never. */
  readonly delegatedUpTo: Bps | null;
  /** Above this total addition the department head approves; null: never. */
  readonly headAbove: Bps | null;
  readonly required: readonly DocumentCode[];
  /** `recorded-exception`: the checker may approve, only with a superior's document. */
  readonly duties: 'separate' | 'recorded-exception';
  readonly numbering: {
    readonly request: { readonly prefix: string; readonly first: number };
    readonly incident: { readonly prefix: string; readonly first: number };
  };
  /** Where the agency follows its request; printed in notices. */
  readonly helpdeskUrl: string;
}
