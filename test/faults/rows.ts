import { CUT_BYTES } from './cut-bytes.ts';
import type { FaultRow } from './fault-row.ts';
import { HELD_WORDS } from './held-words.ts';
import { HOSTILE_WORDS } from './hostile-words.ts';
import { IDLE_EDITS } from './idle-edits.ts';
import { LOST_WORDS } from './lost-words.ts';
import { NAIVE_WRITERS } from './naive-writer.ts';
import { OTHER_ROUTER } from './other-router.ts';
import { OTHER_TABLE } from './other-table.ts';
import { SECOND_HAND } from './second-hand.ts';

/** Every row, in the order it is run. */
export const ROWS: readonly FaultRow[] = [
  ...LOST_WORDS,
  ...CUT_BYTES,
  ...HELD_WORDS,
  ...SECOND_HAND,
  ...IDLE_EDITS,
  ...OTHER_TABLE,
  ...OTHER_ROUTER,
  ...HOSTILE_WORDS,
  ...NAIVE_WRITERS,
];
