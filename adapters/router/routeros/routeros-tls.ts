import { readFile } from 'node:fs/promises';
import { Fault } from '../../../agent/domain/fault.ts';
import type { RouterOsOptions } from './routeros-options.ts';

/**
 * Makes the options of `tls.connect`; undefined for the plain API. `ca` is the router's certificate or the CA that
 * signed it. Chain and name are always checked. Throws Fault `settings/missing` when the file cannot be read.
 */
export async function tlsOf(tls: RouterOsOptions['tls']): Promise<object | undefined> {
  if (tls === false) return undefined;
  const { ca: file, servername } = tls;
  const ca = await readFile(file).catch((cause: unknown) => {
    throw new Fault('settings/missing', { file }, { cause });
  });
  return { ca, minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(servername === undefined ? {} : { servername }) };
}
