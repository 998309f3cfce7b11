import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

// `scripts/test` builds dist/ before the tests run.
test.runIf(process.env['REAL'] === '1')(
  'this very tree, installed elsewhere, runs without the tools it was built with',
  async () => {
    const prefix = await mkdtemp(join(tmpdir(), 'install-tree-'));
    try {
      execFileSync(join(ROOT, 'scripts/install'), ['--prefix', prefix, '--no-build'], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const app = join(prefix, 'opt/bandwidth-agent');
      const help = execFileSync(process.execPath, [join(app, 'dist/agent/main.js'), '--help'], {
        encoding: 'utf8',
        cwd: prefix,
      });
      expect(help).toContain('bwagent');
      for (const tool of ['typescript', 'vitest', 'tsx', '@biomejs'])
        expect(existsSync(join(app, 'node_modules', tool))).toBe(false);
      const load =
        `const { default: Database } = await import('better-sqlite3'); ` +
        `new Database(':memory:').close(); await import('koffi');`;
      execFileSync(process.execPath, ['--input-type=module', '-e', load], { cwd: app });
    } finally {
      await rm(prefix, { recursive: true });
    }
  },
  120_000,
);
