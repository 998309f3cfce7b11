/**
 * Why a simple queue on the router cannot become an agency's line or a pool as it is. agent/texts/init-words.ts
 * explains each.
 */
export type UnmanagedWhy =
  | 'unreadable'
  | 'dynamic'
  | 'ppp'
  | 'hotspot'
  | 'dhcp'
  | 'disabled'
  | 'invalid'
  | 'everything'
  | 'interface'
  | 'too-many-targets'
  | 'not-ascii'
  | 'unlimited'
  | 'half-guarantee'
  | 'catch-all'
  | 'overlaps';
