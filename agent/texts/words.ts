/** One entry of the catalogue, in Indonesian (`id`) and English (`en`). */
export interface Words {
  readonly id: string;
  readonly en: string;
}

/**
 * One message of the catalogue in both languages: what happened and why, and what to do. `{name}` stands for a fact,
 * `{name|mbps}` for a formatted fact; see `fill`.
 */
export interface Advice {
  readonly id: readonly [what: string, todo: string];
  readonly en: readonly [what: string, todo: string];
}
