import { type Bps, bps, demandOf, dividedBy, type PerMille } from '../../domain/rate.ts';
import type { LimitedGroup } from './capped-sum.ts';
import type { CommittedGroup } from './committed-instant.ts';

/** Three sums of committed bandwidth (see `CommittedInstant`), bit/s. */
type Sums = Omit<CommittedGroup, 'limit'>;

/**
 * Committed bandwidth summed up a tree of limited queues: each passes upward at most its limit. The queues above the
 * requesting line stay apart, since its own part is added later.
 */
export class CommittedTree {
  readonly #sharing: PerMille;
  readonly #own: readonly LimitedGroup[];
  readonly #top = new GroupSums();
  /** Sums by id of the nearest queue, with the queues above it. */
  readonly #groups = new Map<string, { readonly sums: GroupSums; readonly chain: readonly LimitedGroup[] }>();

  /**
   * @param sharing k, the contention ratio in thousandths.
   * @param own limited queues above the requesting line, the nearest first.
   */
  constructor(sharing: PerMille, own: readonly LimitedGroup[]) {
    this.#sharing = sharing;
    this.#own = own;
    for (const i of own.keys()) this.below(own.slice(i));
  }

  /** Returns where to add a line that stands below these queues, the nearest first. */
  below(chain: readonly LimitedGroup[]): GroupSums {
    const [group, ...above] = chain;
    if (group === undefined) return this.#top;
    let found = this.#groups.get(group.id);
    if (found === undefined) {
      this.below(above);
      this.#groups.set(group.id, (found = { sums: new GroupSums(), chain }));
    }
    return found.sums;
  }

  /** Returns the sums above all queues, and those of the queues above the requesting line. */
  sums(): { readonly top: Sums; readonly groups: readonly CommittedGroup[] } {
    const ids = new Set(this.#own.map(({ id }) => id));
    const others = [...this.#groups.values()].filter(({ chain }) => !ids.has(chain[0]?.id ?? ''));
    for (const { sums, chain } of others.toSorted((a, b) => b.chain.length - a.chain.length)) {
      const [group, ...above] = chain;
      if (group === undefined) continue;
      const { dedicated, shared, full } = sums.total();
      const passes = dedicated + dividedBy(this.#sharing, shared) + full <= group.limit;
      this.below(above).addSums(passes ? sums.total() : { dedicated: NONE, shared: NONE, full: group.limit });
    }
    const groups = this.#own.map(({ limit }, i) => ({ limit, ...this.below(this.#own.slice(i)).total() }));
    return { top: this.#top.total(), groups };
  }
}

const NONE = bps(0);

/** The sums below one queue, or above all. */
class GroupSums {
  readonly dedicated = new ByShare();
  readonly shared = new ByShare();
  readonly full = new ByShare();

  addSums({ dedicated, shared, full }: Sums): void {
    this.dedicated.addWhole(dedicated);
    this.shared.addWhole(shared);
    this.full.addWhole(full);
  }

  total(): Sums {
    return { dedicated: this.dedicated.total(), shared: this.shared.total(), full: this.full.total() };
  }
}

/** Sums bit/s for each share first, so that each share is applied and rounded up only once. */
class ByShare {
  readonly #sums = new Map<PerMille, number>();
  #whole = 0;

  add(share: PerMille, bits: number): void {
    this.#sums.set(share, (this.#sums.get(share) ?? 0) + bits);
  }

  /** Adds bit/s to which the share is applied already. */
  addWhole(bits: number): void {
    this.#whole += bits;
  }

  total(): Bps {
    return bps([...this.#sums].reduce((sum, [share, bits]) => sum + demandOf(share, bits), this.#whole));
  }
}
