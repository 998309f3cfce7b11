import { MINUTE, type Moment, moment } from '../../agent/domain/moment.ts';
import type { Dice } from '../fakes/dice.ts';
import { editByHand, renumber } from '../office/wired/hand-edit.ts';
import type { SeenQueue } from '../lab/lab-commands.ts';
import { LAB_USERS } from '../lab/router/lab-router-facts.ts';
import type { MonthOffice } from './month-office.ts';
import { anyEdit, ownQueue } from './second-hand-acts.ts';
import { restoreTable } from './router-backup.ts';
import { DONE, type FaultKind, type ThrownFault } from './thrown-fault.ts';

const SENTENCES = 9;

const later = ({ now }: MonthOffice, minutes: number): Moment => moment(now + minutes * MINUTE);

/** For a while something is otherwise; it has struck when a visit failed meanwhile. */
function whileOther(office: MonthOffice, minutes: number, begin: () => void, end: () => void): ThrownFault {
  const { failures } = office.wired;
  const before = failures.length;
  begin();
  return { lasts: later(office, minutes), struck: () => failures.length > before, end };
}

/** Something happens right before the n-th sentence of the coming round, unless that is a write. */
function midVisit({ wired }: MonthOffice, n: number, happen: () => boolean): ThrownFault {
  let heard = 0;
  let isDone = false;
  const { watchers } = wired.lab.faults;
  const watch = ({ verb }: { readonly verb: string }): void => {
    heard += 1;
    if (heard < n || verb !== 'print') return;
    watchers.delete(watch);
    isDone = happen();
  };
  watchers.add(watch);
  return { lasts: 'round', struck: () => isDone, end: () => void watchers.delete(watch) };
}

/**
 * A hand edits the very queue that is written, between our last read and the write: RouterOS cannot be asked to refuse
 * the write.
 */
function inTheWindow({ wired }: MonthOffice, dice: Dice): ThrownFault {
  const { faults, plant } = wired.lab;
  const edit = anyEdit(dice);
  let isDone = false;
  const watch = ({ verb, words }: { readonly verb: string; readonly words: readonly string[] }): void => {
    if (verb === 'print') return;
    faults.watchers.delete(watch);
    const key = words.map((word) => /^=(?:\.id|numbers)=(.*)$/.exec(word)?.[1]).find((found) => found !== undefined);
    const queue = key === undefined ? undefined : plant.queues.find(key)?.name;
    if (queue === undefined || !editByHand(wired.lab, edit, queue)) return;
    isDone = true;
    wired.inWindow.add(faults.sentences.length);
  };
  faults.watchers.add(watch);
  return { lasts: 'until-struck', struck: () => isDone, end: () => void faults.watchers.delete(watch) };
}

function reboot({ wired }: MonthOffice, dice: Dice): void {
  if (dice.onceIn(2)) renumber(wired.lab);
  wired.edit({ kind: 'reboot' });
}

function restart(office: MonthOffice, dice: Dice): ThrownFault {
  const happen = (): boolean => {
    office.dying = true;
    office.wired.kill();
    return true;
  };
  return midVisit(office, 1 + dice.below(SENTENCES), happen);
}

/** Identity, serial number, users or rights of the router are others for a while. */
function otherFacts(change: object, after?: object): (office: MonthOffice, dice: Dice) => ThrownFault {
  return (office, dice) => {
    const { facts } = office.wired.lab;
    const before = Object.fromEntries(Object.keys(change).map((key) => [key, facts[key as keyof typeof facts]]));
    return whileOther(
      office,
      5 + dice.below(50),
      () => void Object.assign(facts, change),
      () => void Object.assign(facts, after ?? before),
    );
  };
}

function readOnly(office: MonthOffice, dice: Dice): ThrownFault {
  const { facts, faults } = office.wired.lab;
  const users = LAB_USERS.map((user) => ({ ...user, policies: user.policies.filter((policy) => policy !== 'write') }));
  const from = faults.sentences.length;
  facts.users = users;
  return {
    lasts: later(office, 20 + dice.below(100)),
    struck: () => faults.sentences.slice(from).some(({ outcome }) => outcome.includes('not enough permissions')),
    end: () => void (facts.users = LAB_USERS),
  };
}

/** Backups of the router's table that somebody keeps. */
export type Backups = readonly (readonly SeenQueue[])[];

/** What can happen to the router and to the machines beside it. */
export function routerKinds(backups: Backups): readonly FaultKind[] {
  return [
    {
      name: 'the router is away for a while',
      weight: 40,
      throw: (office, dice) => {
        const { switches } = office.wired.lab.faults;
        const set = (to: boolean) => () => void (switches.unreachable = to);
        return whileOther(office, 1 + dice.below(dice.onceIn(6) ? 240 : 30), set(true), set(false));
      },
    },
    {
      name: 'the router takes connections and says nothing',
      weight: 3,
      throw: ({ wired }) => {
        const { switches } = wired.lab.faults;
        const before = wired.failures.length;
        switches.blackhole = true;
        return {
          lasts: 'round',
          struck: () => wired.failures.length > before,
          end: () => void (switches.blackhole = false),
        };
      },
    },
    {
      name: 'the router reboots between visits',
      weight: 8,
      throw: (office, dice) => {
        reboot(office, dice);
        return DONE;
      },
    },
    {
      name: 'the router reboots half-way through a visit',
      weight: 8,
      throw: (office, dice) =>
        midVisit(office, 1 + dice.below(SENTENCES), () => {
          reboot(office, dice);
          return true;
        }),
    },
    {
      name: 'an older backup is restored to the router',
      weight: 2,
      throw: ({ wired }, dice) => (backups.length > 0 && restoreTable(wired, dice.one(backups)) ? DONE : undefined),
    },
    {
      name: 'a hand edit between two of our sentences',
      weight: 30,
      throw: (office, dice) => {
        const edit = anyEdit(dice);
        return midVisit(office, 1 + dice.below(SENTENCES), () => {
          const queue = ownQueue(office, dice);
          return queue !== undefined && editByHand(office.wired.lab, edit, queue);
        });
      },
    },
    { name: 'a hand edit between our last read and our write', weight: 5, atWrite: true, throw: inTheWindow },
    {
      name: 'the clock is stepped',
      weight: 12,
      throw: ({ wired: { clock } }, dice) => {
        clock.step(moment(clock.now() + (dice.below(241) - 120) * 1_000));
        return DONE;
      },
    },
    { name: 'the daemon dies half-way through a visit', weight: 20, throw: restart },
    {
      name: 'one-byte segments, attributes in another order',
      weight: 8,
      throw: ({ wired }) => {
        const { faults } = wired.lab;
        const before = faults.logins;
        Object.assign(faults.switches, { oneByteSegments: true, shuffledAttributes: true });
        return {
          lasts: 'round',
          struck: () => faults.logins > before,
          end: () => void Object.assign(faults.switches, { oneByteSegments: false, shuffledAttributes: false }),
        };
      },
    },
    { name: 'a router of another identity', weight: 3, throw: otherFacts({ identity: 'PENGGANTI' }) },
    { name: 'the login is refused', weight: 4, throw: otherFacts({ users: [] }, { users: LAB_USERS }) },
    { name: 'the user may only read', weight: 4, throw: readOnly },
    {
      name: 'the helpdesk is away for a while',
      weight: 3,
      throw: (office, dice) => {
        office.helpdesk.down = true;
        return {
          lasts: later(office, 5 + dice.below(60)),
          struck: () => true,
          end: () => void (office.helpdesk.down = false),
        };
      },
    },
    {
      name: 'answers of the helpdesk are lost',
      weight: 3,
      throw: ({ helpdesk }, dice) => {
        helpdesk.loseAnswers(1 + dice.below(3));
        return DONE;
      },
    },
    {
      name: 'the helpdesk delivers again',
      weight: 3,
      throw: ({ helpdesk }) => {
        helpdesk.repeatDelivery();
        return DONE;
      },
    },
  ];
}
