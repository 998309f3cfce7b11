import type { Line } from '../domain/line.ts';
import type { Uplink } from '../domain/uplink.ts';

/** A line of nobody, pinned to the uplink: it has nothing, so all that is promised and carried there is others'. */
export function noLineOn({ id, router }: Pick<Uplink, 'id' | 'router'>): Line {
  return {
    id: '',
    agency: '',
    router,
    queue: '',
    targets: [],
    parent: null,
    service: 'shared',
    path: { kind: 'pinned', uplink: id },
  };
}
