import type { ApiRow } from './router/lab-api-query.ts';

/** RouterOS keeps the last hundred [DOC, safe mode]. */
const KEPT = 100;

/** /system/history: what was done and by whom, newest first. How a device words an action upon a queue is [ASSUMED]. */
export class LabHistory {
  #next = 1;
  #rows: ApiRow[] = [];

  get rows(): readonly ApiRow[] {
    return this.#rows;
  }

  /** @param at epoch milliseconds of the told clock. */
  note(action: string, by: string, at: number): void {
    const id = `*${(this.#next++).toString(16).toUpperCase()}`;
    const time = new Date(at).toISOString().slice(0, 19).replace('T', ' ');
    this.#rows = [new Map(Object.entries({ '.id': id, action, by, policy: 'write', time })), ...this.#rows].slice(
      0,
      KEPT,
    );
  }

  /** Nothing of it survives a reboot. */
  forget(): void {
    this.#next = 1;
    this.#rows = [];
  }
}
