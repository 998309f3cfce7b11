import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ProbeAnswer, ProbeAsk } from './snmpd-probe.ts';

const SNMPD = '/usr/sbin/snmpd';
const PORT = 16_161;
const UPLINK = { own: '10.9.9.1', peer: '10.9.9.2', bits: 24, of: 'uplink0', at: 'isp0' };
/** Shaped at both ends, as a provider and an agency's limit would: what the peer sends, and what the router does. */
const SHAPED = { in: '8mbit', out: '3mbit' };

export const LAB = {
  community: 'lab-read-only',
  writer: 'lab-read-write',
  authKey: 'lab-authentication',
  privKey: 'lab-privacy-words',
  host: '127.0.0.1',
  host6: '::1',
  port: PORT,
  uplink: UPLINK.of,
} as const;

/** Debian's snmpd and iperf3, namespaces and the right to make them. */
export function labPossible(): boolean {
  return [SNMPD, '/usr/bin/snmpset', '/usr/bin/iperf3'].every((file) => existsSync(file)) && process.getuid?.() === 0;
}

/**
 * A router with one uplink in a network namespace of its own, its peer in another, and a probe that runs the meter
 * beside snmpd on the namespace's loopback: not one packet leaves the two.
 */
export interface SnmpdLab {
  /** Puts one question to the probe. */
  ask(ask: ProbeAsk): Promise<ProbeAnswer>;
  startSnmpd(): Promise<void>;
  /** Ends snmpd; `forget` also loses its engineBoots, as devices do that do not keep them. */
  stopSnmpd(forget?: boolean): Promise<void>;
  /** TCP both ways at once, as much as the shaped link carries: 8 Mbit/s in, 3 Mbit/s out. */
  startTraffic(): Promise<void>;
  stopTraffic(): Promise<void>;
  /** Deletes the uplink's interface and makes it anew under the same name; its traffic goes on. */
  recreateUplink(): Promise<void>;
  close(): Promise<void>;
}

export async function openSnmpdLab(cacheSeconds = 0): Promise<SnmpdLab> {
  const dir = await mkdtemp(join(tmpdir(), 'bwagent-snmpd-'));
  const router = `bwr${process.pid}`;
  const peer = `bwp${process.pid}`;
  for (const each of [router, peer]) {
    ip('netns', 'add', each);
    ip('-n', each, 'link', 'set', 'lo', 'up');
  }
  layUplink(router, peer);
  await writeFile(join(dir, 'snmpd.conf'), CONFIG);
  const probe = inside(router, [...TSX, fileURLToPath(new URL('snmpd-probe.ts', import.meta.url))]);
  let snmpd: ChildProcess | undefined;
  let traffic: ChildProcess[] = [];

  const lab: SnmpdLab = {
    ask: async (ask) => {
      const said = once(probe, 'message');
      probe.send(ask);
      const [answer] = (await said) as [ProbeAnswer];
      return answer;
    },
    startSnmpd: async () => {
      const state = join(dir, 'state');
      await mkdir(state, { recursive: true });
      const config = [
        '-C',
        '-c',
        join(dir, 'snmpd.conf'),
        '-f',
        '-Lf',
        join(dir, 'log'),
        `udp:${LAB.host}:${PORT},udp6:[${LAB.host6}]:${PORT}`,
      ];
      snmpd = spawn('ip', ['netns', 'exec', router, SNMPD, ...config], {
        env: { ...process.env, SNMP_PERSISTENT_DIR: state, MIBS: '' },
        stdio: 'ignore',
      });
      await listening(router);
      setCache(router, cacheSeconds);
    },
    stopSnmpd: async (forget = false) => {
      await ended(snmpd);
      snmpd = undefined;
      if (forget) await rm(join(dir, 'state'), { recursive: true, force: true });
    },
    startTraffic: async () => {
      const server = plain(router, 'iperf3', '--server', '--one-off', '--bind', UPLINK.own);
      await accepting(router);
      traffic = [server, plain(peer, 'iperf3', '--client', UPLINK.own, '--bidir', '--time', '0')];
    },
    stopTraffic: async () => {
      await Promise.all(traffic.map(ended));
      traffic = [];
    },
    recreateUplink: async () => {
      await lab.stopTraffic();
      ip('-n', router, 'link', 'del', LAB.uplink);
      layUplink(router, peer);
      await lab.startTraffic();
    },
    close: async () => {
      await lab.stopTraffic();
      await lab.ask({ op: 'end' });
      await ended(probe);
      await lab.stopSnmpd();
      for (const each of [router, peer]) ip('netns', 'del', each);
      await rm(dir, { recursive: true, force: true });
    },
  };
  await lab.startSnmpd();
  return lab;
}

const TSX = [process.execPath, '--import', 'tsx'] as const;

/** SHA-1 with AES is what RouterOS offers; SHA-256 what others do. A fixed engine id survives a lost state. */
const CONFIG = `
rocommunity ${LAB.community} 127.0.0.1
rocommunity6 ${LAB.community} ::1
rwcommunity ${LAB.writer} 127.0.0.1
engineID bandwidth-agent-lab
createUser labsha SHA "${LAB.authKey}" AES "${LAB.privKey}"
createUser labsha256 SHA-256 "${LAB.authKey}" AES "${LAB.privKey}"
rouser labsha authpriv
rouser labsha256 authpriv
sysName lab-router
`;

function ip(...args: readonly string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

function inside(namespace: string, command: readonly string[]): ChildProcess {
  return spawn('ip', ['netns', 'exec', namespace, ...command], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
}

function plain(namespace: string, ...command: readonly string[]): ChildProcess {
  return spawn('ip', ['netns', 'exec', namespace, ...command], { stdio: 'ignore' });
}

function layUplink(router: string, peer: string): void {
  ip('-n', router, 'link', 'add', UPLINK.of, 'type', 'veth', 'peer', 'name', UPLINK.at, 'netns', peer);
  const ends = [
    { namespace: router, address: UPLINK.own, device: UPLINK.of, rate: SHAPED.out },
    { namespace: peer, address: UPLINK.peer, device: UPLINK.at, rate: SHAPED.in },
  ];
  for (const { namespace, address, device, rate } of ends) {
    ip('-n', namespace, 'addr', 'add', `${address}/${UPLINK.bits}`, 'dev', device);
    ip('-n', namespace, 'link', 'set', device, 'up');
    execFileSync('tc', [
      '-n',
      namespace,
      'qdisc',
      'add',
      'dev',
      device,
      'root',
      'tbf',
      'rate',
      rate,
      'burst',
      '16kb',
      'latency',
      '100ms',
    ]);
  }
}

function snmp(router: string, tool: string, ...args: readonly string[]): void {
  const target = ['-v2c', '-c', LAB.writer, '-t', '0.3', '-r', '0', `127.0.0.1:${PORT}`];
  execFileSync('ip', ['netns', 'exec', router, tool, ...target, ...args], {
    stdio: 'ignore',
    env: { ...process.env, MIBS: '' },
  });
}

async function listening(router: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      snmp(router, 'snmpget', '1.3.6.1.2.1.1.3.0');
      return;
    } catch (error) {
      if (tries > 30) throw error;
      await wait(100);
    }
  }
}

async function accepting(router: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const open = execFileSync(
      'ip',
      ['netns', 'exec', router, 'ss', '--listening', '--tcp', '--no-header', '--numeric'],
      {
        encoding: 'utf8',
      },
    );
    if (open.includes(`${UPLINK.own}:5201`)) return;
    if (tries > 30) throw new Error('iperf3 does not listen');
    await wait(100);
  }
}

/** NET-SNMP-AGENT-MIB nsCacheTimeout of ifTable: how old snmpd lets counters become; its own default is 3 s. */
function setCache(router: string, seconds: number): void {
  snmp(router, 'snmpset', '1.3.6.1.4.1.8072.1.5.3.1.2.1.3.6.1.2.1.2.2', 'i', String(seconds));
}

async function ended(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}
