import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const FILE = readFileSync(new URL('../../config/routeros-user.rsc', import.meta.url), 'utf8');
const README = readFileSync(new URL('../../adapters/router/routeros/README.md', import.meta.url), 'utf8');

/**
 * Every command of the file and the properties it may carry. Nothing here opens a right, runs a script or touches a
 * queue.
 */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  '/certificate add': ['name', 'common-name', 'days-valid', 'key-size', 'key-usage', 'subject-alt-name'],
  '/certificate sign': ['ca'],
  '/certificate export-certificate': ['file-name'],
  '/certificate print': [],
  '/ip service set': ['certificate', 'address', 'disabled'],
  '/ip service print': [],
  '/ip firewall filter add': ['chain', 'action', 'protocol', 'dst-port', 'src-address', 'comment'],
  '/user group add': ['name', 'policy', 'comment'],
  '/user group print': [],
  '/user add': ['name', 'group', 'address', 'password', 'comment'],
  '/snmp community add': ['name', 'addresses', 'read-access', 'write-access'],
  '/snmp community set': ['read-access', 'write-access'],
  '/snmp set': ['enabled', 'trap-version'],
};
/** MikroTik manual "User", policies of RouterOS 7. */
const POLICIES =
  'api ftp local password policy read reboot rest-api romon sensitive sniff ssh telnet test web winbox write'.split(
    ' ',
  );

interface Line {
  readonly command: string;
  readonly properties: ReadonlyMap<string, string>;
}

/** One command a line; a word in brackets or quotes is one word. Throws for anything that is no known command. */
function lineOf(text: string): Line {
  const command = Object.keys(KNOWN).find((known) => text === known || text.startsWith(`${known} `));
  if (command === undefined) throw new Error(`unknown command: ${text}`);
  const words = text.slice(command.length).match(/\[[^\]]*\]|[a-z-]+="[^"]*"|\S+/g) ?? [];
  const properties = new Map(
    words
      .filter((word) => /^[a-z-]+=/.test(word))
      .map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  );
  const isPrint = command.endsWith('print');
  const strange = isPrint ? undefined : [...properties.keys()].find((key) => !KNOWN[command]!.includes(key));
  if (strange !== undefined) throw new Error(`${command} has no ${strange} here`);
  return { command, properties: isPrint ? new Map() : properties };
}

const lines = FILE.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const read = lines.map(lineOf);
const only = (command: string): ReadonlyMap<string, string> => {
  const [found, ...more] = read.filter((line) => line.command === command);
  expect(more).toEqual([]);
  return found!.properties;
};

describe('config/routeros-user.rsc', () => {
  test('Indonesian first, then English, before the first command', () => {
    const head = FILE.slice(0, FILE.indexOf('\n/'));
    expect(head.indexOf('hak sekecil mungkin')).toBeGreaterThan(0);
    expect(head.indexOf('least-privileged')).toBeGreaterThan(head.indexOf('hak sekecil mungkin'));
  });

  test('only known commands with known properties, plain ASCII', () => {
    expect(read.map(({ command }) => command)).toEqual(
      expect.arrayContaining(['/user group add', '/user add', '/ip service set']),
    );
    expect(FILE).toMatch(/^[\x20-\x7e\n]*$/);
  });

  test.each([
    '/system script add name=x',
    '/user set admin group=full',
    '/user add name=x allowed-ports=1',
    '/queue simple remove 0',
  ])('control: %s is refused', (text) => expect(() => lineOf(text)).toThrow(/unknown command|has no/));

  test('the group has three rights and denies every other, and the README says the same', () => {
    const policy = only('/user group add').get('policy')!.split(',');
    expect(policy.filter((word) => !word.startsWith('!')).toSorted()).toEqual(['api', 'read', 'write']);
    expect(policy.map((word) => word.replace('!', '')).toSorted()).toEqual(POLICIES);
    expect([...README.matchAll(/policy=([a-z!,-]+)/g)].map(([, list]) => list)).toEqual([policy.join(',')]);
  });

  test('user and service are for one address, with a certificate; the plain API is off', () => {
    expect(only('/user add').get('address')).toMatch(/\/32$/);
    expect(only('/user add').get('group')).toBe(only('/user group add').get('name'));
    const services = lines.filter((line) => line.startsWith('/ip service set'));
    expect(services.find((line) => line.includes(' api-ssl '))).toMatch(
      /certificate=api-ssl address=\S+\/32 disabled=no/,
    );
    expect(services.find((line) => line.includes(' api '))).toContain('disabled=yes');
  });

  test('SNMP only reads; nothing that must be chosen has a usable value', () => {
    expect(only('/snmp community add').get('write-access')).toBe('no');
    expect(only('/snmp community add').get('addresses')).toMatch(/\/32$/);
    expect(only('/snmp community set')).toEqual(
      new Map([
        ['read-access', 'no'],
        ['write-access', 'no'],
      ]),
    );
    for (const [command, key] of [
      ['/user add', 'password'],
      ['/snmp community add', 'name'],
    ] as const) {
      expect(only(command).get(key)).toMatch(/^"GANTI-/);
    }
  });
});
