import { inForceOf } from '../../domain/allocation.ts';
import type { Moment } from '../../domain/moment.ts';
import { never } from '../../domain/never.ts';
import type { Books } from '../../ports/ledger.ts';
import type { Aim, Plan, PlanDraft } from '../../shaping/plan.ts';
import { allocateBase } from '../base-data/base-allocation.ts';

/**
 * Stores what must be in the ledger as soon as a plan is recorded: a new line, so that its capacity counts from now on.
 */
export function enterAhead(books: Books, { aim }: PlanDraft, at: Moment): void {
  if (aim?.kind !== 'add') return;
  const { line } = aim;
  books.putLine(line);
  managed(books, line.agency);
  allocateBase(books, line.id, aim, at, null);
}

/** Stores what a plan wanted, now that the router shows it: new rate, name or targets, or the end of a line. */
export function takeOver(books: Books, { owner, aim }: Plan, at: Moment): void {
  switch (aim?.kind) {
    case 'reduce':
      return reduce(books, owner, aim, at);
    case 'reshape':
      return reshape(books, owner, aim);
    case 'add':
      return standing(books, owner).forEach((a) => {
        if (a.request === null && a.appliedAt === null) books.reallocate({ ...a, appliedAt: at });
      });
    case 'remove':
      return close(books, owner, at);
    case 'move':
    case 'compensate':
    case undefined:
      return;
    default:
      return never(aim);
  }
}

/** Removes a new line and its allocation from the ledger, because the plan that would add it cannot be carried out. */
export function takeBack(books: Books, { owner, aim }: Plan, at: Moment): void {
  if (aim?.kind === 'add') close(books, owner, at);
}

function reduce(books: Books, line: string, held: Extract<Aim, { kind: 'reduce' }>, at: Moment): void {
  const old = inForceOf(books.allocations(), line);
  if (old !== undefined) books.reallocate({ ...old, state: { at: 'ended', since: at } });
  allocateBase(books, line, held, at);
}

/** Stores a new queue name and targets of a line or pool. Lines below a pool get the new name as their parent. */
function reshape(books: Books, owner: string, { queue, targets }: Extract<Aim, { kind: 'reshape' }>): void {
  const line = books.line(owner);
  if (line !== undefined) books.putLine({ ...line, queue, targets });
  const pool = books.pool(owner);
  if (pool === undefined) return;
  books.putPool({ ...pool, queue, targets });
  const below = books.lines().filter((l) => l.router === pool.router && l.parent === pool.queue);
  for (const child of below) books.putLine({ ...child, parent: queue });
}

function close(books: Books, line: string, at: Moment): void {
  for (const held of standing(books, line))
    books.reallocate({ ...held, returnedAt: at, state: { at: 'ended', since: at } });
  const agency = books.line(line)?.agency;
  books.endLine(line, at);
  if (agency !== undefined) managed(books, agency);
}

/** Marks an agency as managed when it has a line, and as not managed when it has none. */
function managed(books: Books, id: string): void {
  const agency = books.agency(id);
  const isManaged = books.lines().some((l) => l.agency === id);
  if (agency !== undefined && agency.managed !== isManaged) books.putAgency({ ...agency, managed: isManaged });
}

function standing(books: Books, line: string) {
  return books.allocations().filter((a) => a.line === line && a.state.at !== 'ended');
}
