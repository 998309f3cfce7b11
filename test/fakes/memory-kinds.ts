import { z } from 'zod';
import type { MeterDeps } from '../../agent/ports/meter.ts';
import { kind, type Kinds, routerKind } from '../../agent/settings/kinds.ts';
import { memoryMeter } from './memory-meter.ts';
import { memoryRouter } from './memory-router.ts';

const options = z.strictObject({});

/** Kinds named `test` whose blocks have no keys of their own. */
export const MEMORY_KINDS: Kinds = {
  router: { test: routerKind({ options, open: () => memoryRouter(), survey: null }) },
  meter: { test: kind({ options, open: (_, deps: MeterDeps) => memoryMeter(deps.clock) }) },
  helpdesk: {},
};
