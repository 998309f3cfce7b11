import { describe, expect, it } from 'vitest';
import { finding } from '../../agent/domain/finding.ts';
import { Fault } from '../../agent/domain/fault.ts';
import type { Peer } from '../../agent/ports/peer.ts';
import { checkup } from '../../agent/views/checkup.ts';

const router: Peer = {
  name: 'core',
  check: async () => [finding('router/ok', 'ok', 'core'), finding('router/fasttrack', 'alarm', 'core', { rules: 1 })],
};

describe('agent/views/checkup', () => {
  it('a peer that cannot be asked is a finding', async () => {
    const away: Peer = {
      name: 'meter',
      check: async () => {
        throw new Fault('meter/silent', { target: 'x' });
      },
    };
    expect((await checkup([router, away])).map((f) => f.code)).toEqual([
      'router/ok',
      'router/fasttrack',
      'meter/silent',
    ]);
  });

  it('what stands in the tables comes after, each thing once, without what nobody has touched yet', async () => {
    const standing = [
      finding('router/fasttrack', 'alarm', 'core', { rules: 1 }),
      finding('queue/differs', 'alarm', 'DINKES', { field: 'maxLimit' }),
      finding('queue/differs', 'alarm', 'DINKES', { field: 'limitAt' }),
      finding('queue/foreign', 'warn', 'TAMU'),
      finding('queue/unmarked', 'warn', 'DISDIK'),
    ];
    expect((await checkup([router], standing)).map((f) => f.code)).toEqual([
      'router/ok',
      'router/fasttrack',
      'queue/differs',
      'queue/differs',
    ]);
  });
});
