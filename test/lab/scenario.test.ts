import { describe, expect, it } from 'vitest';
import { localParts } from './lab-calendar.ts';
import { loadScenario } from './scenario.ts';

const scenario = loadScenario();
const agencies = new Map(scenario.agencies.map((agency) => [agency.id, agency]));

const tenths = (value: number): number => Number(value.toFixed(1));

describe('the scenario', () => {
  it('has 26 agencies on 750 Mbps of promises, 2 uplinks, 12 tickets and 8 faults', () => {
    expect(scenario.agencies).toHaveLength(26);
    expect(scenario.agencies.reduce((sum, agency) => sum + agency.allocationMbps.down, 0)).toBe(
      scenario.initialCapacity.allocatedMbps,
    );
    expect(scenario.uplinks.reduce((sum, uplink) => sum + uplink.capacityMbps.down, 0)).toBe(
      scenario.initialCapacity.totalMbps,
    );
    expect(scenario.tickets).toHaveLength(12);
    expect(scenario.faults.map((fault) => fault.id)).toEqual(['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8']);
  });

  it('gives every subnet to one agency and every queue one name', () => {
    const subnets = scenario.agencies.flatMap((agency) => agency.subnets);
    expect(new Set(subnets).size).toBe(subnets.length);
    const names = [
      ...scenario.agencies.map((agency) => agency.queue.name),
      ...scenario.foreignQueues.map((queue) => queue.name),
    ];
    expect(new Set(names).size).toBe(names.length);
  });

  it('has expected checks whose arithmetic holds by the policy', () => {
    const { policy } = scenario;
    const checks = scenario.tickets
      .flatMap(({ expected }) => [expected.check, expected.recheck])
      .filter((check) => check?.form === 'permanent');
    expect(checks).toHaveLength(8);
    const computed = checks.map((check) => ({
      ...check,
      promiseLeftMbps: tenths(check.capacityMbps * (1 - policy.reserve) - check.promisedMbps),
      projectedP95Mbps: tenths(check.busyP95Mbps + policy.activity * check.additionMbps),
      p95LimitMbps: tenths(check.capacityMbps * policy.busyLimit),
      verdict: check.promisedEnough && check.measuredEnough ? 'enough' : 'not-enough',
    }));
    expect(computed).toEqual(checks);
  });

  it('ends with the allocations its tickets end with', () => {
    const final = new Map(scenario.agencies.map((agency) => [agency.id, agency.allocationMbps.down]));
    for (const ticket of scenario.tickets)
      if (ticket.expected.finalAllocationMbps !== null) final.set(ticket.agency, ticket.expected.finalAllocationMbps);
    expect(Object.fromEntries(final)).toEqual(scenario.finalAllocationMbps);
  });

  it('names only agencies it knows, and steps in the order of time', () => {
    const known = new Set([...agencies.keys(), ...scenario.offNetworkAgencies.map((agency) => agency.id)]);
    expect(scenario.tickets.filter((ticket) => !known.has(ticket.agency))).toEqual([]);
    const courses = scenario.tickets.map((ticket) => ticket.expected.flow.map((step) => Date.parse(step.at)));
    expect(courses.map((course) => course.toSorted((a, b) => a - b))).toEqual(courses);
  });

  it('starts on a Monday after four whole weeks of history', () => {
    expect(localParts(Date.parse(scenario.tickets[0]!.receivedAt))).toEqual({
      day: '2026-05-04',
      weekday: 1,
      hour: 8,
      minute: 10,
    });
  });
});
