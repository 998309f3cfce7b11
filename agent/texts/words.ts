/** One entry of the catalogue in both languages. */
export interface Words {
  readonly id: string;
  readonly en: string;
}

/**
 * What happened and why, and what to do about it. `{name}` stands for a fact; `{name|mbps}` for a fact in its written
 * form.
 */
export interface Advice {
  readonly id: readonly [what: string, todo: string];
  readonly en: readonly [what: string, todo: string];
}
