import { readFile } from 'node:fs/promises';
import { Fault } from '../../../agent/domain/fault.ts';
import type { RouterOsOptions } from './routeros-options.ts';

/**
 * Options of node:tls `connect`, or undefined for the plain API. The router's certificate must be vouched for by the
 * given file; the chain and the name are checked, never skipped. Throws Fault `settings/missing` when the file cannot
 * be read.
 */
export async function tlsOf(tls: RouterOsOptions['tls']): Promise<object | undefined> {
  if (tls === false) return undefined;
  const { ca: file, servername } = tls;
  const ca = await readFile(file).catch((cause: unknown) => {
    throw new Fault('settings/missing', { file }, { cause });
  });
  return { ca, minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(servername === undefined ? {} : { servername }) };
}
