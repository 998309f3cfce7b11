import type { Moment } from '../../../agent/domain/moment.ts';
import type { Delegation } from '../../../agent/domain/person.ts';
import type { Bps } from '../../../agent/domain/rate.ts';
import type { Shares } from '../../../agent/domain/uplink.ts';
import type { Database } from '../../sqlite/open-database.ts';
import type { LedgerPart } from './ledger-part.ts';
import { objectFrom, toText } from './ledger-text.ts';

interface ContractRow {
  readonly uplink: string;
  readonly starts: Moment;
  readonly ends: Moment | null;
  readonly down: Bps;
  readonly up: Bps;
  readonly document: string;
}

interface LimitRow {
  readonly pool: string;
  readonly starts: Moment;
  readonly down: Bps;
  readonly up: Bps;
}

interface DelegationRow {
  readonly person: string;
  readonly role: Delegation['role'];
  readonly starts: Moment;
  readonly ends: Moment;
  readonly letter: string;
}

type Dated = LedgerPart<
  'contracts' | 'shares' | 'poolLimits' | 'delegations',
  'putContract' | 'putShares' | 'putPoolLimit' | 'putDelegation'
>;

/**
 * Facts with a date: capacity by contract, shares, pool limits, delegations. The same subject from the same moment on
 * is a correction.
 */
export function sqliteContracts(db: Database): Dated {
  const contracts = db.prepare<[], ContractRow>('SELECT * FROM contract ORDER BY uplink, starts');
  const shares = db.prepare<[], { readonly starts: Moment; readonly shares: string }>(
    'SELECT * FROM shares ORDER BY starts',
  );
  const limits = db.prepare<[], LimitRow>('SELECT * FROM pool_limit ORDER BY pool, starts');
  const delegations = db.prepare<[], DelegationRow>('SELECT * FROM delegation ORDER BY person, role, starts');
  const putContract = db.prepare(`INSERT INTO contract VALUES (@uplink, @from, @until, @down, @up, @document)
    ON CONFLICT DO UPDATE SET
      ends = excluded.ends, down = excluded.down, up = excluded.up, document = excluded.document`);
  const putShares = db.prepare(
    'INSERT INTO shares VALUES (@from, @shares) ON CONFLICT DO UPDATE SET shares = excluded.shares',
  );
  const putLimit = db.prepare(`INSERT INTO pool_limit VALUES (@pool, @from, @down, @up)
    ON CONFLICT DO UPDATE SET down = excluded.down, up = excluded.up`);
  const putDelegation = db.prepare(`INSERT INTO delegation VALUES (@person, @role, @from, @until, @letter)
    ON CONFLICT DO UPDATE SET ends = excluded.ends, letter = excluded.letter`);
  return {
    view: {
      contracts: () =>
        contracts.all().map(({ uplink, starts, ends, down, up, document }) => ({
          uplink,
          from: starts,
          until: ends,
          rate: { down, up },
          document,
        })),
      shares: () => shares.all().map((row) => ({ from: row.starts, shares: objectFrom<Shares['shares']>(row.shares) })),
      poolLimits: () => limits.all().map(({ pool, starts, down, up }) => ({ pool, from: starts, rate: { down, up } })),
      delegations: () =>
        delegations
          .all()
          .map(({ person, role, starts, ends, letter }) => ({ person, role, from: starts, until: ends, letter })),
    },
    books: {
      putContract: ({ uplink, from, until, rate, document }) =>
        void putContract.run({ uplink, from, until, ...rate, document }),
      putShares: ({ from, shares: shared }) => void putShares.run({ from, shares: toText(shared) }),
      putPoolLimit: ({ pool, from, rate }) => void putLimit.run({ pool, from, ...rate }),
      putDelegation: ({ person, role, from, until, letter }) =>
        void putDelegation.run({ person, role, from, until, letter }),
    },
  };
}
