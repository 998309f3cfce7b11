import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KINDS } from '../../agent/compose.ts';
import { Fault } from '../../agent/domain/fault.ts';
import { loadSettings } from '../../agent/settings/load-settings.ts';
import type { Settings } from '../../agent/settings/settings.ts';

let folder: string;
let example: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinds-'));
  mkdirSync(join(folder, 'calendar'));
  copyFileSync(shipped('calendar/2026.yaml'), join(folder, 'calendar/2026.yaml'));
  writeFileSync(join(folder, 'secret'), 'rahasia-sekali\n', { mode: 0o400 });
  example = readFileSync(shipped('agent.example.yaml'), 'utf8').replaceAll(
    /\{ file: [a-z-]+ \}/g,
    `{ file: ${join(folder, 'secret')} }`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

function shipped(name: string): string {
  return new URL(`../../config/${name}`, import.meta.url).pathname;
}

/** The example with some texts replaced, as settings read it; every text must be there. */
function read(edits: readonly (readonly [from: string, to: string])[]): Settings {
  let text = example;
  for (const [from, to] of edits) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  writeFileSync(join(folder, 'agent.yaml'), text);
  return loadSettings(join(folder, 'agent.yaml'), KINDS);
}

/** Problems as people read them, without the folder. */
function problems(...edits: readonly (readonly [from: string, to: string])[]): readonly string[] {
  try {
    read(edits);
    return [];
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'settings/invalid') throw error;
    return String(error.facts['problems']).replaceAll(`${folder}/`, '').split('\n');
  }
}

describe('agent/settings/kinds', () => {
  test('each block is checked by its kind, defaults put in, secrets as ***', () => {
    const { routers, helpdesk } = read([]);
    const shown = JSON.parse(JSON.stringify({ wire: routers[0]?.wire, helpdesk })) as unknown;
    expect(shown).toEqual({
      wire: {
        kind: 'routeros',
        options: {
          host: '10.62.254.1',
          port: 8729,
          tls: { ca: '/etc/bwagent/core-kasongan.pem' },
          user: 'bwagent',
          password: '***',
          identity: 'core-kasongan',
          deadlineMs: 5000,
        },
      },
      helpdesk: {
        kind: 'embedded',
        options: {
          file: '/var/lib/bwagent/helpdesk.db',
          host: '127.0.0.1',
          port: 8088,
          publicUrl: 'https://helpdesk.example.go.id',
          officeName: 'Diskominfo Kabupaten Katingan',
          zone: 'Asia/Pontianak',
          trustedProxies: [],
          viewsPerMinute: 600,
          postsPerMinute: 60,
        },
      },
    });
  });

  test('a kind that nobody has is told at its word', () => {
    expect(problems(['kind: embedded', 'kind: rt'])).toEqual([
      'agent.yaml:89:9 helpdesk.kind: Invalid input: expected "embedded"',
    ]);
    expect(problems(['kind: embedded', 'kind: constructor'])).toEqual([
      'agent.yaml:89:9 helpdesk.kind: Invalid input: expected "embedded"',
    ]);
    expect(problems(['kind: routeros', 'kind: cisco'])).toEqual([
      'agent.yaml:63:13 routers.0.wire.kind: Invalid input: expected "routeros"',
    ]);
  });

  test('a block without its kind is told at the block', () => {
    expect(problems(['kind: snmp', 'knid: snmp'])).toEqual([
      'agent.yaml:72:7 routers.0.meter.kind: Invalid input: expected "snmp"',
    ]);
  });

  test('a wrong value is told where it stands, an unknown key at its block', () => {
    expect(problems(['kind: embedded', 'kind: embedded\n  viewsPerMinute: 0'])).toEqual([
      'agent.yaml:90:19 helpdesk.viewsPerMinute: Too small: expected number to be >=1',
    ]);
    expect(problems(['kind: embedded', 'kind: embedded\n  prot: 8080'])).toEqual([
      'agent.yaml:89:3 helpdesk: Unrecognized key: "prot"',
    ]);
  });

  test('problems of several blocks come together', () => {
    expect(
      problems(["version: '3'", 'version: 4'], ['kind: embedded', 'kind: embedded\n  prot: 8080\n  publicUrl2: x']),
    ).toEqual([
      "agent.yaml:74:16 routers.0.meter.version: Invalid discriminator value. Expected '2c' | '3' | '3'",
      'agent.yaml:89:3 helpdesk: Unrecognized keys: "prot", "publicUrl2"',
    ]);
  });
});
