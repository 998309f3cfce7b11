import { type LabAnswers, type LabCommand, obey } from './lab-commands.ts';
import { type LabOptions, openLab } from './open-lab.ts';
import type { Address } from './router/routeros-server.ts';

/** Parent to lab. */
export interface LabAsk {
  readonly id: number;
  readonly command: LabCommand;
}

/** Lab to parent: `ready` once, then one answer per ask. */
export type LabTell =
  | { readonly ready: true; readonly routeros: Address; readonly snmp: Address }
  | { readonly id: number; readonly answer: LabAnswers[LabCommand['do']] }
  | { readonly id: number; readonly refused: string };

function tell(message: LabTell): void {
  process.send?.(message);
}

/**
 * A lab in a process of its own: opened from the JSON options of the first argument, led over IPC, closed when the
 * parent goes.
 */
async function main(): Promise<void> {
  const lab = await openLab(JSON.parse(process.argv[2] ?? '{}') as LabOptions);
  process.on('message', (ask: LabAsk) => {
    try {
      tell({ id: ask.id, answer: obey(lab, ask.command) });
    } catch (error) {
      tell({ id: ask.id, refused: error instanceof Error ? error.message : String(error) });
    }
  });
  process.once('disconnect', () => void lab.close());
  tell({ ready: true, routeros: lab.routeros, snmp: lab.snmp });
}

if (process.send) await main();
