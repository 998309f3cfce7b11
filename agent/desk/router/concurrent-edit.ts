import { routerOf } from '../../domain/office.ts';
import { type Finding, finding } from '../../domain/finding.ts';
import type { Observed } from '../../ports/ledger.ts';
import { editsSince } from '../../shaping/hand-edit.ts';
import { nameIn } from '../../shaping/op.ts';
import type { Desk } from '../act/desk.ts';

/**
 * Returns an alarm for each queue that we wrote while somebody else was changing queues on the router (concurrent
 * edit). RouterOS has no compare-and-set, so an edit between our last read and our write is overwritten and later
 * tables do not show it. Only in mode `apply`: in manual mode the editing person is the one who pastes our commands.
 * @param last the table before; undefined: none.
 */
export function concurrentEdits(
  { ledger, office }: Desk,
  { router, traits }: Observed,
  last: Observed | undefined,
): readonly Finding[] {
  if (last === undefined || routerOf(office, router)?.mode !== 'apply') return [];
  const edits = editsSince(last.traits.handEdits, traits.handEdits);
  if (edits.length === 0) return [];
  const by = [...new Set(edits.map((edit) => edit.by))].join(', ');
  const action = [...new Set(edits.map((edit) => edit.action))].slice(0, 3).join(', ');
  return ledger
    .openOps(router)
    .filter((op) => op.intendedAt >= last.at)
    .map(({ change }) =>
      finding('queue/edited-meanwhile', 'alarm', nameIn(change), { owner: change.owner, by, action }),
    );
}
