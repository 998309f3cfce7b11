import type { Line } from '../domain/line.ts';
import type { Uplink } from '../domain/uplink.ts';

/**
 * Returns a line that has no rate and no agency, pinned to the uplink. Use it to ask about an uplink itself: everything
 * committed and measured there belongs to other lines.
 */
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
