import type { Finding } from '../domain/finding.ts';

/** Anything outside that can be asked whether all is well: router, meter, helpdesk, host. */
export interface Peer {
  readonly name: string;
  /** What was noticed; one `ok` finding when nothing was. Throws a Fault when it cannot be asked. */
  check(): Promise<readonly Finding[]>;
}
