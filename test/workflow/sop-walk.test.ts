import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RAISERS } from '../../agent/workflow/authority.ts';
import type { Effect } from '../../agent/workflow/effect.ts';
import type { Event } from '../../agent/workflow/event.ts';
import { move } from '../../agent/workflow/move.ts';
import type { MoveContext } from '../../agent/workflow/moved.ts';
import { SOP } from '../../agent/workflow/sop.ts';
import { isEnd, type Stage, type StageName } from '../../agent/workflow/stage.ts';
import { COMING, contextOf, EVENTS, RUNNING, STAGES } from './sop-samples.ts';

const SEED = 20_260_504;
const RUNS = 200;
const ALL: readonly Event[] = Object.values(EVENTS);
const CASES: Readonly<Record<string, MoveContext>> = {
  permanent: contextOf(),
  'temporary and running': contextOf({ window: RUNNING }),
  'temporary and ahead': contextOf({ window: COMING }),
  incident: contextOf({ kind: 'incident' }),
};

/** What the ledger holds for the request; an illegal step throws. */
type Charge = 'none' | 'held' | 'granted' | 'applied' | 'over';

const STEPS: Readonly<Partial<Record<Effect['do'], readonly [from: readonly Charge[], to: Charge]>>> = {
  hold: [['none'], 'held'],
  release: [['held'], 'none'],
  grant: [['held'], 'granted'],
  void: [['granted'], 'over'],
  applied: [['granted'], 'applied'],
  returned: [['applied'], 'over'],
};

const CHARGE_OF: Readonly<Partial<Record<StageName, readonly Charge[]>>> = {
  'offered-partial': ['held'],
  approved: ['granted'],
  scheduled: ['granted'],
  applying: ['granted'],
  'apply-failed': ['granted'],
  active: ['applied'],
  informed: ['applied'],
  expiring: ['applied'],
  returning: ['applied'],
  returned: ['over'],
  closed: ['applied', 'over', 'none'],
  duplicate: ['none'],
  rejected: ['none'],
  cancelled: ['none', 'over'],
  redirected: ['none'],
  lapsed: ['none', 'over'],
};

function legalAt(stage: Stage, context: MoveContext): readonly Event[] {
  return ALL.filter((event) => move(stage, event, context) !== undefined);
}

interface Walker {
  readonly stage: Stage;
  readonly charge: Charge;
  /** A write was intended since the last plan. */
  readonly intended: boolean;
}

function book(charge: Charge, effect: Effect): Charge {
  const step = STEPS[effect.do];
  if (step === undefined) return charge;
  if (!step[0].includes(charge)) throw new Error(`${effect.do} while ${charge}`);
  return step[1];
}

function stepOf({ stage, charge, intended }: Walker, event: Event, context: MoveContext): Walker {
  const moved = move(stage, event, context);
  if (moved === undefined) throw new Error(`${event.kind} has no place at ${stage.at}`);
  const writes = moved.effects.some((e) => e.do === 'applied');
  // Applied without an intent is only what the router was found to show before anything was written.
  if (writes && !intended && stage.at !== 'approved') throw new Error(`applied before intended at ${stage.at}`);
  return {
    stage: moved.stage,
    charge: moved.effects.reduce(book, charge),
    intended:
      event.kind === 'intended' ||
      (intended && event.kind !== 'not-applied' && !moved.effects.some((e) => e.do === 'plan')),
  };
}

function check({ stage, charge }: Walker, context: MoveContext): void {
  const expected = stage.at === 'assessed' ? [stage.enough ? 'held' : 'none'] : (CHARGE_OF[stage.at] ?? ['none']);
  expect([stage.at, expected.includes(charge)]).toEqual([stage.at, true]);
  const { actor } = SOP[stage.at];
  const legal = legalAt(stage, context);
  if (isEnd(stage)) {
    expect([actor, legal]).toEqual([null, []]);
    return;
  }
  // Not stuck: whose turn it is can do something about it.
  expect(actor).not.toBeNull();
  expect([stage.at, legal.some((event) => actor !== null && RAISERS[event.kind].includes(actor))]).toEqual([
    stage.at,
    true,
  ]);
}

/** Every stage that can be come to from the first, in breadth. */
function reachable(context: MoveContext): readonly Stage[] {
  const seen = new Map<string, Stage>([['received', STAGES.received]]);
  for (const queue: Stage[] = [STAGES.received]; queue.length > 0; ) {
    const stage = queue.shift();
    if (stage === undefined) break;
    for (const event of legalAt(stage, context)) {
      const next = move(stage, event, context)?.stage;
      if (next === undefined || seen.has(next.at)) continue;
      seen.set(next.at, next);
      queue.push(next);
    }
  }
  return [...seen.values()];
}

/** Ends that can be reached from here, in breadth. */
function reachesEnd(from: Stage, context: MoveContext): boolean {
  const seen = new Set<string>([from.at]);
  for (const queue: Stage[] = [from]; queue.length > 0; ) {
    const stage = queue.shift();
    if (stage === undefined || isEnd(stage)) return true;
    for (const event of legalAt(stage, context)) {
      const next = move(stage, event, context)?.stage;
      if (next === undefined || seen.has(next.at)) continue;
      seen.add(next.at);
      queue.push(next);
    }
  }
  return false;
}

/** One step in sixteen may end the request, so that walks get far; and most lead to another stage. */
function chosen(stage: Stage, choice: number, context: MoveContext): Event | undefined {
  const legal = legalAt(stage, context);
  const leads = (event: Event): Stage => move(stage, event, context)?.stage ?? stage;
  const onward = legal.filter((event) => !isEnd(leads(event)) && (choice % 3 === 0 || leads(event).at !== stage.at));
  const pool = choice % 16 === 0 || onward.length === 0 ? legal : onward;
  return pool[Math.floor(choice / 48) % Math.max(1, pool.length)];
}

describe(`agent/workflow: random walks (seed ${SEED}, ${RUNS} each)`, () => {
  it.each(Object.entries(CASES))('%s: owned, charged once, granted after a hold, final at its end', (_, context) => {
    const reached = new Set<StageName>();
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 20, maxLength: 60 }), (choices) => {
        let walker: Walker = { stage: STAGES.received, charge: 'none', intended: false };
        for (const choice of choices) {
          const event = chosen(walker.stage, choice, context);
          if (event === undefined) break;
          walker = stepOf(walker, event, context);
          reached.add(walker.stage.at);
          check(walker, context);
        }
      }),
      { seed: SEED, numRuns: RUNS },
    );
    // The walks pass everything that can be come to at all.
    const all = reachable(context).map((stage) => stage.at);
    expect(all.filter((at) => at !== 'received' && !reached.has(at))).toEqual([]);
  });

  it.each(Object.entries(CASES))('%s: from every stage that it can come to an end can be reached', (_, context) => {
    for (const stage of reachable(context)) expect([stage.at, reachesEnd(stage, context)]).toEqual([stage.at, true]);
  });
});
