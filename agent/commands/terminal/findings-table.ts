import type { Finding } from '../../domain/finding.ts';
import { sayFinding } from '../../texts/say.ts';
import type { Screen } from './screen.ts';

/** Prints a table of findings with their remedies. Prints nothing if there are none. */
export function showFindings(screen: Screen, findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  screen.table(
    ['level', 'about', 'finding', 'remedy'],
    findings.map((f) => {
      const { what, todo } = sayFinding(f, screen.writing);
      return [screen.say(`level-${f.level}`), f.subject, what, todo];
    }),
  );
}
