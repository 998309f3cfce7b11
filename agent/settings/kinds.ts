import type { z } from 'zod';
import type { Helpdesk, HelpdeskDeps } from '../ports/helpdesk.ts';
import type { Meter, MeterDeps } from '../ports/meter.ts';
import type { Router, RouterDeps } from '../ports/router.ts';
import type { RouterSurvey } from '../ports/survey.ts';

/** One thing wrong in a block: the path inside the block, and what was wanted. */
export interface BlockProblem {
  readonly path: readonly PropertyKey[];
  readonly what: string;
}

/** A block after its check: what is wrong with it, or its values and the function that opens the adapter with them. */
export type BlockRead<Open> =
  | { readonly problems: readonly BlockProblem[] }
  | { readonly options: unknown; readonly open: Open };

/** An adapter's block after its kind checked it. */
export interface ChosenKind<Deps, Port> {
  readonly kind: string;
  /** The block with defaults put in, for `config show`. Only the adapter knows its shape. */
  readonly options: unknown;
  /** Opens the adapter with the block. Nothing is contacted before its first use. */
  readonly open: (deps: Deps) => Port;
}

/** A kind of adapter. Only its own module knows the shape of its block. */
export interface Kind<Deps, Port> {
  /** Schema of the block without `kind`; the JSON Schema of agent.yaml is made from it. */
  readonly options: z.ZodType;
  /** Checks a block, its credentials already read. The adapter that `open` returns contacts nothing before its use. */
  read(block: unknown): BlockRead<(deps: Deps) => Port>;
}

/** A kind of router; `bwagent init` may survey it too. */
export interface RouterKind extends Kind<RouterDeps, Router> {
  /** Checks a block without identity; `open` then surveys the router once. null: `init` cannot survey this kind. */
  readonly survey: ((block: unknown) => BlockRead<(deps: RouterDeps) => Promise<RouterSurvey>>) | null;
}

/** Every kind there is, by port and by the name that the YAML gives it. */
export interface Kinds {
  readonly router: Readonly<Record<string, RouterKind>>;
  readonly meter: Readonly<Record<string, Kind<MeterDeps, Meter>>>;
  readonly helpdesk: Readonly<Record<string, Kind<HelpdeskDeps, Helpdesk>>>;
}

/** A schema and the function that takes what the schema gives. Keeping both in one value is what makes them fit. */
export interface Opener<Schema extends z.ZodType, Deps, Made> {
  readonly options: Schema;
  readonly open: (options: z.output<Schema>, deps: Deps) => Made;
}

/** Makes a kind of meter or helpdesk: `kind({ options: snmpOptions, open: openSnmpMeter })`. */
export function kind<Schema extends z.ZodType, Deps, Port>(opener: Opener<Schema, Deps, Port>): Kind<Deps, Port> {
  return { options: opener.options, read: (block) => readBlock(opener, block) };
}

/** Makes a kind of router. `survey` is what `init` asks a router with; null where the kind cannot be surveyed. */
export function routerKind<Schema extends z.ZodType, Look extends z.ZodType>(
  opener: Opener<Schema, RouterDeps, Router> & {
    readonly survey: Opener<Look, RouterDeps, Promise<RouterSurvey>> | null;
  },
): RouterKind {
  const { survey } = opener;
  return { ...kind(opener), survey: survey && ((block) => readBlock(survey, block)) };
}

function readBlock<Schema extends z.ZodType, Deps, Made>(
  { options, open }: Opener<Schema, Deps, Made>,
  block: unknown,
): BlockRead<(deps: Deps) => Made> {
  const checked = options.safeParse(block);
  if (checked.success) return { options: checked.data, open: (deps) => open(checked.data, deps) };
  return { problems: checked.error.issues.map(({ path, message }) => ({ path, what: message })) };
}
