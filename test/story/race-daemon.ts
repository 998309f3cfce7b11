import { setImmediate } from 'node:timers/promises';
import { openLinuxHost } from '../../adapters/host/linux/linux-host.ts';
import { type LocalServer, openLocalServer } from '../../agent/api/local-server.ts';
import { check } from '../../agent/desk/request/check.ts';
import { type Desk, contextOf } from '../../agent/desk/act/desk.ts';
import { dispatch } from '../../agent/desk/dispatch.ts';
import type { BodyOf, OrderName } from '../../agent/desk/act/order.ts';
import type { Allocation } from '../../agent/domain/allocation.ts';
import type { Fault } from '../../agent/domain/fault.ts';
import { after, span } from '../../agent/domain/moment.ts';
import { never } from '../../agent/domain/never.ts';
import { assessLoop } from '../../agent/loops/assess.ts';
import { expireLoop } from '../../agent/loops/expire.ts';
import { type Runner, runLoop } from '../../agent/loops/run-loop.ts';
import { answer } from '../../agent/views/answers.ts';
import type { AskedOf, QuestionName } from '../../agent/views/questions.ts';
import type { DeskKit } from '../office/desk-kit.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { deafen, serveParent } from './race-child.ts';
import { contenders, giveUp, raceOffice, RACER, untilLapsed } from './race-office.ts';

/**
 * `as-shipped`: the product's desk. `late`: a check reads what is promised, lets others have their turn and writes
 * then. `blind`: an approval does not see that a hold has run out.
 */
export type DeskKind = 'as-shipped' | 'late' | 'blind';

export type DaemonCommand =
  /** A fresh office in a fresh folder; answers with the path of its ledger. */
  | { readonly do: 'open' }
  | { readonly do: 'desk'; readonly kind: DeskKind }
  /** Stands still from its answer on, so that what comes meanwhile comes at once. */
  | { readonly do: 'deafen' }
  | { readonly do: 'contend'; readonly round: number }
  /**
   * Checks one after the other, each when the hold of the one before has run out; the last one's hold stands, or runs
   * out too.
   */
  | { readonly do: 'check-and-lapse'; readonly numbers: readonly string[]; readonly last: 'stands' | 'lapses' }
  /**
   * The loops that decide run as in the product, from now on or from the first order on, which wakes them as every
   * order does.
   */
  | { readonly do: 'awake'; readonly from: 'now' | 'first-order' }
  /** Answers when the loops have nothing more to do, and ends them. */
  | { readonly do: 'asleep' }
  | { readonly do: 'give-up'; readonly numbers: readonly string[] }
  /** The daemon's time, in milliseconds. */
  | { readonly do: 'now' };

const [socket = '', version = ''] = process.argv.slice(2);
let kit: DeskKit | undefined;
let server: LocalServer | undefined;
let kind: DeskKind = 'as-shipped';
let runners: readonly Runner[] = [];
let startLoops: () => readonly Runner[] = () => [];

async function carryOut(command: DaemonCommand): Promise<unknown> {
  if (command.do === 'open') return await open();
  const office = opened();
  switch (command.do) {
    case 'desk':
      kind = command.kind;
      return undefined;
    case 'deafen':
      void setImmediate().then(deafen);
      return undefined;
    case 'contend':
      return await contenders(office, command.round);
    case 'check-and-lapse':
      return await checkAndLapse(office, command.numbers, command.last);
    case 'awake':
      startLoops = () => loopsOver(office);
      if (command.from === 'now') wake();
      return undefined;
    case 'asleep':
      await settled(office);
      return undefined;
    case 'give-up':
      return giveUp(office, command.numbers);
    case 'now':
      return office.clock.now();
    default:
      return never(command);
  }
}

function opened(): DeskKit {
  if (kit === undefined) throw new Error('no office is open');
  return kit;
}

async function open(): Promise<string> {
  await close();
  const fresh = raceOffice();
  kit = fresh;
  server = openLocalServer({
    socket,
    mode: 0o660,
    version,
    host: openLinuxHost({ stateDir: fresh.folder }),
    people: [RACER],
    log: quietLog(),
    limits: { requestsPerMinute: 1_000_000 },
    ask: async (name, asked) =>
      await answer(
        { context: contextOf(fresh.desk), peers: [], loops: [], version, reportFolder: fresh.folder },
        name as QuestionName,
        asked as AskedOf<QuestionName>,
      ),
    order: async (name, body, who) => {
      const desk = await deskFor(fresh.desk, name);
      const done = dispatch(desk, name as OrderName, body as BodyOf<OrderName>, who.person, who.uid);
      wake();
      return done;
    },
  });
  await server.start();
  return `${fresh.folder}/ledger.db`;
}

async function deskFor(desk: Desk, order: string): Promise<Desk> {
  if (kind === 'late' && order === 'check') {
    const seen = desk.ledger.allocations();
    await setImmediate();
    return seeing(desk, () => seen);
  }
  if (kind === 'blind' && order === 'raise') {
    const until = after(desk.clock.now(), span(1));
    return seeing(desk, (all) => all.map((a) => (a.state.at === 'held' ? { ...a, state: { at: 'held', until } } : a)));
  }
  return desk;
}

/** The same desk, whose acts see other allocations than the books have. */
function seeing(desk: Desk, seen: (all: readonly Allocation[]) => readonly Allocation[]): Desk {
  const { ledger } = desk;
  return {
    ...desk,
    ledger: {
      ...ledger,
      record: (work) => ledger.record((books) => work({ ...books, allocations: () => seen(books.allocations()) })),
    },
  };
}

async function checkAndLapse(office: DeskKit, numbers: readonly string[], last: 'stands' | 'lapses'): Promise<void> {
  for (const number of numbers) {
    const found = check(office.desk, office.ledger.requestByNumber(number)!.request.id);
    if (found?.stage.at !== 'assessed' || !found.stage.enough)
      throw new Error(`${number} was to be enough: ${JSON.stringify(found?.stage)}`);
    if (number !== numbers.at(-1) || last === 'lapses') await untilLapsed(office, number);
  }
}

function stopAll(fault: Fault): never {
  throw fault;
}

function loopsOver({ desk, clock }: DeskKit): readonly Runner[] {
  return [expireLoop(desk, span(60_000)), assessLoop(desk, span(300_000))].map((loop) =>
    runLoop(loop, { clock, log: quietLog(), random: () => 0, changed: wake, fatal: stopAll }),
  );
}

function wake(): void {
  if (runners.length === 0) runners = startLoops();
  for (const runner of runners) runner.wake();
}

async function settled(office: DeskKit): Promise<void> {
  await office.clock.asleep(runners.length);
  await endLoops();
}

async function endLoops(): Promise<void> {
  startLoops = () => [];
  await Promise.all(runners.map((runner) => runner.stop()));
  runners = [];
}

async function close(): Promise<void> {
  await endLoops();
  await server?.stop();
  kit?.close();
  server = undefined;
  kit = undefined;
}

if (process.send) serveParent(carryOut, close);
