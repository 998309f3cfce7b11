import { describe, expect, it } from 'vitest';
import { mbps } from '../../agent/domain/rate.ts';
import { zone } from '../../agent/domain/zone.ts';
import { routerSchema } from '../../agent/settings/network-settings.ts';
import { MEMORY_KINDS } from '../fakes/memory-kinds.ts';

const schema = routerSchema(MEMORY_KINDS, zone('Asia/Pontianak'));
const ROUTER = { name: 'core', wire: { kind: 'test' }, meter: { kind: 'test' } };
const planOf = (rest: object = {}) => schema.parse({ ...ROUTER, ...rest }).plan;
const problemOf = (rest: object): string =>
  schema.safeParse({ ...ROUTER, ...rest }).error?.issues[0]?.path.join('.') ?? 'none';

describe('agent/settings: how far the agent may go on a router', () => {
  it('is bounded where the office says nothing', () => {
    expect(planOf()).toMatchObject({
      name: 'core',
      mode: 'observe',
      dryRun: false,
      management: [],
      wordsPerOp: 4,
      writesPerHour: 60,
      movedPerHour: mbps(1000),
      secondApproverAbove: mbps(200),
      loginRetry: 1_800_000,
      quiet: 15_000,
      massDrift: 10,
      freezes: [],
      drift: { policy: 'report', objects: {}, quietHours: [] },
    });
  });

  it('drift is met per router, per object, and not at quiet hours', () => {
    const drift = { policy: 'propose', objects: { rsud: 'enforce' }, quietHours: [{ from: '07:30', until: '16:00' }] };
    expect(planOf({ drift }).drift).toEqual({ ...drift, quietHours: [{ from: 450, until: 960 }] });
  });

  it('is written in Mbps, minutes and seconds', () => {
    const given = { movedPerHourMbps: 300, secondApproverAboveMbps: 50, loginRetryMinutes: 60, quietSeconds: 20 };
    expect(planOf(given)).toMatchObject({
      movedPerHour: 300e6,
      secondApproverAbove: 50e6,
      loginRetry: 3_600_000,
      quiet: 20_000,
    });
    expect(planOf({ movedPerHourMbps: null, secondApproverAboveMbps: null })).toMatchObject({
      movedPerHour: null,
      secondApproverAbove: null,
    });
  });

  it.each<[string, object]>([
    ['wordsPerOp', { wordsPerOp: 0 }],
    ['writesPerHour', { writesPerHour: 0 }],
    ['movedPerHourMbps', { movedPerHourMbps: 0 }],
    ['movedPerHourMbps', { movedPerHourMbps: 1.5 }],
    ['secondApproverAboveMbps', { secondApproverAboveMbps: -1 }],
    ['loginRetryMinutes', { loginRetryMinutes: 1 }],
    ['drift.policy', { drift: { policy: 'fight' } }],
    ['drift.objects.rsud', { drift: { objects: { rsud: 'fight' } } }],
    ['drift.quietHours.0.from', { drift: { quietHours: [{ from: '24:00', until: '06:00' }] } }],
    ['freezes.0', { freezes: [{ from: '2026-08-18T00:00:00+07:00', until: '2026-08-16T00:00:00+07:00', why: 'x' }] }],
    ['freezes.0.from', { freezes: [{ from: 'besok', until: '2026-08-18T00:00:00+07:00', why: 'x' }] }],
  ])('%s is refused when it makes no sense: %j', (path, rest) => {
    expect(problemOf(rest)).toBe(path);
  });

  it.each([
    ['2026-08-16', '2026-08-17'],
    ['16 Agustus 2026', '17/08/2026'],
    ['2026-08-16 00:00', '17.08.2026 24.00'],
    ['2026-08-15T17:00:00Z', '2026-08-18T00:00:00+07:00'],
  ])('a freeze from %j until %j is two whole days of the office', (from, until) => {
    expect(planOf({ freezes: [{ from, until, why: 'HUT RI' }] }).freezes).toEqual([
      { from: Date.parse('2026-08-16T00:00+07:00'), until: Date.parse('2026-08-18T00:00+07:00'), why: 'HUT RI' },
    ]);
  });

  it('a freeze is read with its offset', () => {
    const freeze = { from: '2026-08-16T00:00:00+07:00', until: '2026-08-18T00:00:00+07:00', why: 'HUT RI' };
    expect(planOf({ freezes: [freeze] }).freezes).toEqual([
      { from: Date.parse(freeze.from), until: Date.parse(freeze.until), why: 'HUT RI' },
    ]);
  });
});
