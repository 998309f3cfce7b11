import type { ReadContext } from '../assessment/read-context.ts';
import type { Reading, Subject } from '../domain/counters/reading.ts';
import { type Finding, finding } from '../domain/finding.ts';
import { after, MINUTE, span } from '../domain/moment.ts';

/** A proof takes effect at the next visit of the meter. */
const AT_WORK = span(10 * MINUTE);

/**
 * Says whether it is proven which SNMP column of a router's queues counts the download (MIKROTIK-MIB
 * mtxrQueueSimpleBytesIn): `unsettled` (warn), settled (ok), or proven otherwise than the setting says (alarm). No
 * finding for a router whose queues are not read.
 */
export function columnFindings(context: ReadContext, router: string): readonly Finding[] {
  const { samples, ledger } = context;
  const subjects: readonly Subject[] = [
    ...ledger
      .lines()
      .filter((line) => line.router === router)
      .map((line): Subject => `line:${line.id}`),
    ...ledger
      .pools()
      .filter((pool) => pool.router === router)
      .map((pool): Subject => `pool:${pool.id}`),
  ];
  const newest = subjects.reduce<Reading | undefined>((found, subject) => {
    const last = samples.last(subject);
    return last?.bytesIn === undefined || (found !== undefined && found.at >= last.at) ? found : last;
  }, undefined);
  const used = newest?.bytesIn;
  if (newest === undefined || used === undefined) return [];
  const proven = samples.columns(router);
  if (proven === undefined) return [finding('meter/columns-unsettled', 'warn', router, { used })];
  const { bytesIn, version, at, queues } = proven;
  return bytesIn !== used && newest.at > after(at, AT_WORK)
    ? [finding('meter/columns-against-setting', 'alarm', router, { bytesIn, used, version, queues })]
    : [finding('meter/columns-settled', 'ok', router, { bytesIn, version, at, queues })];
}
