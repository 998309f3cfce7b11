import type { Moment } from '../../domain/moment.ts';
import { showMoment } from '../../texts/format.ts';
import type { Screen } from './screen.ts';

/** An option that took a time, what was typed there, and the instant it was read as. */
export type ReadTime = readonly [option: string, typed: string | null | undefined, at: Moment | null | undefined];

/** One line for each time that was typed and read: `  --from "1 Juni 2026": dibaca sebagai Senin, 1 Juni 2026 …`. */
export function showReadAs(screen: Screen, times: readonly ReadTime[]): void {
  const { lang, zone } = screen.writing;
  for (const [option, typed, at] of times) {
    if (typed === null || typed === undefined || typed === '' || at === null || at === undefined) continue;
    screen.line(`  ${screen.say('read-as', { option, typed, at: showMoment(at, zone, lang) })}`);
  }
}
