import { foundOffice, openPassOffice, type PassOffice } from './pass-office.ts';
import { addReadBack, roundTrips, setAgain, timed } from './router-acts.ts';
import { follow } from './led-child.ts';
import { replayedRouter } from './replayed-router.ts';

let office: PassOffice | undefined;

function opened(): PassOffice {
  if (office === undefined) throw new Error('no office is open');
  return office;
}

const calls = {
  /** Makes the office's ledger. */
  found: ({ folder, lines }: { folder: string; lines: number }): void => foundOffice(folder, lines),
  /** The founded office over the replayed router on this port of loopback. */
  open: ({ folder, port }: { folder: string; port: number }): void => {
    office = openPassOffice(folder, port);
  },
  /** One whole pass of the provision loop; ms. */
  pass: async (): Promise<number> => await timed(() => opened().pass()),
  /** Connect, login, identity, the table; ms. `fresh`: by an adapter that has read nothing before. */
  read: async ({ port, fresh }: { port: number; fresh: boolean }): Promise<number> => {
    const router = fresh ? replayedRouter(port) : opened().router;
    const spent = await timed(async () => {
      const session = await router.open();
      await session.queues();
      await session.close();
    });
    if (fresh) await router.close();
    return spent;
  },
  /** What the ledger's findings name, with their codes. */
  findings: (): readonly { readonly code: string; readonly subject: string }[] =>
    opened()
      .ledger.findings('core')
      .map(({ code, subject }) => ({ code, subject })),
  restore: (owners: readonly string[]): void => opened().restore(owners),
  rtt: roundTrips,
  add: addReadBack,
  set: setAgain,
  /** Highest resident memory so far, MB. */
  peak: (): number => process.resourceUsage().maxRSS / 1024,
};
export type PassCalls = typeof calls;

follow(calls, () => void office?.close());
