import type { Finding } from '../domain/finding.ts';

/** An outside system that can be checked: router, meter, helpdesk, host. */
export interface Peer {
  readonly name: string;
  /** Returns what was found wrong, or one finding of level `ok`. Throws a Fault when the check itself failed. */
  check(): Promise<readonly Finding[]>;
}
