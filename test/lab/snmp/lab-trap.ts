/** What RouterOS answers with `!trap`: the text as the router words it, and its category where it gives one. */
export class RouterTrap extends Error {
  readonly category: number | undefined;

  constructor(message: string, category?: number) {
    super(message);
    this.name = 'RouterTrap';
    this.category = category;
  }
}

/** Trap of an address that names no row. [FIELD] category 0. */
export const noSuchItem = (): RouterTrap => new RouterTrap('no such item (4)', 0);
