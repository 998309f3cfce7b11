import type { StoredDecision } from '../../ports/ledger.ts';

/** All that one check found, before anything is written. */
export type Checked = Pick<StoredDecision, 'terms' | 'decision' | 'need' | 'offer' | 'earliest'>;
