/** Who answered: to refuse the wrong router, and to explain differences between versions. */
export interface RouterIdentity {
  readonly identity: string;
  readonly version: string;
  readonly serial: string | null;
}

export type { RouterTraits } from '../shaping/router-traits.ts';
