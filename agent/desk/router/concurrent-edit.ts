import { routerOf } from '../../domain/office.ts';
import { type Finding, finding } from '../../domain/finding.ts';
import type { Observed } from '../../ports/ledger.ts';
import { editsSince } from '../../shaping/hand-edit.ts';
import { nameIn } from '../../shaping/op.ts';
import type { Desk } from '../act/desk.ts';

/**
 * Queues that we wrote since the table before was read, while somebody else was changing queues, too. RouterOS has no
 * compare-and-set: an edit that fell between our last read and our write is overwritten, and no table shows it any
 * more. In manual mode the hand that edits is the one that pastes our words.
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
