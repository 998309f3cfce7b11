import { Fault } from '../../../agent/domain/fault.ts';
import { lacksMenu } from './routeros-fault.ts';

/**
 * Returns `hidden` for a menu that is missing or not shown to us: such a menu only explains, and must not fail the
 * visit.
 */
export async function unlessHidden<T>(rows: Promise<T>, hidden: T): Promise<T> {
  try {
    return await unlessMissing(rows, hidden);
  } catch (fault) {
    if (fault instanceof Fault && fault.code === 'router/no-permission') return hidden;
    throw fault;
  }
}

/** Returns `missing` for a menu that this router does not have. */
export async function unlessMissing<T>(rows: Promise<T>, missing: T): Promise<T> {
  try {
    return await rows;
  } catch (fault) {
    if (lacksMenu(fault)) return missing;
    throw fault;
  }
}
