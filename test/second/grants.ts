import { MINUTE } from './local-days.ts';
import type { GrantFact, LineFact, Span, Way, World } from './world-facts.ts';

/** A permanent allocation that the router carries or carried. */
function isRecord(grant: GrantFact): boolean {
  return grant.window === null && grant.state !== 'held' && grant.appliedAt !== null;
}

/** What a line had, has and may have. All bit/s of one direction. */
export class LineBook {
  readonly #world: World;
  readonly line: LineFact;
  readonly #grants: readonly GrantFact[];
  readonly #records: readonly GrantFact[];
  /** The asking line: live holds of any request raise nothing in its own check. */
  readonly #isAsking: boolean;

  /** @param asking the line that asks, and its request, whose hold is left out. */
  constructor(world: World, line: LineFact, asking: { readonly line: LineFact; readonly request: number | null }) {
    this.#world = world;
    this.line = line;
    this.#isAsking = line.id === asking.line.id;
    const isOwnHold = ({ state, request }: GrantFact): boolean =>
      state === 'held' && request !== null && request === asking.request;
    this.#grants = world.grants.filter((grant) => grant.line === line.id && !isOwnHold(grant));
    this.#records = this.#grants
      .filter(isRecord)
      .toSorted((a, b) => (a.appliedAt ?? a.stateAt) - (b.appliedAt ?? b.stateAt) || a.id - b.id);
  }

  #isLiveHold({ state, stateAt }: GrantFact): boolean {
    return state === 'held' && this.#world.now < stateAt;
  }

  /** The newest permanent allocation that the router carries. */
  #standing(): GrantFact | undefined {
    return this.#records.filter(({ state }) => state === 'granted').toSorted((a, b) => b.id - a.id)[0];
  }

  #pending(): readonly GrantFact[] {
    return this.#grants.filter(
      ({ window, state, appliedAt }) => window === null && state === 'granted' && appliedAt === null,
    );
  }

  #holds(): readonly GrantFact[] {
    return this.#grants.filter((grant) => grant.window === null && this.#isLiveHold(grant));
  }

  /** Permanent rate granted: a grant counts when it is made, a reduction when it is verified, a hold never. */
  granted(way: Way): number {
    return Math.max(this.#standing()?.rate[way] ?? 0, ...this.#pending().map(({ rate }) => rate[way]));
  }

  /** Whether it was granted without a limit. */
  isFree(way: Way): boolean {
    return this.granted(way) === 0 && (this.#standing() !== undefined || this.#pending().length > 0);
  }

  /** Permanent rate with grants and live holds not applied yet. */
  most(way: Way): number {
    return Math.max(this.granted(way), ...this.#holds().map(({ rate }) => rate[way]));
  }

  /** The same as raises and guarantees count it: holds of the asking line raise nothing in its own check. */
  has(way: Way): number {
    return this.#isAsking ? this.granted(way) : this.most(way);
  }

  /** The least permanent rate granted meanwhile: what stands until a pending grant is applied. */
  least(way: Way): number {
    const standing = this.#standing();
    const all = [...(standing === undefined ? [] : [standing]), ...this.#pending()];
    return all.length === 0 ? 0 : Math.min(...all.map(({ rate }) => rate[way]));
  }

  /** Largest guaranteed part of the same allocations. `withHolds`: of the asking line too. */
  limitAt(way: Way, withHolds = false): number {
    const holds = this.#isAsking && !withHolds ? [] : this.#holds();
    const all = [this.#standing(), ...this.#pending(), ...holds];
    return Math.max(0, ...all.map((grant) => grant?.limitAt[way] ?? 0));
  }

  /** What stood verified on the router when an interval began; see the page for the time before the first record. */
  had(way: Way, at: number): number {
    const first = this.#records[0];
    if (first === undefined) return 0;
    let stood = first.request === null ? first.rate[way] : 0;
    for (const record of this.#records) {
      if ((record.appliedAt ?? record.stateAt) > at) break;
      stood = record.rate[way];
    }
    return stood;
  }

  /** Whether the line was there: its first record is import, adoption or a correction, or had begun. */
  isThere(at: number): boolean {
    const first = this.#records[0];
    return first !== undefined && (first.request === null || (first.appliedAt ?? first.stateAt) <= at);
  }

  /** When the line was first verified on the router. */
  verifiedSince(): number | null {
    const seen = this.#grants.flatMap(({ appliedAt }) => appliedAt ?? []);
    return seen.length === 0 ? null : Math.min(...seen);
  }

  /** Temporary grants that stood verified on the router then. */
  hadForATime(way: Way, at: number): number {
    const stood = this.#grants.filter(
      ({ window, appliedAt, returnedAt, state }) =>
        window !== null && appliedAt !== null && appliedAt <= at && state !== 'held' && at < (returnedAt ?? Infinity),
    );
    return Math.max(0, ...stood.map(({ rate }) => rate[way]));
  }

  /** Instants at which `had` or `hadForATime` changes. */
  changes(): readonly number[] {
    return this.#grants.flatMap(({ appliedAt, returnedAt, stateAt, state }) =>
      state === 'held' ? [] : [appliedAt ?? stateAt, ...(returnedAt === null ? [] : [returnedAt])],
    );
  }

  /** Temporary allocations that charge capacity, each with the time in which it does. */
  temporaries(): readonly { readonly grant: GrantFact; readonly charged: Span }[] {
    return this.#grants.flatMap((grant) => {
      const { window, state, returnedAt } = grant;
      if (window === null || (state !== 'granted' && !this.#isLiveHold(grant))) return [];
      const end = window[1] + this.#world.policy.graceMinutes * MINUTE;
      if (returnedAt !== null) return [{ grant, charged: [window[0], Math.min(returnedAt, end)] as const }];
      const isOver = state === 'granted' && this.#world.now >= end;
      return [{ grant, charged: [window[0], isOver ? Infinity : end] as const }];
    });
  }

  /** The largest temporary rate charged at an instant. */
  extraAt(way: Way, at: number): number {
    const charged = this.temporaries().filter(({ charged: [from, until] }) => at >= from && at < until);
    return Math.max(0, ...charged.map(({ grant }) => grant.rate[way]));
  }

  /** What the router carries now: the permanent rate, and temporary grants that are applied and not returned. */
  standsNow(way: Way): number {
    const shown = this.#world.table?.find(({ name }) => name === this.line.queue);
    if (shown !== undefined) return shown.maxLimit[way];
    return Math.max(this.#standing()?.rate[way] ?? 0, this.hadForATime(way, this.#world.now));
  }
}
