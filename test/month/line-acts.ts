import { permanentRate } from '../../agent/domain/allocation.ts';
import type { LineChange } from '../../agent/desk/act/order.ts';
import { adoptionRows } from '../../agent/planning/adoption.ts';
import { isWriteFreeze } from '../../agent/domain/write-freeze.ts';
import { isDrift, ownerIn } from '../../agent/shaping/drift.ts';
import type { Dice } from '../fakes/dice.ts';
import type { MonthOffice } from './month-office.ts';
import { type OfficeAct, whoever } from './office-act.ts';
import { foreignEdit, handEdit } from './second-hand-acts.ts';

const ROUTER = 'core';

/** Shown first, as a person would see it, then ordered. */
function order(office: MonthOffice, dice: Dice, change: LineChange): string {
  const { hash } = office.as('kabid', 'change-line', { change, reason: 'uji', shown: null, paper: null });
  office.as(whoever(dice, 'kabid'), 'change-line', { change, reason: 'uji', shown: hash, paper: null });
  return JSON.stringify(change);
}

const anyLine = (office: MonthOffice, dice: Dice) => dice.one(office.ledger.lines());

function reduce(office: MonthOffice, dice: Dice): string {
  const { id } = anyLine(office, dice);
  const { down, up } = permanentRate(office.ledger.allocations(), id);
  const part = 40 + dice.below(60);
  const of = (bits: number): string => String(Math.max(1, Math.floor((bits / 1e6) * (part / 100))));
  return order(office, dice, { kind: 'reduce', line: id, down: of(down), up: of(up) });
}

function reshape(office: MonthOffice, dice: Dice): string {
  const line = anyLine(office, dice);
  if (dice.onceIn(2)) {
    const name = line.queue.split(' ')[0]!;
    return order(office, dice, { kind: 'reshape', owner: line.id, queue: `${name} ${dice.below(100)}`, targets: null });
  }
  const [first = ''] = line.targets;
  const extra = `10.62.${200 + dice.below(50)}.${dice.below(32) * 8}/29`;
  return order(office, dice, {
    kind: 'reshape',
    owner: line.id,
    queue: null,
    targets: line.targets.length > 1 ? first : `${first} ${extra}`,
  });
}

function add(office: MonthOffice, dice: Dice): string {
  const n = 60 + dice.below(90);
  const rate = String(1 + dice.below(8));
  return order(office, dice, {
    kind: 'add',
    line: `baru-${n}`,
    agency: dice.onceIn(2) ? 'kec-marikit' : dice.one(office.ledger.agencies()).id,
    pool: 'pool',
    queue: `BARU-${n}`,
    targets: `10.62.${n}.0/24`,
    service: dice.onceIn(3) ? 'dedicated' : 'shared',
    down: rate,
    up: rate,
  });
}

function remove(office: MonthOffice, dice: Dice): string | undefined {
  const lines = office.ledger.lines();
  const made = lines.filter(({ id }) => id.startsWith('baru-'));
  if (lines.length < 10 && made.length === 0) return undefined;
  return order(office, dice, { kind: 'remove', line: dice.one(made.length > 0 ? made : lines).id });
}

function move(office: MonthOffice, dice: Dice): string {
  const before = dice.onceIn(3) ? null : dice.one(office.wired.queues()).name;
  return order(office, dice, { kind: 'move', owner: anyLine(office, dice).id, before });
}

function undo(office: MonthOffice, dice: Dice): string | undefined {
  const ops = office.ledger.opsSince((office.now - 5 * 86_400_000) as typeof office.now);
  const strange = ops.filter(({ state }) => state === 'needs-human');
  const op = strange.length > 0 ? dice.one(strange) : ops.at(-1);
  return op === undefined ? undefined : order(office, dice, { kind: 'compensate', op: op.id });
}

function capacity(office: MonthOffice, dice: Dice): string {
  const down = String(380 + dice.below(30) * 10);
  const pool = dice.onceIn(3) ? null : { id: 'pool', down: null, up: null };
  const body = {
    uplink: 'isp-a',
    down,
    up: down,
    from: null,
    until: null,
    document: `K-${office.now}`,
    shares: null,
    pool,
    paper: null,
  };
  office.as(whoever(dice, 'kabid'), 'contract', body);
  return `${down}${pool === null ? '' : ' and the pool'}`;
}

function adopt(office: MonthOffice, dice: Dice): string | undefined {
  const rows = adoptionRows(office.context, ROUTER).filter(
    ({ verdict, owner }) => owner !== null && (verdict === 'adopt' || dice.onceIn(20)),
  );
  if (rows.length === 0) return undefined;
  const { queue, owner } = dice.one(rows);
  office.as(whoever(dice, 'prakom'), 'adopt', { router: ROUTER, rows: [{ queue, owner: owner! }], paper: null });
  return `${queue} as ${owner}`;
}

function resolve(office: MonthOffice, dice: Dice): string | undefined {
  const owners = [
    ...new Set(
      office.ledger
        .findings(ROUTER)
        .filter(isDrift)
        .flatMap((found) => ownerIn(found) ?? []),
    ),
  ];
  const owner = owners.length > 0 ? dice.one(owners) : dice.onceIn(12) ? anyLine(office, dice).id : undefined;
  if (owner === undefined) return undefined;
  const proposed = office.ledger
    .findings(ROUTER)
    .some((f) => f.code === 'queue/restore-proposed' && ownerIn(f) === owner);
  const how = proposed && dice.onceIn(2) ? 'proposed' : dice.onceIn(4) ? 'register' : 'restore';
  office.as(how === 'register' ? 'kabid' : whoever(dice, 'prakom'), 'resolve-drift', {
    router: ROUTER,
    owner,
    how,
    reason: 'uji',
    paper: null,
  });
  return `${how} ${owner}`;
}

function accept(office: MonthOffice, dice: Dice): string | undefined {
  if (!office.ledger.findings(ROUTER).some(isWriteFreeze) && !dice.onceIn(30)) return undefined;
  office.as(whoever(dice, 'kabid'), 'accept-drift', { router: ROUTER, reason: 'uji', paper: null });
  return 'accepted';
}

/** A hand puts a queue right that no order can: doubled, switched off, or without its mark beside a twin. */
function tidy({ wired, ledger }: MonthOffice, dice: Dice): string | undefined {
  const rows = wired.queues();
  const lines = ledger.lines();
  const broken = rows.filter(
    ({ name, comment, disabled }) =>
      disabled ||
      name.endsWith('-SALINAN') ||
      (/bwagent:/.test(comment) && !lines.some(({ id }) => comment.includes(`bwagent:${id}`)) && name !== '0.POOL'),
  );
  if (broken.length === 0) return undefined;
  const { name, disabled } = dice.one(broken);
  if (disabled) wired.edit({ kind: 'queue-set', queue: name, words: { disabled: 'no' } });
  else if (name.endsWith('-SALINAN')) wired.edit({ kind: 'queue-remove', queue: name });
  else return undefined;
  return name;
}

/** What people of the office do to lines, to capacity and about drift; and what a second administrator does. */
export const LINE_ACTS: readonly OfficeAct[] = [
  { name: 'line reduce', weight: 6, act: reduce },
  { name: 'line change', weight: 5, act: reshape },
  { name: 'line add', weight: 5, act: add },
  { name: 'line remove', weight: 3, act: remove },
  { name: 'line move', weight: 4, act: move },
  { name: 'line undo', weight: 3, act: undo },
  { name: 'capacity set', weight: 4, act: capacity },
  { name: 'adopt', weight: 24, act: adopt },
  { name: 'drift resolve', weight: 60, act: resolve },
  { name: 'drift accept', weight: 60, act: accept },
  { name: 'hand edit of ours', weight: 10, act: handEdit },
  { name: 'hand edit of others', weight: 4, act: foreignEdit },
  { name: 'a hand puts right', weight: 30, act: tidy },
];
