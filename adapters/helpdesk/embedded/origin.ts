import { isIP } from 'node:net';

/** What a browser says about where a form came from. */
export interface OriginWords {
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly host: string | undefined;
}

/**
 * True when a post may be taken: it comes from our own page, or from no browser at all. Browsers always send Origin
 * with a post (WHATWG Fetch §3.2) and, over https or on localhost, Sec-Fetch-Site (W3C Fetch Metadata). A name other
 * than the public one is not believed just because Host repeats it, since DNS rebinding could make both the attacker's;
 * a bare address cannot be rebound.
 */
export function sameOrigin({ origin, fetchSite, host }: OriginWords, publicUrl: string): boolean {
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') return false;
  if (origin === undefined) return true;
  if (origin === new URL(publicUrl).origin) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.host === host && isBare(from.hostname);
}

function isBare(hostname: string): boolean {
  return hostname === 'localhost' || isIP(hostname.replaceAll(/[[\]]/g, '')) > 0;
}
