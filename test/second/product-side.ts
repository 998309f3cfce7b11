import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteLedger } from '../../adapters/ledger/sqlite/sqlite-ledger.ts';
import { openSqliteSamples } from '../../adapters/samples/sqlite/sqlite-samples.ts';
import { assess, type Assessment } from '../../agent/assessment/assess.ts';
import { DayCache } from '../../agent/assessment/day-cache.ts';
import type { ReadContext } from '../../agent/assessment/read-context.ts';
import type { Allocation, AllocationState } from '../../agent/domain/allocation.ts';
import type { Subject } from '../../agent/domain/counters/reading.ts';
import type { Line, Path } from '../../agent/domain/line.ts';
import { moment, type Window } from '../../agent/domain/moment.ts';
import { DEFAULT_POLICY, type OfficePolicy } from '../../agent/domain/policy.ts';
import { bps, perMille, rate, type Rate } from '../../agent/domain/rate.ts';
import type { FiveMinute } from '../../agent/ports/samples.ts';
import type { Books, Ledger } from '../../agent/ports/ledger.ts';
import type { Samples } from '../../agent/ports/samples.ts';
import { PLAIN_TRAITS } from '../../agent/shaping/router-traits.ts';
import { CALENDAR } from '../office/evidence-kit.ts';
import { requestRow } from '../office/sample-rows.ts';
import { row } from '../office/queue-samples.ts';
import { officeOf } from '../office/office-plan.ts';
import type {
  Dated,
  GrantFact,
  LineFact,
  Pair,
  PathFact,
  PolicyFact,
  Question,
  RowFact,
  Span,
  World,
} from './world-facts.ts';

/** Requests that a world's allocations may name: 1 to this. */
const REQUESTS = 6;

const rateOf = ({ down, up }: Pair): Rate => rate(down, up);
const windowOf = (span: Span | null): Window | null =>
  span === null ? null : { from: moment(span[0]), until: moment(span[1]) };
const maybe = (at: number | null) => (at === null ? null : moment(at));

function pathOf(path: PathFact): Path {
  return path;
}

export function lineOf(line: LineFact): Line {
  const { id, agency, queue, parent, dedicated, path } = line;
  const service = dedicated ? 'dedicated' : 'shared';
  return { id, agency, router: 'core', queue, targets: [], parent, service, path: pathOf(path) };
}

function stateOf({ state, stateAt }: GrantFact): AllocationState {
  return state === 'held' ? { at: 'held', until: moment(stateAt) } : { at: state, since: moment(stateAt) };
}

function allocationOf(grant: GrantFact): Omit<Allocation, 'id'> {
  return {
    line: grant.line,
    request: grant.request,
    rate: rateOf(grant.rate),
    limitAt: rateOf(grant.limitAt),
    window: windowOf(grant.window),
    state: stateOf(grant),
    appliedAt: maybe(grant.appliedAt),
    returnedAt: maybe(grant.returnedAt),
  };
}

function policyOf(policy: PolicyFact): OfficePolicy {
  return {
    ...DEFAULT_POLICY,
    busyLimit: perMille(policy.busyLimit),
    liveLimit: perMille(policy.liveLimit),
    reserve: perMille(policy.reserve),
    sharing: perMille(policy.sharing),
    activity: perMille(policy.activity),
    saturation: perMille(policy.saturation),
    leadDays: policy.leadDays,
    promised: policy.enforced ? 'enforce' : 'report',
    offerStep: bps(policy.offerStep),
    graceMinutes: policy.graceMinutes,
    contractGraceDays: policy.contractGraceDays,
  };
}

function rowOf({ name, parent, maxLimit, disabled, burst }: RowFact, position: number) {
  const plain = row({ id: `*${position}`, position, name, parent, maxLimit: rateOf(maxLimit), disabled, comment: '' });
  if (burst === null) return plain;
  return { ...plain, extras: { burstLimit: rateOf(burst.limit), burstThreshold: rateOf(burst.threshold) } };
}

function writeBooks(books: Books, world: World): void {
  const at = moment(world.origin);
  books.enter({ at, actor: { kind: 'agent' }, act: 'test/base-data', request: null, facts: {} });
  for (const id of new Set(world.lines.map(({ agency }) => agency)))
    books.putAgency({ id, code: id.toUpperCase(), name: id, kind: 'opd', location: 'Kasongan', managed: true });
  for (const { id, queue, parent } of world.pools)
    books.putPool({ id, router: 'core', queue, parent, targets: [], path: { kind: 'pinned', uplink: 'a' } });
  for (const line of world.lines) books.putLine(lineOf(line));
  const agency = world.lines[0]!;
  for (let n = 1; n <= REQUESTS; n += 1) {
    const request = requestRow({ number: `BW-2026-${n}`, ticketId: `T-${n}`, agency: agency.agency, line: agency.id });
    books.open(request, { at: 'received', outside: false }, { at, event: 'received', actor: 'agent', byOffice: false });
  }
  for (const contract of world.contracts) books.putContract(contractOf(contract));
  for (const { of, from, rate: limit } of world.poolLimits)
    books.putPoolLimit({ pool: of, from: moment(from), rate: rateOf(limit) });
  for (const grant of world.grants) books.allocate(allocationOf(grant));
}

function contractOf({ of, from, until, rate: size }: Dated) {
  return { uplink: of, from: moment(from), until: maybe(until), rate: rateOf(size), document: `K-${from}` };
}

function importSeries(samples: Samples, world: World): void {
  for (const [subject, series] of world.series) {
    const rates: FiveMinute[] = [];
    for (let slot = 0; slot < world.slots; slot += 1) {
      const down = series.down[slot]!;
      if (Number.isNaN(down)) continue;
      const start = moment(world.origin + slot * 300_000);
      rates.push({ start, down, up: series.up[slot]!, dropsDown: 0, dropsUp: 0 });
    }
    samples.import(subject as Subject, rates);
  }
  const reading = { monotonic: 0, agentTicks: 0, down: 0n, up: 0n, index: 1 };
  samples.put(
    [...world.series.keys()]
      .filter((subject) => subject.startsWith('uplink:'))
      .map((subject) => ({
        ...reading,
        subject: subject as Subject,
        at: moment(world.now),
        operational: !world.down.has(subject.slice('uplink:'.length)),
      })),
    [],
  );
}

/** The product over real stores in a temporary folder, filled with one world. */
export class ProductSide {
  readonly #folder = mkdtempSync(join(tmpdir(), 'bwagent-second-'));
  readonly #ledger: Ledger = openSqliteLedger({ file: join(this.#folder, 'ledger.db') });
  readonly #samples: Samples = openSqliteSamples({ file: join(this.#folder, 'samples.db') });
  readonly #context: ReadContext;

  constructor(world: World) {
    this.#ledger.record((books) => writeBooks(books, world));
    const { table } = world;
    if (table !== null)
      this.#ledger.observe((notes) =>
        notes.observed({
          router: 'core',
          at: moment(world.now),
          identity: { identity: 'core', version: '7.18.2', serial: null },
          traits: PLAIN_TRAITS,
          queues: table.map(rowOf),
        }),
      );
    importSeries(this.#samples, world);
    this.#context = {
      ledger: this.#ledger,
      samples: this.#samples,
      office: officeOf({ policy: policyOf(world.policy), calendar: CALENDAR }),
      cache: new DayCache(),
      now: moment(world.now),
      words: () => [],
    };
  }

  assess({ line, wanted, window, request, from }: Question): Assessment {
    return assess(this.#context, {
      line: lineOf(line),
      wanted: rateOf(wanted),
      window: windowOf(window),
      request,
      from: moment(from),
    });
  }

  close(): void {
    this.#samples.close();
    this.#ledger.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
