import { FALSE_ANSWERS } from './false-answers.ts';
import { GUARDED_V3 } from './guarded-v3.ts';
import { LOST_POLLS } from './lost-polls.ts';
import type { MeasuredRow } from './measured-row.ts';
import { MONTH_ENDS } from './month-ends.ts';
import { NAIVE_METERS } from './naive-meters.ts';
import { OTHER_COUNTERS } from './other-counters.ts';
import { OTHER_INDEX } from './other-index.ts';
import { STEPPED_CLOCK } from './stepped-clock.ts';
import { STILL_COUNTERS } from './still-counters.ts';

/** Every row, in the order it is run. */
export const MEASURED_ROWS: readonly MeasuredRow[] = [
  ...LOST_POLLS,
  ...FALSE_ANSWERS,
  ...OTHER_COUNTERS,
  ...OTHER_INDEX,
  ...STILL_COUNTERS,
  ...GUARDED_V3,
  ...STEPPED_CLOCK,
  ...MONTH_ENDS,
  ...NAIVE_METERS,
];
