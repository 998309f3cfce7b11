import type { z } from 'zod';

/** A kind of adapter as settings see it: the schema of its own block. */
export interface Kind {
  readonly options: z.ZodType;
}

/** Every kind there is, by port; handed in by the one file that sees adapters. */
export interface Kinds {
  readonly router: Readonly<Record<string, Kind>>;
  readonly meter: Readonly<Record<string, Kind>>;
  readonly helpdesk: Readonly<Record<string, Kind>>;
}
