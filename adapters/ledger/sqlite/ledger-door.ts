import { Fault, isLedgerLost } from '../../../agent/domain/fault.ts';
import type { Log } from '../../../agent/ports/log.ts';
import { faulting } from '../../sqlite/database-fault.ts';
import { immediate } from '../../sqlite/immediate.ts';
import type { Database } from '../../sqlite/open-database.ts';

type Kind = 'record' | 'observe';

/** The way in and out of the file. What hands out functions wraps them; what they do stays their own. */
export interface LedgerDoor {
  /** Runs `work` in one durable transaction of that kind. */
  pass<T>(kind: Kind, work: () => T): T;
  /** These functions, each callable only while a pass of that kind is under way. */
  inside<T extends object>(kind: Kind, functions: T): T;
  /** The same for those that change what is remembered: each call forgets it. */
  changing<T extends object>(kind: Kind, functions: T): T;
  /** These functions, callable at any time. */
  anytime<T extends object>(functions: T): T;
  /** These functions without arguments, each asked once until one of `changing` is called or a pass is undone. */
  remembered<T extends object>(functions: T): T;
}

type Call = (...args: readonly unknown[]) => unknown;

/**
 * Every SQLite error leaves as a Fault. After `ledger/corrupt` or `ledger/disk` no pass begins any more and a running
 * one writes nothing more: after a failed fsync the kernel takes the pages for clean, so what SQLite would acknowledge
 * next may be lost.
 */
export function ledgerDoor(db: Database, log?: Log): LedgerDoor {
  const kept = new Map<string, unknown>();
  let open: Kind | undefined;
  let broken: Fault | undefined;

  const whole = <T>(work: () => T): T => {
    try {
      return faulting(work);
    } catch (error) {
      if (broken === undefined && isFatal(error)) {
        broken = error;
        log?.error(
          { code: error.code, why: error.facts['why'] },
          'ledger file not to be trusted, nothing is written any more',
        );
      }
      throw error;
    }
  };
  const demandWhole = (): void => {
    if (broken !== undefined) throw new Fault(broken.code, broken.facts, { cause: broken });
  };
  const during = <T>(kind: Kind, work: () => T): T => {
    open = kind;
    try {
      const result = work();
      demandWhole();
      return result;
    } finally {
      open = undefined;
    }
  };
  const within =
    (kind: Kind, name: string, call: Call): Call =>
    (...args) => {
      demandWhole();
      if (open !== kind || !db.inTransaction) throw new Fault('bug', { where: `ledger.${name} outside of ${kind}` });
      return whole(() => call(...args));
    };
  return {
    pass(kind, work) {
      demandWhole();
      try {
        return whole(() => immediate(db, () => during(kind, work)));
      } catch (error) {
        kept.clear();
        throw error;
      }
    },
    inside: (kind, functions) => each(functions, (name, call) => within(kind, name, call)),
    changing: (kind, functions) =>
      each(functions, (name, call) => {
        const change = within(kind, name, call);
        return (...args) => {
          kept.clear();
          return change(...args);
        };
      }),
    anytime: (functions) =>
      each(
        functions,
        (_name, call) =>
          (...args) =>
            whole(() => call(...args)),
      ),
    remembered: (functions) =>
      each(functions, (name, call) => () => {
        if (!kept.has(name)) kept.set(name, call());
        return kept.get(name);
      }),
  };
}

function isFatal(error: unknown): error is Fault {
  return error instanceof Fault && isLedgerLost(error);
}

function each<T extends object>(functions: T, around: (name: string, call: Call) => Call): T {
  const calls = Object.entries(functions) as readonly (readonly [string, Call])[];
  return Object.fromEntries(calls.map(([name, call]) => [name, around(name, call)])) as T;
}
