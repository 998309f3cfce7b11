import type { Assessment } from '../../agent/assessment/assess.ts';
import type { Demand } from '../../agent/admission/check/decision-inputs.ts';
import type { BoundFigures, SecondAnswer } from './second-answer.ts';
import { WAYS, type Way } from './world-facts.ts';

/** One number or word on which the two differ. */
export interface Difference {
  readonly what: string;
  readonly product: unknown;
  readonly second: unknown;
}

/** What a product's queue is judged by; an uplink by the path's demand. */
function demandOf(product: Assessment, way: Way, bound: BoundFigures): Demand {
  const inputs = product.terms.directions[way];
  return inputs.demands?.[bound.id] ?? inputs;
}

/** All differences between the two answers. */
export function differences(product: Assessment, second: SecondAnswer): readonly Difference[] {
  const found: Difference[] = [];
  const same = (what: string, a: unknown, b: unknown): void => {
    if (JSON.stringify(a) !== JSON.stringify(b)) found.push({ what, product: a, second: b });
  };
  const { decision, terms, offer } = product;
  if (second.standby) {
    same('standby verdict', decision.verdict === 'unknown' ? second.verdict : decision.verdict, second.verdict);
    same('standby offer', [offer, product.earliest], [null, null]);
    return found;
  }
  same('verdict', decision.verdict, second.verdict);
  for (const way of WAYS) {
    same(`${way} delta`, terms.directions[way].delta, second.delta[way]);
    if (second.delta[way] <= 0) continue;
    same(
      `${way} bounds`,
      namesOf(product, way),
      second.bounds[way].map(({ id }) => id),
    );
    for (const bound of second.bounds[way]) compareBound(product, way, bound, same);
  }
  if (decision.verdict === 'unknown') return found;
  for (const key of second.keys) {
    const theirs = decision.keys.find((k) => k.key === key.key && k.bound === key.bound && k.direction === key.way);
    const name = `${key.way} ${key.bound} ${key.key}`;
    same(name, theirs && [theirs.demand, theirs.limit, theirs.pass], [key.demand, key.limit, key.pass]);
  }
  same('keys', decision.keys.length, second.keys.length);
  same('offer', offer, second.offer);
  return found;
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].toSorted();

/** Bounds with a limit in this direction. */
function namesOf({ terms }: Assessment, way: Way): readonly string[] {
  return terms.bounds
    .filter(({ kind, capacity }) => kind === 'uplink' || capacity?.[way] !== 0)
    .map(({ name }) => name);
}

function compareBound(
  product: Assessment,
  way: Way,
  bound: BoundFigures,
  same: (what: string, a: unknown, b: unknown) => void,
): void {
  const demand = demandOf(product, way, bound);
  const name = `${way} ${bound.id}`;
  const source = product.terms.directions[way].demands?.[bound.id]?.source ?? 'uplink';
  same(`${name} source`, source, bound.source);
  const capacity = product.terms.bounds.find((b) => b.name === bound.id)?.capacity?.[way];
  same(`${name} capacity`, capacity ?? null, bound.capacity);
  const { busy } = demand;
  same(
    `${name} busy`,
    busy.kind === 'known' ? busy.bits : busy.why,
    bound.busy.known ? bound.busy.bits : bound.busy.why,
  );
  const figures = (bits: number | null, valid: number, expected: number) => `${bits} ${valid}/${expected}`;
  if (busy.kind === 'unknown' && busy.why === 'no-samples') return;
  same(
    `${name} figures`,
    unique(busy.figures.filter(({ expected }) => expected > 0).map((f) => figures(f.bits, f.valid, f.expected))),
    unique(
      bound.busy.figures
        .filter(({ expected }) => expected > 0)
        .map((f) => figures(Number.isFinite(f.bits) ? f.bits : null, f.valid, f.expected)),
    ),
  );
  same(`${name} growth`, demand.growth, bound.growth);
  const { live } = demand;
  const mine = bound.live;
  same(
    `${name} live`,
    live.kind === 'known' ? live.bits : live.kind === 'unknown' ? live.why : null,
    mine === null ? null : mine.known ? mine.bits : mine.why,
  );
  same(`${name} idle`, demand.idle, bound.idle);
  const isDedicated = product.terms.service === 'dedicated';
  const cir = demand.own === null ? 0 : demand.own.cir + (isDedicated ? product.terms.directions[way].delta : 0);
  const own = demand.own === null || cir === 0 ? null : { cir, use: demand.own.busy };
  same(`${name} own`, own, bound.own);
}
