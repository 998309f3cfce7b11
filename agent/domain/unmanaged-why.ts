/** Why a simple queue cannot become an agency's line or a pool as it stands on the router. */
export type UnmanagedWhy =
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
