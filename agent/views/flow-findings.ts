import { type Finding, finding } from '../domain/finding.ts';
import { type FlowBalance, flowBalance } from '../domain/counters/flow-balance.ts';
import { HOUR, type Span } from '../domain/moment.ts';
import { never } from '../domain/never.ts';
import type { Subject } from '../domain/counters/reading.ts';
import { contractsOf, inForce } from '../domain/uplink.ts';
import type { ReadContext } from '../assessment/read-context.ts';
import { type CommonFlows, commonFlows } from './measured-flows.ts';

/** Least common time that proves anything. */
const LEAST_MEASURED = HOUR;
/** Below this per mille of the uplinks' traffic the queues limit too little of it. */
const ENOUGH_QUEUED = 800;
/** Percent by which the queues may count more than the uplinks. */
const MOST_ABOVE = 20;
/** IF-MIB ifType ethernetCsmacd. */
const ETHERNET = 6;

/**
 * Compares the counters of the last day: whether queues and uplinks count in the same direction, whether traffic passes
 * no queue, and whether a port is slower than its contract.
 */
export function flowFindings(context: ReadContext): readonly Finding[] {
  return [...context.office.routers.flatMap(({ name }) => routerFindings(context, name)), ...portFindings(context)];
}

function routerFindings(context: ReadContext, router: string): readonly Finding[] {
  const common = commonOf(context, router);
  if (common === undefined) return [];
  const { direction, queued } = common.balance;
  return [
    directionFinding(direction, router, common.measured),
    ...(queued !== null && queued < ENOUGH_QUEUED
      ? [finding('meter/unqueued-traffic', 'warn', router, { percent: Math.round(queued / 10) })]
      : []),
    ...(common.abovePercent > MOST_ABOVE
      ? [
          finding('meter/queues-above-uplinks', 'warn', router, {
            percent: common.abovePercent,
            measured: common.measured,
          }),
        ]
      : []),
  ];
}

/** Reports the calibration also when it is right, because no finding could be read as right. */
function directionFinding(direction: FlowBalance['direction'], router: string, measured: Span): Finding {
  switch (direction) {
    case 'straight':
      return finding('meter/direction-straight', 'ok', router, { measured });
    case 'swapped':
      return finding('meter/direction-swapped', 'alarm', router);
    case 'unknown':
      return finding('meter/direction-unknown', 'warn', router, { measured });
    default:
      return never(direction);
  }
}

/** Result of the comparison, and how much common time it rests on, ms. */
interface Common {
  readonly balance: FlowBalance;
  readonly measured: Span;
  /** Percent by which the lines counted more than the uplinks; 0 when they did not, or when nothing is proven. */
  readonly abovePercent: number;
}

const NOTHING_KNOWN: FlowBalance = { direction: 'unknown', queued: null };

/**
 * Compares uplinks and lines of a router over the 5-minute intervals of the last day in which all of them were
 * measured. Less than one hour of such intervals tells nothing. undefined: the router has no uplinks or no lines.
 */
function commonOf(context: ReadContext, router: string): Common | undefined {
  const uplinks = context.office.uplinks.filter((u) => u.router === router).map((u): Subject => `uplink:${u.id}`);
  const lines = context.ledger.lines().filter((l) => l.router === router);
  if (uplinks.length === 0 || lines.length === 0) return undefined;
  const below = lines.map((l): Subject => `line:${l.id}`);
  const common = commonFlows(context, uplinks, below);
  const isEnough = common.measured >= LEAST_MEASURED;
  return {
    measured: common.measured,
    balance: isEnough ? flowBalance(common.above, common.below) : NOTHING_KNOWN,
    abovePercent: isEnough ? excessOf(common) : 0,
  };
}

function excessOf({ above, below }: CommonFlows): number {
  const [carried, counted] = [above.down + above.up, below.down + below.up];
  return carried === 0 ? 0 : Math.max(0, Math.round(((counted - carried) * 100) / carried));
}

/**
 * Uplinks whose Ethernet port negotiated a lower speed (IF-MIB ifHighSpeed) than the contract, so that the contracted
 * rate cannot pass. The speed of another kind of interface, and one that the traffic passed, proves nothing.
 */
function portFindings({ ledger, samples, office, now }: ReadContext): readonly Finding[] {
  return office.uplinks.flatMap((uplink) => {
    const port = samples.port(`uplink:${uplink.id}`);
    const speed = port?.type === ETHERNET && !port.passed ? port.speedMbps : 0;
    const contract = inForce(contractsOf(ledger.contracts(), uplink.id), now)?.rate;
    if (speed === 0 || contract === undefined || speed * 1e6 >= Math.max(contract.down, contract.up)) return [];
    return [
      finding('meter/speed-below-contract', 'alarm', uplink.id, {
        speed,
        contract: Math.max(contract.down, contract.up),
      }),
    ];
  });
}
