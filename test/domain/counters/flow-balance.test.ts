import { describe, expect, test } from 'vitest';
import { flowBalance } from '../../../agent/domain/counters/flow-balance.ts';

const way = (down: number, up: number) => ({ down, up });

describe('queues beside the uplinks they stand below', () => {
  test.each<[string, ReturnType<typeof way>, ReturnType<typeof way>, string, number | null]>([
    ['the same way round', way(900, 100), way(880, 95), 'straight', 975],
    ['the other way round', way(900, 100), way(95, 880), 'swapped', 975],
    ['an uplink that sends more than it receives', way(100, 900), way(95, 880), 'straight', 975],
    ['half of it passes the queues by', way(900, 100), way(450, 50), 'straight', 500],
    ['too alike to tell', way(520, 480), way(480, 520), 'unknown', 1000],
    ['one side alone leans', way(900, 100), way(480, 520), 'unknown', 1000],
    ['no queue counts anything', way(900, 100), way(0, 0), 'unknown', 0],
    ['nothing passed', way(0, 0), way(0, 0), 'unknown', null],
    ['queues count more than the uplinks: local traffic', way(900, 100), way(1900, 200), 'straight', 1000],
  ])('%s', (_, uplinks, queues, direction, queued) => {
    expect(flowBalance(uplinks, queues)).toEqual({ direction, queued });
  });
});
