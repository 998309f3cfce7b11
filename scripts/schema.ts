import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { KINDS } from '../agent/compose.ts';
import { settingsSchema } from '../agent/settings/settings.ts';

type Json = Record<string, unknown>;

export const SCHEMA_FILE = fileURLToPath(new URL('../config/agent.schema.json', import.meta.url));

/** A credential is written as the file that holds it; nothing else passes for one. */
const CREDENTIAL: Json = {
  type: 'object',
  properties: {
    file: { type: 'string', minLength: 1, description: 'absolute file of mode 0400, or a name of LoadCredential=' },
  },
  required: ['file'],
  additionalProperties: false,
};

/** Where the YAML names a kind, and whose kinds they are. */
const PLACES: readonly (readonly [
  path: readonly string[],
  kinds: Readonly<Record<string, { readonly options: z.ZodType }>>,
])[] = [
  [['routers', 'items', 'wire'], KINDS.router],
  [['routers', 'items', 'meter'], KINDS.meter],
  [['helpdesk'], KINDS.helpdesk],
];

/**
 * What an editor may offer and complain about in agent.yaml: JSON Schema of the settings with every kind's own block.
 */
export function schemaText(): string {
  const schema = jsonOf(settingsSchema(KINDS));
  for (const [path, kinds] of PLACES)
    put(schema, path, { oneOf: Object.entries(kinds).flatMap(([kind, { options }]) => blocksOf(kind, options)) });
  return `${JSON.stringify({ ...schema, title: 'bwagent agent.yaml' }, null, 2)}\n`;
}

/** Shape of what is written, before defaults and transforms. A Secret has no shape of its own. */
function jsonOf(schema: z.ZodType): Json {
  return z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // Only `z.instanceof(Secret)` is a check without a base type.
      if (zodSchema instanceof z.ZodCustom) Object.assign(jsonSchema, CREDENTIAL);
    },
  }) as Json;
}

/** The kind's block, or each of its alternatives, with `kind` in it. */
function blocksOf(kind: string, options: z.ZodType): readonly Json[] {
  const { $schema: _, ...block } = jsonOf(options);
  return alternatives(block).map((one) => ({
    ...one,
    properties: { kind: { const: kind }, ...(one['properties'] as Json) },
    required: ['kind', ...((one['required'] as string[] | undefined) ?? [])],
  }));
}

function alternatives(block: Json): readonly Json[] {
  const inner = block['oneOf'] ?? block['anyOf'];
  return Array.isArray(inner) ? (inner as Json[]).flatMap(alternatives) : [block];
}

/** Replaces the schema at a path of properties; `items` steps into a list. */
function put(schema: Json, path: readonly string[], value: Json): void {
  const [head = '', ...rest] = path;
  const holder = (head === 'items' ? schema : schema['properties']) as Json;
  const next = holder[head];
  if (typeof next !== 'object' || next === null) throw new Error(`the settings have no ${head}`);
  if (rest.length === 0) holder[head] = value;
  else put(next as Json, rest, value);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(SCHEMA_FILE, schemaText());
