import type { Agency } from './agency.ts';
import type { Line, Pool } from './line.ts';

/** The office's base data as lists. */
interface BaseLists {
  agencies(): readonly Agency[];
  lines(): readonly Line[];
  pools(): readonly Pool[];
}

/** One entry of those lists by its id; undefined for null and for an id that is not in the list. */
interface ById {
  agency(id: string | null): Agency | undefined;
  line(id: string | null): Line | undefined;
  pool(id: string | null): Pool | undefined;
}

/** Look-ups by id that answer out of these lists, so that a list and its look-up never disagree. */
export function byId(lists: BaseLists): ById {
  return {
    agency: (id) => lists.agencies().find((agency) => agency.id === id),
    line: (id) => lists.lines().find((line) => line.id === id),
    pool: (id) => lists.pools().find((pool) => pool.id === id),
  };
}
