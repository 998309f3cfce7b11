import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const COMMUNITY = 'bench';
const WRITER = 'bench-writer';
const DEVICE = '10.99.0.1';
const MONITOR = '10.99.0.2';
/**
 * NET-SNMP-AGENT-MIB nsCacheTimeout of ifTable: loading it again in the middle of a round would be charged to whoever
 * asks then.
 */
const CACHE = '1.3.6.1.4.1.8072.1.5.3.1.2.1.3.6.1.2.1.2.2';
const CACHE_S = '3600';

/**
 * Debian's snmpd over as many interfaces in one network namespace, and another one, by a wire, from which it is asked.
 */
export interface SnmpField {
  readonly folder: string;
  /** The namespace of those that ask. */
  readonly monitor: string;
  readonly host: string;
  readonly community: string;
  readonly interfaces: readonly string[];
}

/** Opens the field, works on it, and takes all of it away whatever happens. Needs root, iproute2, snmpd and snmp. */
export async function withField(interfaces: number, work: (field: SnmpField) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const [device, monitor] = [`bwbd${process.pid}`, `bwbm${process.pid}`];
  let snmpd: ChildProcess | undefined;
  try {
    for (const each of [device, monitor]) ip('netns', 'add', each);
    const names = lay(folder, device, monitor, interfaces);
    snmpd = startSnmpd(folder, device);
    await listening(monitor);
    await work({ folder, monitor, host: DEVICE, community: COMMUNITY, interfaces: names });
  } finally {
    if (snmpd !== undefined && snmpd.exitCode === null) {
      const gone = once(snmpd, 'exit');
      snmpd.kill();
      await gone;
    }
    for (const each of [device, monitor]) ip('netns', 'del', each);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The names of all interfaces of the device: its loopback, the wire to the monitor, and pairs of veths. */
function lay(folder: string, device: string, monitor: string, count: number): string[] {
  const pairs = Array.from({ length: (count - 2) / 2 }, (_, i) => [`a${i}`, `b${i}`] as const);
  for (const each of [device, monitor]) {
    const quiet = 'for f in /proc/sys/net/ipv6/conf/*/disable_ipv6; do echo 1 > $f; done';
    execFileSync('ip', ['netns', 'exec', each, 'sh', '-c', quiet], { stdio: 'ignore' });
    ip('-n', each, 'link', 'set', 'lo', 'up');
  }
  ip('-n', device, 'link', 'add', 'wire0', 'type', 'veth', 'peer', 'name', 'wire1', 'netns', monitor);
  ip('-n', device, 'addr', 'add', `${DEVICE}/24`, 'dev', 'wire0');
  ip('-n', monitor, 'addr', 'add', `${MONITOR}/24`, 'dev', 'wire1');
  ip('-n', device, 'link', 'set', 'wire0', 'up');
  ip('-n', monitor, 'link', 'set', 'wire1', 'up');
  const batch = join(folder, 'veths');
  const made = pairs.map(([a, b]) => `link add ${a} type veth peer name ${b}`);
  writeFileSync(batch, [...made, ...pairs.flat().map((each) => `link set ${each} up`), ''].join('\n'));
  ip('-n', device, '-batch', batch);
  return ['lo', 'wire0', ...pairs.flat()];
}

function startSnmpd(folder: string, device: string): ChildProcess {
  const config = join(folder, 'snmpd.conf');
  writeFileSync(config, `rocommunity ${COMMUNITY} ${MONITOR}\nrwcommunity ${WRITER} ${MONITOR}\n`);
  const state = join(folder, 'state');
  mkdirSync(state);
  const words = ['-C', '-c', config, '-f', '-Lf', join(folder, 'log'), `udp:${DEVICE}:161`];
  const env = { ...process.env, SNMP_PERSISTENT_DIR: state, MIBS: '' };
  return spawn('ip', ['netns', 'exec', device, '/usr/sbin/snmpd', ...words], { env, stdio: 'ignore' });
}

async function listening(monitor: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      const words = ['-v2c', '-c', WRITER, '-m', '', '-t', '1', '-r', '0', DEVICE, CACHE, 'i', CACHE_S];
      execFileSync('ip', ['netns', 'exec', monitor, 'snmpset', ...words], { stdio: 'ignore' });
      return;
    } catch (error) {
      if (tries > 60) throw error;
      await wait(250);
    }
  }
}

function ip(...words: readonly string[]): void {
  execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'inherit'] });
}
