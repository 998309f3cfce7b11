import { type ApiRow, matches } from './lab-api-query.ts';
import { type ApiRequest, isWrite } from './lab-api-request.ts';
import { queuePage } from './lab-queue-page.ts';
import { atLeast, type Policy, type RouterFacts, type RouterUser } from './lab-router-facts.ts';
import { PAGES } from './lab-router-pages.ts';
import { noSuchItem, RouterTrap } from '../snmp/lab-trap.ts';
import type { Plant } from '../plant.ts';

/** What a command answers: rows, a `=ret=`, or traps. `!done` always follows. */
export interface Answer {
  readonly rows: readonly ApiRow[];
  readonly ret?: string;
  readonly traps: readonly RouterTrap[];
  /** A print that found nothing; `!empty` on 7.18 and newer. */
  readonly nothing: boolean;
}

const PRINTS = new Set(['print', 'getall']);
/** Arguments of print that change nothing here. */
const PRINT_FLAGS = new Set(['.proplist', 'count-only', 'detail', 'stats', 'without-paging', 'terse', 'value-list']);
const DONE: Answer = { rows: [], traps: [], nothing: false };

/** Runs one request against the plant with the rights of a user. Refusals come back as traps, never thrown. */
export function runCommand(plant: Plant, facts: RouterFacts, user: RouterUser, request: ApiRequest): Answer {
  try {
    demand(user, isWrite(request) ? 'write' : 'read');
    if (PRINTS.has(request.verb)) return print(plant, facts, request);
    if (request.menu === '/queue/simple') return changeQueues(plant, request, user.name);
    throw new RouterTrap('no such command', 0);
  } catch (error) {
    if (error instanceof UnknownMenu) return { ...DONE, traps: unknownMenu(facts, request) };
    if (error instanceof RouterTrap) return { ...DONE, traps: [error] };
    throw error;
  }
}

class UnknownMenu extends Error {}

/** v7 answers two traps for an unknown directory, v6 one [FIELD]. */
function unknownMenu(facts: RouterFacts, request: ApiRequest): readonly RouterTrap[] {
  const prefix = new RouterTrap('no such command prefix', 0);
  const last = request.menu.split('/').at(-1) ?? '';
  return atLeast(facts.version, 7, 0) ? [new RouterTrap(`no such command or directory (${last})`), prefix] : [prefix];
}

function demand(user: RouterUser, policy: Policy): void {
  if (!user.policies.includes(policy)) throw new RouterTrap('not enough permissions (9)');
}

function print(plant: Plant, facts: RouterFacts, request: ApiRequest): Answer {
  for (const name of request.attributes.keys())
    if (!PRINT_FLAGS.has(name)) throw new RouterTrap(`unknown parameter ${name}`);
  const found = pageOf(plant, facts, request.menu).filter((row) => matches(row, request.queries));
  if (request.attributes.has('count-only')) return { ...DONE, ret: String(found.length) };
  const wanted = request.attributes.get('.proplist')?.split(',');
  const rows =
    wanted === undefined ? found : found.map((row) => new Map([...row].filter(([name]) => wanted.includes(name))));
  return { rows, traps: [], nothing: rows.length === 0 };
}

function pageOf(plant: Plant, facts: RouterFacts, menu: string): readonly ApiRow[] {
  if (menu === '/queue/simple') return queuePage(plant);
  const page = PAGES[menu];
  if (!page) throw new UnknownMenu();
  return page(plant, facts);
}

function changeQueues(plant: Plant, request: ApiRequest, by: string): Answer {
  return plant.edit(() => {
    const { queues } = plant;
    switch (request.verb) {
      case 'add': {
        const before = request.attributes.get('place-before');
        const words = without(request.attributes, ['place-before']);
        return { ...DONE, ret: queues.add(words, before === undefined ? {} : { before }) };
      }
      case 'set':
        for (const id of addressed(plant, request)) setOne(plant, id, without(request.attributes, ['.id', 'numbers']));
        return DONE;
      case 'comment':
        for (const id of addressed(plant, request))
          queues.set(id, new Map([['comment', request.attributes.get('comment') ?? '']]));
        return DONE;
      case 'enable':
      case 'disable':
        for (const id of addressed(plant, request))
          queues.set(id, new Map([['disabled', request.verb === 'disable' ? 'yes' : 'no']]));
        return DONE;
      case 'unset':
        for (const id of addressed(plant, request)) queues.unset(id, request.attributes.get('value-name') ?? '');
        return DONE;
      case 'remove':
        for (const id of addressed(plant, request)) queues.remove(id);
        return DONE;
      case 'move':
        for (const id of addressed(plant, request)) queues.move(id, request.attributes.get('destination'));
        return DONE;
      case 'reset-counters-all':
        queues.resetCounters();
        return DONE;
      default:
        throw new RouterTrap('no such command', 0);
    }
  }, by);
}

/** Ids of `=.id=` or `=numbers=`: a comma list of ids or names. Checked before anything changes. */
function addressed(plant: Plant, request: ApiRequest): readonly string[] {
  const keys = request.attributes.get('.id') ?? request.attributes.get('numbers');
  if (keys === undefined || keys === '') throw noSuchItem();
  return plant.queues.findAll(keys).map((row) => row.id);
}

/** `=!dst=` in a set clears the value. */
function setOne(plant: Plant, id: string, words: ReadonlyMap<string, string>): void {
  const clears = [...words.keys()].filter((name) => name.startsWith('!'));
  plant.queues.set(id, without(words, clears));
  for (const name of clears) plant.queues.unset(id, name.slice(1));
}

function without(words: ReadonlyMap<string, string>, names: readonly string[]): ReadonlyMap<string, string> {
  return new Map([...words].filter(([name]) => !names.includes(name)));
}
