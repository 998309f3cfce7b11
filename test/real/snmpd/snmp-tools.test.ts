import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Lab, LAB_COMMUNITY, LAB_SNMP_USER, openLab } from '../../lab/open-lab.ts';

const present = spawnSync('snmpget', ['-V']).error === undefined;
/** REAL=1 demands the tools (Debian: snmp); without it the test is left out where they are absent. */
const demanded = process.env['REAL'] === '1';

const V2C = ['-v2c', '-c', LAB_COMMUNITY];
const { name, authKey, privKey } = LAB_SNMP_USER;
const V3 = ['-v3', '-l', 'authPriv', '-u', name, '-a', 'SHA', '-A', authKey, '-x', 'AES', '-X', privKey];
const IF_X = '.1.3.6.1.2.1.31.1.1.1';
const QUEUE_NAME = '.1.3.6.1.4.1.14988.1.1.2.1.1.2';

async function tool(lab: Lab, command: string, words: readonly string[]): Promise<string[]> {
  const run = promisify(execFile);
  const [oid = '', ...rest] = words.toReversed();
  const to = `127.0.0.1:${lab.snmp.port}`;
  const { stdout } = await run(command, ['-On', '-Oe', '-m', '', '-t', '5', '-r', '0', ...rest.toReversed(), to, oid], {
    timeout: 30_000,
  });
  return stdout.trim().split('\n');
}

describe.skipIf(!present && !demanded)("net-snmp's own tools against the lab", () => {
  it.each([
    ['v2c', V2C],
    ['v3 SHA/AES', V3],
  ] as const)('get, walk and bulk-walk over %s see the same plant', async (_, who) => {
    const lab = await openLab({ at: '2026-05-18T09:00:00+07:00' });
    try {
      expect(await tool(lab, 'snmpget', [...who, `${IF_X}.6.1`])).toEqual([
        `${IF_X}.6.1 = Counter64: ${lab.plant.interfaces.ports[0]!.octetsIn.octets}`,
      ]);
      const names = lab.plant.queues.rows.map(
        (row) => `${QUEUE_NAME}.${Number.parseInt(row.id.slice(1), 16)} = STRING: "${row.name}"`,
      );
      expect(await tool(lab, 'snmpbulkwalk', [...who, '-Cr50', QUEUE_NAME])).toEqual(names);
      expect(await tool(lab, 'snmpwalk', [...who, QUEUE_NAME])).toEqual(names);
      const all = await tool(lab, 'snmpbulkwalk', [...who, '-Cr25', '.1']);
      expect(all.filter((line) => line.includes(' = '))).toHaveLength(7 + 3 * 14 + 29 * 7 + 1);
    } finally {
      await lab.close();
    }
  });
});
