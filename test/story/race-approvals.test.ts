import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fits, openRaceBooks, type RaceBooks } from './race-books.ts';
import { type RaceChild, startChild } from './race-child.ts';
import type { Act, ClientCommand, Heard } from './race-client.ts';
import type { DaemonCommand, DeskKind } from './race-daemon.ts';
import { RACE } from './race-office.ts';

/** 1,000 rounds of the races with LONG=1, some minutes; the shorter run shows the same in fewer. */
const LONG = process.env['LONG'] !== undefined;
const PATIENCE = 600_000;

interface Race {
  readonly name: string;
  readonly rounds: number;
  readonly acts: readonly Act[];
  readonly desk?: DeskKind;
  /**
   * All are checked before, each with room because the hold before it has run out; the last hold stands, or runs out
   * too.
   */
  readonly last?: 'stands' | 'lapses';
  /** The loops that decide run too: from the same signal on, or woken by the first order. */
  readonly loops?: 'now' | 'first-order';
}

const BOTH = ['check', 'approve'] as const;

const RACES: readonly Race[] = [
  { name: 'each checks and approves', rounds: LONG ? 1000 : 40, acts: BOTH },
  { name: 'the same, and the loops check too', rounds: LONG ? 400 : 10, acts: BOTH, loops: 'first-order' },
  {
    name: 'all were found enough, and all holds but one have run out',
    rounds: LONG ? 1000 : 10,
    acts: ['approve'],
    last: 'stands',
  },
  {
    name: 'all were found enough, all holds have run out, and the loops notice it',
    rounds: LONG ? 400 : 10,
    acts: ['approve', ...BOTH],
    last: 'lapses',
    loops: 'now',
  },
];

const CONTROLS: readonly Race[] = [
  { name: 'a check that writes one turn after it has read', rounds: LONG ? 100 : 10, acts: BOTH, desk: 'late' },
  {
    name: 'an approval that does not look at the hold',
    rounds: LONG ? 100 : 5,
    acts: ['approve'],
    desk: 'blind',
    last: 'lapses',
  },
];

let folder: string;
let daemon: RaceChild<DaemonCommand>;
let clients: readonly RaceChild<ClientCommand>[] = [];
let books: RaceBooks | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'race-'));
  const args = [join(folder, 'bwagent.sock'), '1.2.3'];
  daemon = startChild('race-daemon.ts', args);
  clients = Array.from({ length: RACE.clients }, () => startChild<ClientCommand>('race-client.ts', args));
});

afterAll(async () => {
  books?.close();
  await Promise.all([...clients, daemon].map((child) => child.stop()));
  await rm(folder, { recursive: true, force: true });
});

/** How one round ended. */
interface Finish {
  /** Clients whose request stands approved in the ledger's file. */
  readonly winners: readonly number[];
  /** Clients who were told that they approved. */
  readonly told: readonly number[];
  /** Mbps over what the lines had, granted and held, in the ledger's file. */
  readonly promised: number;
  readonly fits: boolean;
}

/** Four requests, room for one, four programs that start on one signal; then the ledger's file is read. */
async function runRound(race: Race, round: number, ledger: RaceBooks): Promise<Finish> {
  const filed = (await daemon.ask({ do: 'contend', round })) as readonly string[];
  // Neither the first that was filed nor the last that was checked is always the same client's.
  const numbers = filed.map((_, i) => filed[(i + round) % filed.length]!);
  if (race.last !== undefined) await daemon.ask({ do: 'check-and-lapse', numbers: filed, last: race.last });
  await daemon.ask({ do: 'desk', kind: race.desk ?? 'as-shipped' });
  await everyClient((i) => ({ do: 'set', number: numbers[i]!, acts: race.acts }));
  const heard = await raced(race.loops);
  const now = (await daemon.ask({ do: 'now' })) as number;
  const stages = ledger.stages(numbers);
  const promised = ledger.promised(now);
  await daemon.ask({ do: 'give-up', numbers });
  return {
    winners: placesOf(stages, (stage) => stage === 'approved'),
    told: placesOf(heard, (answers) =>
      answers.some((answer, act) => race.acts[act] === 'approve' && answer === 'approved'),
    ),
    promised: promised / 1e6,
    fits: fits(promised),
  };
}

/**
 * The daemon hears nothing until every first order is on its way, so that it finds all of them, and the loops' start,
 * in one turn.
 */
async function raced(loops: Race['loops']): Promise<readonly Heard[]> {
  await daemon.ask({ do: 'deafen' });
  const awake = loops === undefined ? undefined : daemon.ask({ do: 'awake', from: loops });
  try {
    await everyClient(() => ({ do: 'go' }));
  } finally {
    daemon.hear();
  }
  const heard = await everyClient(() => ({ do: 'heard' }));
  await awake;
  if (loops !== undefined) await daemon.ask({ do: 'asleep' });
  return heard;
}

async function everyClient(command: (i: number) => ClientCommand): Promise<readonly Heard[]> {
  return await Promise.all(clients.map(async (client, i) => (await client.ask(command(i))) as Heard));
}

async function run(race: Race): Promise<readonly Finish[]> {
  // A fresh office now and then, so that the rounds stay equally fast and time stays in the office's calendar.
  const each = race.last === undefined ? 100 : 10;
  const finishes: Finish[] = [];
  for (let round = 0; round < race.rounds; round += 1) {
    if (round % each === 0) {
      books?.close();
      books = openRaceBooks((await daemon.ask({ do: 'open' })) as string);
    }
    finishes.push(await runRound(race, round, books!));
  }
  return finishes;
}

function placesOf<T>(all: readonly T[], holds: (each: T) => boolean): readonly number[] {
  return all.flatMap((each, i) => (holds(each) ? [i] : []));
}

describe('programs race for the last headroom over the Unix socket', () => {
  test.each(RACES)('exactly one wins: $name', { timeout: PATIENCE }, async (race) => {
    const finishes = await run(race);
    const wrong = finishes.filter((f) => f.winners.length !== 1 || f.told.join() !== f.winners.join() || !f.fits);
    const wins = clients.map((_, i) => finishes.filter((f) => f.winners.includes(i)).length);
    console.log(
      `${race.name}: ${finishes.length} rounds, ${clients.length} clients (${wins.join(', ')} wins), ` +
        `${wrong.length} wrong`,
    );
    expect(wrong).toEqual([]);
  });

  test.each(CONTROLS)('the control over-commits: $name', { timeout: PATIENCE }, async (race) => {
    const finishes = await run(race);
    const over = finishes.filter((f) => !f.fits);
    const most = Math.max(...finishes.map((f) => f.promised));
    console.log(
      `control, ${race.name}: ${over.length} over-commits in ${finishes.length} rounds, up to ${most} Mbps ` +
        `where ${RACE.more} fit`,
    );
    expect(over.length).toBe(race.rounds);
  });
});
