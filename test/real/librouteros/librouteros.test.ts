import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { LAB_USERS } from '../../lab/router/lab-router-facts.ts';
import { openLab } from '../../lab/open-lab.ts';

const CLIENT = fileURLToPath(new URL('./librouteros-client.py', import.meta.url));
const pythons = ['/usr/bin/python3', 'python3'];
const python = pythons.find((one) => spawnSync(one, ['-c', 'import librouteros']).status === 0);

/**
 * REAL=1 demands the package (Debian: python3-librouteros); without it the test is left out where the package is
 * absent.
 */
const demanded = process.env['REAL'] === '1';

describe.skipIf(python === undefined && !demanded)('a client of another make against the lab', () => {
  it.each([
    ['7.16.2', 'plain', 'plain'],
    ['7.20.1', 'plain', 'plain'],
    ['6.40.9', 'challenge', 'token'],
  ] as const)(
    'reads, adds, sets, moves and removes a queue on %s with %s login',
    async (routerVersion, login, method) => {
      expect(python, 'python3-librouteros is not installed').toBeDefined();
      const lab = await openLab({ at: '2026-05-04T08:00:00+07:00', routerVersion, login });
      try {
        const { host, port } = lab.routeros;
        const [user] = LAB_USERS;
        const run = promisify(execFile);
        const { stdout } = await run(
          python ?? 'python3',
          [CLIENT, host, String(port), user!.name, user!.password, method],
          {
            timeout: 30_000,
          },
        );
        expect(JSON.parse(stdout)).toEqual({
          count: 29,
          added: '*1E',
          row: { name: 'LIBROUTEROS', target: '10.62.210.7/32', 'max-limit': '5000000/20000000' },
          set: { 'max-limit': '6000000/30000000', 'limit-at': '1000000/2000000' },
          first: 'LIBROUTEROS',
          trap: 'failure: already have such name',
          left: 0,
        });
        const verbs = lab.faults.sentences.map((sentence) => [sentence.words[0]?.split('/').at(-1), sentence.executed]);
        expect(verbs).toEqual([
          ['add', true],
          ['set', true],
          ['move', true],
          ['add', false],
          ['remove', true],
        ]);
      } finally {
        await lab.close();
      }
    },
  );
});
