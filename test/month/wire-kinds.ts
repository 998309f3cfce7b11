import type { Dice } from '../fakes/dice.ts';
import type { Aim, WireFault } from '../lab/faults.ts';
import type { MonthOffice } from './month-office.ts';
import type { FaultKind, ThrownFault } from './thrown-fault.ts';

/** Most sentences of a visit that writes nothing. */
const SENTENCES = 9;
/** Beyond the office's deadline. */
const LATE_MS = 150;

const GARBAGE = ['042177686f00', 'f0ffffffff', 'ff', 'e00fffff', '0000000000', '03217265', '4854545020342e31'];

/** Every fault of the wire by its name: at any sentence of the next visit, or at the next write. */
function faultOf(name: string, dice: Dice, deadlineMs: number): WireFault {
  switch (name) {
    case 'delay':
    case 'delay-before':
      return { kind: name, ms: deadlineMs + LATE_MS };
    case 'trap':
      return { kind: 'trap', message: 'failure: not now', bare: dice.onceIn(3) };
    case 'fatal':
      return { kind: 'fatal' };
    case 'garbage':
      return { kind: 'garbage', hex: dice.one(GARBAGE) };
    case 'cut-before':
    case 'cut-after':
    case 'cut-inside-reply':
    case 'reset-after':
    case 'silent-before':
    case 'silent':
    case 'stray-tag':
    case 'duplicate-reply':
      return { kind: name };
    default:
      throw new RangeError(`no fault of the wire: ${name}`);
  }
}

/** What each fault of the lab does to the exchange, as it is printed. */
const SAID: Readonly<Record<string, string>> = {
  'cut-before': 'the connection ends before the router executes',
  'cut-after': 'the connection ends after the router executed',
  'cut-inside-reply': 'the connection ends inside the answer',
  'reset-after': 'the connection is reset after the router executed',
  fatal: 'the router answers !fatal',
  trap: 'the router refuses by !trap',
  garbage: 'nonsense comes in place of the answer',
  'stray-tag': 'a reply to nothing comes first',
  'duplicate-reply': 'the answer comes twice',
  delay: 'the router executes, and its answer comes after our deadline',
  'delay-before': 'the router executes only after our deadline',
  silent: 'the router executes and keeps silent',
  'silent-before': 'the router keeps silent and does not execute',
};

function armed({ wired }: MonthOffice, fault: WireFault, aim: Aim): ThrownFault {
  const one = wired.lab.faults.arm(fault, aim);
  return { lasts: aim.on === 'any' ? 'round' : 'until-struck', struck: () => one.struck };
}

const anywhere = (name: string, weight: number, deadlineMs: number): FaultKind => ({
  name: `${SAID[name]}, at any sentence`,
  weight,
  throw: (office, dice) =>
    armed(office, faultOf(name, dice, deadlineMs), { on: 'any', nth: 1 + dice.below(SENTENCES) }),
});

const atWrite = (name: string, weight: number, deadlineMs: number): FaultKind => ({
  name: `${SAID[name]}, at a write`,
  weight,
  atWrite: true,
  throw: (office, dice) => armed(office, faultOf(name, dice, deadlineMs), { on: 'write' }),
});

/** The router keeps a write and executes it later: within the quiet, or rounds after. */
function held(office: MonthOffice, dice: Dice): ThrownFault {
  const { faults } = office.wired.lab;
  const one = faults.arm({ kind: 'held' });
  let rounds = 1 + (dice.onceIn(3) ? dice.below(4) : 0);
  const release = (): void => {
    if (!one.struck) return;
    rounds -= 1;
    if (rounds > 0) return;
    office.beforeRound.delete(release);
    faults.release();
  };
  office.beforeRound.add(release);
  return { lasts: 'until-struck', struck: () => one.struck };
}

/** The connection is cut at a random byte of the next visit. */
function cutByte(office: MonthOffice, dice: Dice): ThrownFault {
  const proxy = office.wired.proxy!;
  const way = dice.onceIn(2) ? 'request' : 'reply';
  const byte = dice.below(way === 'request' ? 900 : 6_000);
  proxy.cutAfter(way, byte);
  let isCut = false;
  const look = (): boolean => (isCut = isCut || proxy.passed[way] >= byte);
  return {
    lasts: 'round',
    struck: look,
    end: () => {
      look();
      proxy.cutAfter('request', undefined);
    },
  };
}

/** What can happen to the exchange with the router, half-way through a visit too. */
export function wireKinds(deadlineMs: number): readonly FaultKind[] {
  return [
    ...[
      'cut-before',
      'cut-after',
      'cut-inside-reply',
      'reset-after',
      'fatal',
      'trap',
      'garbage',
      'stray-tag',
      'duplicate-reply',
    ].map((name) => anywhere(name, 6, deadlineMs)),
    ...['delay', 'silent', 'silent-before'].map((name) => anywhere(name, 2, deadlineMs)),
    ...[
      'cut-before',
      'cut-after',
      'cut-inside-reply',
      'reset-after',
      'trap',
      'fatal',
      'garbage',
      'stray-tag',
      'duplicate-reply',
    ].map((name) => atWrite(name, 4, deadlineMs)),
    ...['delay', 'delay-before', 'silent', 'silent-before'].map((name) => atWrite(name, 2, deadlineMs)),
    { name: 'held and executed later', weight: 4, atWrite: true, throw: held },
    { name: 'cut at a random byte', weight: 16, throw: cutByte },
  ];
}
