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
const UPLINK = { own: '10.9.9.1', peer: '10.9.9.2', bits: 24 };

export const LAB = {
  community: 'lab-read-only',
  writer: 'lab-read-write',
  authKey: 'lab-authentication',
  privKey: 'lab-privacy-words',
  host: '127.0.0.1',
  port: PORT,
  uplink: 'uplink0',
} as const;

/** Debian's snmpd, namespaces and the right to make them. */
export function labPossible(): boolean {
  return existsSync(SNMPD) && existsSync('/usr/bin/snmpset') && process.getuid?.() === 0;
}

/**
 * A router with one uplink in a network namespace of its own, its peer in another, and a probe that runs the meter beside snmpd on the
 * namespace's loopback: not one packet leaves the two.
 */
export interface SnmpdLab {
  /** Puts one question to the probe. */
  ask(ask: ProbeAsk): Promise<ProbeAnswer>;
  startSnmpd(): Promise<void>;
  /** Ends snmpd; `forget` also loses its engineBoots, as devices do that do not keep them. */
  stopSnmpd(forget?: boolean): Promise<void>;
  startTraffic(kbpsIn: number, kbpsOut: number): void;
  stopTraffic(): Promise<void>;
  /** Deletes the uplink's interface and makes it anew under the same name. */
  recreateUplink(): void;
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
      const config = ['-C', '-c', join(dir, 'snmpd.conf'), '-f', '-Lf', join(dir, 'log'), `udp:127.0.0.1:${PORT}`];
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
    startTraffic: (kbpsIn, kbpsOut) => {
      const script = fileURLToPath(new URL('snmpd-traffic.ts', import.meta.url));
      traffic = [
        inside(peer, [...TSX, script, UPLINK.peer, UPLINK.own, String(kbpsIn)]),
        inside(router, [...TSX, script, UPLINK.own, UPLINK.peer, String(kbpsOut)]),
      ];
    },
    stopTraffic: async () => {
      await Promise.all(traffic.map(ended));
      traffic = [];
    },
    recreateUplink: () => {
      ip('-n', router, 'link', 'del', LAB.uplink);
      layUplink(router, peer);
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

function layUplink(router: string, peer: string): void {
  ip('-n', router, 'link', 'add', LAB.uplink, 'type', 'veth', 'peer', 'name', 'isp0', 'netns', peer);
  ip('-n', router, 'addr', 'add', `${UPLINK.own}/${UPLINK.bits}`, 'dev', LAB.uplink);
  ip('-n', peer, 'addr', 'add', `${UPLINK.peer}/${UPLINK.bits}`, 'dev', 'isp0');
  ip('-n', router, 'link', 'set', LAB.uplink, 'up');
  ip('-n', peer, 'link', 'set', 'isp0', 'up');
}

function snmp(router: string, tool: string, ...args: readonly string[]): void {
  const target = ['-v2c', '-c', LAB.writer, '-t', '0.3', '-r', '0', `127.0.0.1:${PORT}`];
  execFileSync('ip', ['netns', 'exec', router, tool, ...target, ...args], { stdio: 'ignore', env: { ...process.env, MIBS: '' } });
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
