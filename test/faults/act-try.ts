import type { Act } from './act.ts';
import type { Try } from './fault-row.ts';
import type { Wanted } from '../checker/wanted.ts';
import type { WiredOffice, WiredOptions } from '../office/wired/wired-office.ts';

/**
 * One act on whose visit something falls: the act is ordered, the fault is armed, the visit is made, then the wire is
 * whole again and the office comes to rest.
 * @param arm called right before the visit.
 */
export function actTry(
  label: string,
  act: Act,
  options: WiredOptions,
  arm: (office: WiredOffice) => void,
  wanted: Wanted = act.wanted,
): Try {
  return {
    label: `${act.name} ${label}`,
    options: { books: act.books, ...options },
    async run(office) {
      await act.order(office);
      arm(office);
      await act.go(office);
      // A busy machine may miss a short deadline before the fault could strike; the desk's own visits may be made
      // again.
      for (
        let turn = 0;
        turn < 5 && act.again && office.lab.faults.waiting > 0 && office.failures.length > turn;
        turn += 1
      )
        await act.go(office);
      await office.settle();
      return { settled: true, ...wanted };
    },
  };
}
