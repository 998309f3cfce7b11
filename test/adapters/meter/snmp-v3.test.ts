import { inspect } from 'node:util';
import { AuthProtocols, createV3Session, PrivProtocols, SecurityLevel } from 'net-snmp';
import { afterEach, describe, expect, it } from 'vitest';
import type { SnmpOptions } from '../../../adapters/meter/snmp/snmp-options.ts';
import { openSnmpMeter } from '../../../adapters/meter/snmp/snmp-meter.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { setClock } from '../../fakes/set-clock.ts';
import { KEYS, plainOptions, authOnlyOptions, userOptions } from './snmp-bench.ts';
import { TAG } from './snmp-ber.ts';
import { value } from './snmp-fake-agent.ts';
import { toldDeadlines } from './told-deadlines.ts';
import { type Impostor, type ImpostorAnswer, openImpostor, USM } from './snmp-v3-agent.ts';

const FORGED = [
  ['1.3.6.1.2.1.1.3.0', value.ticks(123_456)],
  ['1.3.6.1.2.1.1.5.0', value.text('forged-router')],
] as const;

let impostor: Impostor | undefined;
afterEach(() => {
  impostor?.close();
  impostor = undefined;
});

async function checkedAgainst(
  answer: ImpostorAnswer,
  optionsFor: (port: number) => SnmpOptions = userOptions,
): Promise<{ codes: unknown[]; told: string }> {
  impostor = await openImpostor(answer);
  const log = quietLog();
  const meter = openSnmpMeter(optionsFor(impostor.port), { name: 'core', clock: setClock(), log });
  const outcome = await toldDeadlines(impostor.heard, async () => await meter.check()).then(
    (findings) => ({ codes: findings.map((each) => [each.code, each.facts['why'] ?? each.facts['name']]), told: '' }),
    (fault: { code: string; facts: { why: string } }) => ({
      codes: [[fault.code, fault.facts.why]],
      told: inspect(fault, { depth: 9, showHidden: true }),
    }),
  );
  await meter.close();
  return { ...outcome, told: outcome.told + inspect(log.lines, { depth: 9 }) + JSON.stringify(outcome.codes) };
}

describe('an engine without our keys', () => {
  it('is believed by the bare library when it answers in clear', async () => {
    impostor = await openImpostor({ flags: 0, tag: TAG.response, varbinds: FORGED });
    const user = {
      name: 'bwagent',
      level: SecurityLevel.authPriv,
      authProtocol: AuthProtocols.sha,
      authKey: KEYS.auth,
    };
    const session = createV3Session(
      '127.0.0.1',
      { ...user, privProtocol: PrivProtocols.aes, privKey: KEYS.priv },
      { port: impostor.port },
    );
    const believed = await new Promise((resolve) =>
      session.get(
        FORGED.map(([oid]) => oid),
        (error, varbinds) => resolve(error ?? varbinds[0]?.value),
      ),
    );
    session.close();
    expect(believed).toBe(123_456);
  });

  it.each([
    ['in clear', 0],
    ['authenticated only, by its own word', 1],
    ['encrypted only, by its own word', 2],
  ])('is not believed when it answers %s', async (_, flags) => {
    const { codes } = await checkedAgainst({ flags, tag: TAG.response, varbinds: FORGED });
    expect(codes).toEqual([['meter/refused', 'wrong-priv-key']]);
    expect(impostor!.asked()).toBeGreaterThan(0);
  });

  it('cannot sell an answer in clear as a report', async () => {
    const { codes } = await checkedAgainst({ flags: 0, tag: TAG.report, varbinds: FORGED });
    expect(codes).toEqual([['meter/refused', 'engine-changed']]);
  });

  it.each([
    [1, 'level-refused'],
    [2, 'time-window'],
    [3, 'unknown-user'],
    [4, 'engine-changed'],
    [5, 'wrong-auth-key'],
    [6, 'wrong-priv-key'],
  ])('says why: usmStats %d is %s', async (report, why) => {
    const { codes } = await checkedAgainst({
      flags: 0,
      tag: TAG.report,
      varbinds: [[`${USM}.${report}.0`, value.counter(1)]],
    });
    expect(codes).toEqual([['meter/refused', why]]);
  });

  it.each([
    [2, 2],
    [4, 2],
    [5, 2],
    [1, 1],
    [6, 1],
  ])('gets a fresh session once a visit where that may help: usmStats %d is asked %d times', async (report, times) => {
    await checkedAgainst({ flags: 0, tag: TAG.report, varbinds: [[`${USM}.${report}.0`, value.counter(1)]] });
    expect(impostor!.asked()).toBe(times);
  });

  it('is heard but silent: the privacy key is the likely reason', async () => {
    const { codes } = await checkedAgainst({ flags: 0, tag: TAG.report, varbinds: [], silent: true });
    expect(codes).toEqual([['meter/refused', 'wrong-priv-key']]);
  });

  it('tells no key and no digest to log, fault or finding, where the library puts both into its error', async () => {
    const digest = Buffer.alloc(12, 'w');
    const { codes, told } = await checkedAgainst(
      { flags: 1, tag: TAG.response, varbinds: FORGED, digest },
      authOnlyOptions,
    );
    expect(codes).toEqual([['meter/refused', 'bad-digest']]);
    expect(told).toContain('bad-digest');
    expect(told).not.toContain(KEYS.auth);
    expect(told).not.toContain(digest.toString('hex'));
  });
});

describe('credentials at rest', () => {
  it('print as stars', () => {
    expect(inspect([userOptions(161), plainOptions(161)], { depth: 9, showHidden: true })).not.toMatch(
      /key-of-the-test|'public'/,
    );
    expect(JSON.stringify(userOptions(161))).not.toContain('key-of-the-test');
  });
});
