import { rate } from '../../agent/domain/rate.ts';
import type { ObservedQueue, QueueShape } from '../../agent/shaping/queue.ts';
import type { WireFault } from '../lab/faults.ts';
import { attributesOf, LabApiClient } from '../lab/router/lab-api-client.ts';
import { LAB_USERS } from '../lab/router/lab-router-facts.ts';
import { intendDirect } from './direct-op.ts';
import type { FaultRow, Try } from './fault-row.ts';
import type { WiredOffice } from '../office/wired/wired-office.ts';

const WANT: QueueShape = {
  name: 'DISDIK',
  targets: ['10.62.19.0/24'],
  parent: '0.POOL',
  maxLimit: rate(20e6, 20e6),
  limitAt: rate(0, 0),
};

async function login({ lab }: WiredOffice): Promise<LabApiClient> {
  const [user] = LAB_USERS;
  return await LabApiClient.login(lab.routeros, user!.name, user!.password);
}

function settle({ ledger, clock }: WiredOffice, op: number, state: 'verified' | 'not-applied'): void {
  ledger.record((books) => {
    books.settle(op, state, clock.now(), {});
    books.enter({ at: clock.now(), actor: { kind: 'agent' }, act: `op/${state}`, request: null, facts: { op } });
  });
}

/**
 * Sends its add, and on any doubt sends it again without reading. `stamped`: under a name of its own each time, as
 * scripts do.
 */
async function addsBlindly(office: WiredOffice, fault: WireFault, stamped: boolean): Promise<void> {
  office.edit({ kind: 'queue-remove', queue: 'DISDIK' });
  await office.pass();
  const op = intendDirect(office, { kind: 'add', owner: 'disdik', want: WANT, placeBefore: null });
  office.lab.faults.arm(fault);
  let said: string | undefined;
  for (let turn = 1; turn <= 2 && said === undefined; turn += 1) {
    const client = await login(office);
    const name = stamped ? `DISDIK-${turn}` : 'DISDIK';
    const words = [
      '/queue/simple/add',
      `=name=${name}`,
      '=target=10.62.19.0/24',
      '=parent=0.POOL',
      '=max-limit=20000000/20000000',
    ];
    const [first] = await client.talk(...words, '=limit-at=0/0', '=comment=bwagent:disdik');
    said = first?.[0];
    client.close();
  }
  settle(office, op, said === '!done' ? 'verified' : 'not-applied');
}

/** Wants `20M/20M`, reads `20000000/20000000`, and takes that for a difference each time. */
async function comparesText(office: WiredOffice, passes: number): Promise<void> {
  await office.pass();
  const was = office.ledger.observed('core')!.queues.find(({ name }) => name === 'DISDIK') as ObservedQueue;
  const client = await login(office);
  for (let pass = 0; pass < passes; pass += 1) {
    const [row] = await client.talk('/queue/simple/print', '?name=DISDIK');
    if (attributesOf(row ?? [])['max-limit'] === '20M/20M') break;
    const op = intendDirect(office, { kind: 'set', owner: 'disdik', want: was, was });
    await client.talk('/queue/simple/set', `=.id=${was.id}`, '=max-limit=20000000/20000000', '=limit-at=0/0');
    settle(office, op, 'verified');
  }
  client.close();
}

/** Writes what it planned without looking once more. */
async function writesUnread(office: WiredOffice): Promise<void> {
  await office.pass();
  const was = office.ledger.observed('core')!.queues.find(({ name }) => name === 'DISDIK') as ObservedQueue;
  const op = intendDirect(office, { kind: 'set', owner: 'disdik', want: { ...was, maxLimit: rate(8e6, 8e6) }, was });
  office.edit({ kind: 'queue-set', queue: 'DISDIK', words: { 'max-limit': '7M/7M' } });
  const client = await login(office);
  await client.talk('/queue/simple/set', `=.id=${was.id}`, '=max-limit=8000000/8000000', '=limit-at=0/0');
  client.close();
  settle(office, op, 'verified');
}

const DOUBTS: readonly WireFault[] = [{ kind: 'cut-after' }, { kind: 'cut-inside-reply' }, { kind: 'reset-after' }];

function tries(count: number, share: number, make: (i: number) => Try): readonly Try[] {
  return Array.from({ length: Math.max(1, Math.round(count * share)) }, (_, i) => make(i));
}

const base = { books: 'base' } as const;

/** Writers that must be found out. */
export const NAIVE_WRITERS: readonly FaultRow[] = [
  {
    id: 'control-a',
    what: 'a writer sends its add again without reading: it takes a refusal for a failure, or makes two queues',
    kind: 'control',
    tries: (_, share) =>
      tries(100, share, (i) => ({
        label: i % 2 === 0 ? 'one name' : 'a name of its own each time',
        options: base,
        run: async (office) => {
          await addsBlindly(office, DOUBTS[i % DOUBTS.length] as WireFault, i % 2 === 1);
          return {};
        },
      })),
  },
  {
    id: 'control-b',
    what: 'a writer compares without canonical form: it writes again in each of 10 passes',
    kind: 'control',
    tries: (_, share) =>
      tries(20, share, () => ({
        label: '20M/20M',
        options: base,
        run: async (office) => {
          await comparesText(office, 10);
          return {};
        },
      })),
  },
  {
    id: 'control-c',
    what: 'a writer does not look once more before it writes: a hand edit is overwritten',
    kind: 'control',
    tries: (_, share) =>
      tries(20, share, () => ({
        label: 'edited meanwhile',
        options: base,
        run: async (office) => {
          await writesUnread(office);
          return {};
        },
      })),
  },
];
