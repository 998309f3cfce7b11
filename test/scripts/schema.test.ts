import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { SCHEMA_FILE, schemaText } from '../../scripts/schema.ts';

const text = readFileSync(SCHEMA_FILE, 'utf8');
const checks = z.fromJSONSchema(JSON.parse(text) as Parameters<typeof z.fromJSONSchema>[0]);
interface Yaml {
  ofice?: unknown;
  readonly helpdesk: { kind: string };
  readonly routers: [
    { mode: string; readonly wire: { password: unknown; host?: string }; readonly meter: { community?: unknown } },
  ];
  uplinks: readonly unknown[];
}

const example = (): Yaml =>
  parse(readFileSync(new URL('../../config/agent.example.yaml', import.meta.url), 'utf8')) as Yaml;

describe('config/agent.schema.json', () => {
  test('is what the settings say today; else: npm run schema', () => expect(text).toBe(schemaText()));

  test('takes the shipped example', () => expect(checks.safeParse(example()).error).toBeUndefined());

  test.each<[string, (yaml: Yaml) => unknown]>([
    ['a key with a typo', (yaml) => (yaml.ofice = {})],
    ['a kind nobody has', (yaml) => (yaml.helpdesk.kind = 'rt')],
    ['a mode nobody has', (yaml) => (yaml.routers[0].mode = 'write')],
    ['a password in the file itself', (yaml) => (yaml.routers[0].wire.password = 'rahasia')],
    ['a wire without its host', (yaml) => delete yaml.routers[0].wire.host],
    ['v3 keys beside a community', (yaml) => (yaml.routers[0].meter.community = { file: 'x' })],
    ['no uplink', (yaml) => (yaml.uplinks = [])],
  ])('refuses %s', (_, edit) => {
    const yaml = example();
    edit(yaml);
    expect(checks.safeParse(yaml).success).toBe(false);
  });
});
