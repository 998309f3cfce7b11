import type { Varbind } from 'net-snmp';
import { SnmpError } from './snmp-fault.ts';
import { IF_TYPE } from './snmp-oids.ts';
import type { SnmpSession } from './snmp-session.ts';
import { BadValue, integer } from './snmp-wire.ts';

/** IF-MIB ifType of the interfaces that are read, by row number. */
export interface InterfaceTypes {
  /** undefined: the device does not say, or was not asked. */
  of(index: number): number | undefined;
  /** Asks for the rows that are not known yet. A device that refuses leaves them unknown. Throws SnmpError. */
  learn(indexes: readonly number[]): Promise<void>;
  /** Forgets all rows, after their numbers may have changed. */
  forget(): void;
}

/** Most rows of one GET. */
const AT_ONCE = 40;

/** Makes the memory of ifType. Types are asked for once after each walk, since an interface keeps its type. */
export function openTypes(session: SnmpSession): InterfaceTypes {
  const known = new Map<number, number | undefined>();

  const ask = async (indexes: readonly number[]): Promise<void> => {
    try {
      const { varbinds } = await session.get(indexes.map((index) => `${IF_TYPE}.${index}`));
      for (const [place, index] of indexes.entries()) known.set(index, typeIn(varbinds[place]));
    } catch (error) {
      // The type only clamps a speed: a device that cannot answer this one question is measured all the same.
      if (!(error instanceof SnmpError) || !REFUSALS.has(error.why)) throw error;
      const middle = error.why === 'too-big' ? Math.ceil(indexes.length / 2) : indexes.length;
      if (middle === indexes.length) for (const index of indexes) known.set(index, undefined);
      else for (const half of [indexes.slice(0, middle), indexes.slice(middle)]) await ask(half);
    }
  };

  return {
    of: (index) => known.get(index),
    learn: async (indexes) => {
      const asked = [...new Set(indexes)].filter((index) => !known.has(index));
      for (let start = 0; start < asked.length; start += AT_ONCE) await ask(asked.slice(start, start + AT_ONCE));
    },
    forget: () => known.clear(),
  };
}

const REFUSALS: ReadonlySet<SnmpError['why']> = new Set(['too-big', 'agent-error', 'no-access', 'nonsense']);

function typeIn(varbind: Varbind | undefined): number | undefined {
  try {
    return varbind && integer(varbind);
  } catch (error) {
    if (error instanceof BadValue) return undefined;
    throw error;
  }
}
