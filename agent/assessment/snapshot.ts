import type { ReadContext } from './read-context.ts';
import { supposedLedger } from './supposed-ledger.ts';

/**
 * Returns a context in which each list and each newest sample is read once and then kept. Use it for a computation that
 * reads the same things many times and writes nothing in between, and drop it afterwards.
 */
export function snapshotOf(context: ReadContext): ReadContext {
  const { ledger, samples } = context;
  const last = keeper(samples.last.bind(samples));
  const newest = new Map<number, ReadContext['samples']['newest']>();
  return {
    ...context,
    ledger: supposedLedger(ledger, {
      agencies: once(() => ledger.agencies()),
      lines: once(() => ledger.lines()),
      pools: once(() => ledger.pools()),
      contracts: once(() => ledger.contracts()),
      shares: once(() => ledger.shares()),
      poolLimits: once(() => ledger.poolLimits()),
      allocations: once(() => ledger.allocations()),
    }),
    samples: {
      ...samples,
      last,
      newest(subject, count) {
        let found = newest.get(count);
        if (found === undefined) newest.set(count, (found = keeper((asked) => samples.newest(asked, count))));
        return found(subject, count);
      },
    },
  };
}

/** Returns a function that calls `read` the first time only and then repeats its result. */
function once<T>(read: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => (kept ??= { value: read() }).value;
}

/** Returns a function that calls `read` once for each key and then repeats its result. */
function keeper<K, T>(read: (key: K) => T): (key: K) => T {
  const kept = new Map<K, { readonly value: T }>();
  return (key) => {
    let found = kept.get(key);
    if (found === undefined) kept.set(key, (found = { value: read(key) }));
    return found.value;
  };
}
