import { z } from 'zod';

/** The `helpdesk` block of the YAML for the helpdesk that ships with the agent. */
export const embeddedOptions = z.strictObject({
  /** Its own SQLite file; never the ledger's. */
  file: z.string().min(1).default('/var/lib/bwagent/helpdesk.db'),
  /** Address to listen on. The default serves this machine only: behind a reverse proxy, or for a first look. */
  host: z.string().min(1).default('127.0.0.1'),
  /** 0 takes any free port. */
  port: z.int().min(0).max(65_535).default(8088),
  /**
   * Where agencies reach the pages: printed in links, and the only origin besides a bare address whose forms are
   * accepted.
   */
  publicUrl: z.url({ protocol: /^https?$/ }).refine(isOrigin, 'scheme, name and port only: the pages live at the root'),
  officeName: z.string().min(1).max(120),
  /** IANA zone of the times on the pages. */
  zone: z.string().refine(isZone, 'not an IANA time zone').default('Asia/Pontianak'),
  /** Reverse proxies whose X-Forwarded-For is believed: addresses or prefixes. */
  trustedProxies: z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])).default([]),
  /** Per client address and minute. An office behind one NAT address counts as one client. */
  viewsPerMinute: z.int().min(1).default(600),
  postsPerMinute: z.int().min(1).default(60),
});

export type EmbeddedOptions = z.output<typeof embeddedOptions>;

function isOrigin(url: string): boolean {
  return URL.canParse(url) && new URL(url).href === `${new URL(url).origin}/`;
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('id-ID', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}
