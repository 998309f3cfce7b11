import { describe, expect, it } from 'vitest';
import { localParts } from './lab-calendar.ts';
import { loadScenario } from './scenario.ts';

const scenario = loadScenario();
const agencies = new Map(scenario.agencies.map((agency) => [agency.id, agency]));

describe('the scenario', () => {
  it('has 26 agencies on 750 Mbps of promises, 2 uplinks, 12 tickets and 8 faults', () => {
    expect(scenario.agencies).toHaveLength(26);
    expect(scenario.agencies.reduce((sum, agency) => sum + agency.allocationMbps.down, 0)).toBe(scenario.initialCapacity.allocatedMbps);
    expect(scenario.uplinks.reduce((sum, uplink) => sum + uplink.capacityMbps.down, 0)).toBe(scenario.initialCapacity.totalMbps);
    expect(scenario.tickets).toHaveLength(12);
    expect(scenario.faults.map((fault) => fault.id)).toEqual(['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8']);
  });

  it('gives every subnet to one agency and every queue one name', () => {
    const subnets = scenario.agencies.flatMap((agency) => agency.subnets);
    expect(new Set(subnets).size).toBe(subnets.length);
    const names = [...scenario.agencies.map((agency) => agency.queue.name), ...scenario.foreignQueues.map((queue) => queue.name)];
    expect(new Set(names).size).toBe(names.length);
  });

  it('has expected checks whose arithmetic holds by the policy', () => {
    const { policy } = scenario;
    const round = (value: number): number => Number(value.toFixed(1));
    for (const { id, expected, fromMbps, wantedMbps } of scenario.tickets)
      for (const check of [expected.check, expected.recheck]) {
        if (check?.form !== 'permanent') continue;
        const left = check.capacityMbps * (1 - policy.reserve) - check.promisedMbps;
        expect(check.promiseLeftMbps, id).toBe(round(left));
        expect(check.projectedP95Mbps, id).toBe(round(check.busyP95Mbps + policy.activity * check.additionMbps));
        expect(check.p95LimitMbps, id).toBe(round(check.capacityMbps * policy.busyLimit));
        expect(check.verdict === 'enough', id).toBe(check.promisedEnough && check.measuredEnough);
        if (check === expected.check) expect(check.additionMbps, id).toBe(wantedMbps - (fromMbps ?? 0));
      }
  });

  it('ends with the allocations its tickets end with', () => {
    const final = new Map(scenario.agencies.map((agency) => [agency.id, agency.allocationMbps.down]));
    for (const ticket of scenario.tickets)
      if (ticket.expected.finalAllocationMbps !== null) final.set(ticket.agency, ticket.expected.finalAllocationMbps);
    expect(Object.fromEntries(final)).toEqual(scenario.finalAllocationMbps);
  });

  it('names only agencies it knows, and steps in the order of time', () => {
    const known = new Set([...agencies.keys(), ...scenario.offNetworkAgencies.map((agency) => agency['id'])]);
    for (const ticket of scenario.tickets) {
      expect(known.has(ticket.agency), ticket.id).toBe(true);
      const at = ticket.expected.flow.map((step) => Date.parse(step.at));
      expect(
        at.toSorted((a, b) => a - b),
        ticket.id,
      ).toEqual(at);
    }
  });

  it('starts on a Monday after four whole weeks of history', () => {
    expect(localParts(Date.parse(scenario.tickets[0]!.receivedAt))).toEqual({ day: '2026-05-04', weekday: 1, hour: 8, minute: 10 });
  });
});
