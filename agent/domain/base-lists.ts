import type { Agency } from './agency.ts';
import type { Line, Pool } from './line.ts';

/** The office's base data as lists: agencies, lines and pools. */
interface BaseLists {
  agencies(): readonly Agency[];
  lines(): readonly Line[];
  pools(): readonly Pool[];
}

/** Looks up one agency, line or pool by its id. undefined: the id is null or not in the list. */
interface ById {
  agency(id: string | null): Agency | undefined;
  line(id: string | null): Line | undefined;
  pool(id: string | null): Pool | undefined;
}

/**
 * Makes look-ups by id over the given lists. Each look-up reads its list again, so that a look-up and its list always
 * agree.
 */
export function byId(lists: BaseLists): ById {
  return {
    agency: (id) => lists.agencies().find((agency) => agency.id === id),
    line: (id) => lists.lines().find((line) => line.id === id),
    pool: (id) => lists.pools().find((pool) => pool.id === id),
  };
}
