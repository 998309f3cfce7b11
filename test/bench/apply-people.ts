import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '../../agent/commands/terminal/client.ts';
import type { BodyOf, DoneOf, OrderName } from '../../agent/desk/act/order.ts';
import { Fault } from '../../agent/domain/fault.ts';
import { applyLine } from './apply-office.ts';
import { LEFT_EMPTY } from '../ticket/ticket-samples.ts';

type Raised = BodyOf<'raise'>['event'];

const paper = (role: 'department-head' | 'division-head') => ({
  role,
  document: '800/BENCH/2026',
  date: '2026-05-04',
  file: null,
});
const KADIS = paper('department-head');
const KABID = paper('division-head');
const BATCH = 100;

/** First day: base data of `lines` lines and the contract of their uplink. */
export async function foundBase(client: Client, lines: number): Promise<void> {
  const rows = Array.from({ length: lines }, (_, i) => ({ row: i + 2, fields: applyLine(i).fields }));
  for (let at = 0; at < rows.length; at += BATCH) {
    await order(client, 'import-agencies', { rows: rows.slice(at, at + BATCH), dryRun: false });
  }
  await order(client, 'contract', {
    uplink: 'isp-a',
    down: '9000',
    up: '9000',
    from: '2026-01-01 00:00',
    until: null,
    document: 'KONTRAK/BENCH',
    shares: null,
    pool: null,
    paper: KABID,
  });
}

/**
 * What the bench looks at between orders: where a request stands in the ledger, past the API, which takes only so many
 * questions.
 */
export type StageOf = (number: string) => Promise<string | null>;

/** Files a small raise for the agency of line `i` and takes it to the step before approval. Gives its number. */
export async function askRaise(client: Client, stageOf: StageOf, i: number): Promise<string> {
  const { code } = applyLine(i);
  const { key } = await order(client, 'file', {
    key: randomUUID(),
    ticket: {
      ...LEFT_EMPTY,
      kind: 'request',
      channel: 'letter',
      agency: code,
      subject: 'Permohonan penambahan bandwidth',
      body: 'Antrean jenuh pada jam kerja.',
      wantedDown: '1',
      wantedUp: '1',
      meaning: 'increment',
      duration: 'permanent',
      windowFrom: '',
      windowUntil: '',
      targets: [],
      documents: ['letter', 'technical-data', 'justification'],
      letterNumber: `005/${code}/2026`,
      letterDate: '2026-05-04',
      receivedAt: '',
    },
  });
  const number = await until(async () => (await patiently(() => client.ask('filed', { key }))).number, 50);
  const raise = async (event: Raised, on: BodyOf<'raise'>['paper']): Promise<unknown> =>
    await order(client, 'raise', { number, event, paper: on });
  await raise({ kind: 'triaged', impact: 'medium', urgency: 'high', missing: [] }, null);
  await raise({ kind: 'disposed', note: 'diteruskan' }, KADIS);
  await raise({ kind: 'examined', missing: [] }, KABID);
  await until(async () => ((await stageOf(number)) === 'assessed' ? number : null), 5);
  return number;
}

/**
 * Approves what is shown, and looks until the router was written and read back; ms from the order. Throws when it ends
 * otherwise.
 */
export async function approveApplied(client: Client, stageOf: StageOf, number: string): Promise<number> {
  const { hash } = await patiently(() => client.ask('plan', { number }));
  let from = Number.NaN;
  await patiently(async () => {
    from = performance.now();
    await client.order('raise', { number, event: { kind: 'approved', planHash: hash }, paper: KABID });
  });
  const stage = await until(async () => {
    const now = await stageOf(number);
    return now === 'approved' || now === 'applying' ? null : now;
  }, 1);
  const spent = performance.now() - from;
  if (stage === 'apply-failed' || stage === 'deferred') throw new Error(`${number} ended as ${stage}`);
  return spent;
}

async function order<N extends OrderName>(client: Client, name: N, body: BodyOf<N>): Promise<DoneOf<N>> {
  return await patiently(() => client.order(name, body));
}

/** Asks again when the daemon said how long to wait: it takes only so much a minute from one user. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'order/too-many') throw error;
      await pause(Number(error.facts['seconds']) * 1000);
    }
  }
}

/** Looks again and again until there is something to see, for a minute. */
async function until<T>(look: () => Promise<T | null>, everyMs: number): Promise<T> {
  const end = performance.now() + 60_000;
  for (;;) {
    const seen = await look();
    if (seen !== null) return seen;
    if (performance.now() > end) throw new Error('looked for a minute in vain');
    await pause(everyMs);
  }
}
