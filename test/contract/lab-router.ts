import { openRouterOs } from '../../adapters/router/routeros/routeros-router.ts';
import { routerOsOptions } from '../../adapters/router/routeros/routeros-options.ts';
import type { Rate } from '../../agent/domain/rate.ts';
import { Secret } from '../../agent/domain/secret.ts';
import type { Router } from '../../agent/ports/router.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { LAB_USERS } from '../lab/router/lab-router-facts.ts';
import { type Lab, type LabOptions, openLab } from '../lab/open-lab.ts';
import type { RouterUnderTest } from './router-contract.ts';

const [WRITER] = LAB_USERS;

/** Our adapter towards a lab's router, with the user that may write unless told otherwise. */
export function labRouterAdapter(lab: Lab, block: Readonly<Record<string, unknown>> = {}): Router {
  const options = routerOsOptions.parse({
    ...lab.routeros,
    tls: false,
    user: WRITER!.name,
    password: new Secret(WRITER!.password),
    identity: lab.facts.identity,
    ...block,
  });
  return openRouterOs(options, { name: 'core', log: quietLog() });
}

/**
 * A lab whose queue table is empty, with hand edits that go around the API. The words `up/down` are written out here on
 * purpose.
 */
export async function labRouter(
  options: Omit<LabOptions, 'at'>,
  wire: Partial<Lab['faults']['switches']> = {},
): Promise<RouterUnderTest> {
  const lab = await openLab({ at: '2026-04-06T08:00:00+07:00', ...options });
  Object.assign(lab.faults.switches, wire);
  const { plant } = lab;
  const edit = (name: string, words: Readonly<Record<string, string>>): void =>
    plant.edit(() => plant.queues.set(plant.queues.find(name)!.id, new Map(Object.entries(words))));
  plant.edit(() => {
    for (const id of plant.queues.rows.map((row) => row.id)) plant.queues.remove(id);
  });
  const router = labRouterAdapter(lab);
  return {
    router,
    identity: lab.facts.identity,
    add: async ({ name, target, limit, comment }) => {
      plant.edit(() => plant.queues.add(new Map(Object.entries({ name, target, 'max-limit': pair(limit), comment }))));
    },
    comment: async (name, comment) => edit(name, { comment }),
    limit: async (name, limit) => edit(name, { 'max-limit': pair(limit) }),
    feature: async (name) =>
      edit(name, {
        'burst-limit': '50M/60M',
        'burst-threshold': '4M/15M',
        'burst-time': '10/10s',
        priority: '2/1',
        time: '8h-17h,fri,mon,tue,wed,thu',
        dst: '8.8.8.8',
      }),
    remove: async (name) => plant.edit(() => plant.queues.remove(plant.queues.find(name)!.id)),
    end: async () => {
      await router.close();
      await lab.close();
    },
  };
}

function pair(limit: Rate): string {
  return `${limit.up}/${limit.down}`;
}
