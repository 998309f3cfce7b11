import type { DocumentKind } from './ticket.ts';

/** The checklist of SOP step 1, in the order of the office's list. */
export interface Checklist {
  readonly given: readonly DocumentKind[];
  readonly missing: readonly DocumentKind[];
}

/** What of the required documents is there and what is not. Documents that are not required are neither. */
export function checklist(required: readonly DocumentKind[], handedIn: readonly DocumentKind[]): Checklist {
  const wanted = [...new Set(required)];
  return {
    given: wanted.filter((kind) => handedIn.includes(kind)),
    missing: wanted.filter((kind) => !handedIn.includes(kind)),
  };
}
