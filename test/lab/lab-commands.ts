import type { Aim, LoggedSentence, Switches, WireFault } from './faults.ts';
import type { RouterFacts } from './router/lab-router-facts.ts';
import type { Lab } from './open-lab.ts';
import { type SeenQueue, standingQueue } from './router/standing-queue.ts';

export type { SeenQueue };

type WordRecord = Readonly<Record<string, string>>;

/**
 * A change by hand, past the agent: what an administrator does in Winbox, or what happens to the site. Words are
 * RouterOS words.
 */
export type LabEdit =
  | { readonly kind: 'queue-add'; readonly words: WordRecord; readonly before?: string; readonly dynamic?: boolean }
  | { readonly kind: 'queue-set'; readonly queue: string; readonly words: WordRecord }
  | { readonly kind: 'queue-remove'; readonly queue: string }
  | { readonly kind: 'queue-move'; readonly queue: string; readonly before?: string }
  | { readonly kind: 'uplink'; readonly uplink: string; readonly up: boolean }
  | { readonly kind: 'reboot' | 'reset-counters' | 'renumber-interfaces' }
  | { readonly kind: 'recreate-interface'; readonly name: string }
  | { readonly kind: 'facts'; readonly changes: Partial<RouterFacts> };

/** A fault to arm, switches to set, or everything armed taken back. */
export type LabFault =
  | { readonly arm: WireFault; readonly aim?: Aim }
  | { readonly switches: Partial<Switches> }
  | { readonly disarm: true };

/** What a lab in a process of its own is asked to do. */
export type LabCommand =
  | { readonly do: 'advance'; readonly to: number | string }
  | { readonly do: 'edit'; readonly edit: LabEdit }
  | { readonly do: 'fault'; readonly fault: LabFault }
  | { readonly do: 'counters' }
  | { readonly do: 'queues' }
  | { readonly do: 'sentences' }
  | { readonly do: 'status' };

export interface SeenCounters {
  /** sysUpTime.0 */
  readonly ticks: number;
  readonly queues: Readonly<
    Record<string, { readonly up: number; readonly down: number; readonly dropsUp: number; readonly dropsDown: number }>
  >;
  readonly ports: readonly {
    readonly index: number;
    readonly name: string;
    readonly up: boolean;
    readonly in: number;
    readonly out: number;
  }[];
}

export interface LabStatus {
  readonly now: number;
  readonly sessions: number;
  readonly snmpRequests: number;
  readonly waitingFaults: number;
}

/** The answer to each command. */
export interface LabAnswers {
  readonly advance: null;
  readonly edit: null;
  readonly fault: null;
  readonly counters: SeenCounters;
  readonly queues: readonly SeenQueue[];
  readonly sentences: readonly LoggedSentence[];
  readonly status: LabStatus;
}

/** Does one command. Throws what the plant throws: RangeError, or the router's own refusal. */
export function obey(lab: Lab, command: LabCommand): LabAnswers[LabCommand['do']] {
  switch (command.do) {
    case 'advance':
      lab.clock.set(command.to);
      lab.plant.catchUp();
      return null;
    case 'edit':
      edit(lab, command.edit);
      return null;
    case 'fault':
      fault(lab, command.fault);
      return null;
    case 'counters':
      return counters(lab);
    case 'queues':
      return queues(lab);
    case 'sentences':
      return lab.faults.sentences;
    case 'status':
      return {
        now: lab.clock.now(),
        sessions: lab.sessions(),
        snmpRequests: lab.snmpRequests(),
        waitingFaults: lab.faults.waiting,
      };
    default:
      return unknown(command);
  }
}

function unknown(command: never): never {
  throw new RangeError(`not a command of the lab: ${JSON.stringify(command)}`);
}

const words = (record: WordRecord): Map<string, string> => new Map(Object.entries(record));

function edit({ plant, facts }: Lab, change: LabEdit): void {
  switch (change.kind) {
    case 'queue-add': {
      const { before, dynamic } = change;
      const options = { ...(before === undefined ? {} : { before }), ...(dynamic === undefined ? {} : { dynamic }) };
      plant.edit(() => plant.queues.add(words(change.words), options));
      return;
    }
    case 'queue-set':
      return plant.edit(() => plant.queues.set(change.queue, words(change.words)));
    case 'queue-remove':
      return plant.edit(() => plant.queues.remove(change.queue));
    case 'queue-move':
      return plant.edit(() => plant.queues.move(change.queue, change.before));
    case 'uplink':
      return plant.setUplink(change.uplink, { up: change.up });
    case 'reboot':
      return plant.reboot();
    case 'reset-counters':
      return plant.resetCounters();
    case 'renumber-interfaces':
      return plant.edit(() => plant.interfaces.renumber());
    case 'recreate-interface':
      return plant.edit(() => plant.interfaces.recreate(change.name));
    case 'facts':
      Object.assign(facts, change.changes);
  }
}

function fault({ faults }: Lab, change: LabFault): void {
  if ('arm' in change) faults.arm(change.arm, change.aim);
  else if ('switches' in change) Object.assign(faults.switches, change.switches);
  else faults.disarm();
}

function counters({ plant }: Lab): SeenCounters {
  plant.catchUp();
  const seen = plant.queues.rows.map(({ name, counters: { up, down, dropsUp, dropsDown } }) => [
    name,
    { up: up.octets, down: down.octets, dropsUp, dropsDown },
  ]);
  const ports = plant.interfaces.ports.map(({ index, name, up, octetsIn, octetsOut }) => ({
    index,
    name,
    up,
    in: octetsIn.octets,
    out: octetsOut.octets,
  }));
  return { ticks: plant.ticks(), queues: Object.fromEntries(seen) as SeenCounters['queues'], ports };
}

function queues({ plant }: Lab): readonly SeenQueue[] {
  return plant.queues.rows.map((row) => standingQueue(plant, row));
}
