import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LabEdit } from '../lab/lab-commands.ts';
import { WiredOffice } from '../office/wired/wired-office.ts';
import { sowOffice, type WiredSeed } from '../office/wired/wired-seed.ts';

let seed: WiredSeed;
let office: WiredOffice;
beforeEach(async () => {
  seed = await sowOffice();
  office = await WiredOffice.open(seed, { books: 'base', foreign: 0, plan: { massDrift: 4 } });
  await office.pass();
});
afterEach(async () => {
  await office.end({});
  office.remove();
  seed.close();
});

const codes = (): readonly string[] => office.ledger.findings('core').map((f) => f.code);
const hand = (...edits: readonly LabEdit[]): void => edits.forEach((edit) => office.edit(edit));
const twice = async (): Promise<void> => {
  await office.pass();
  await office.pass();
};

describe('drift over a real wire', () => {
  test.each<[string, readonly LabEdit[], readonly string[]]>([
    ['renamed', [{ kind: 'queue-set', queue: 'DISDIK', words: { name: 'Disdik baru' } }], ['queue/renamed']],
    ['edited', [{ kind: 'queue-set', queue: 'DISDIK', words: { 'max-limit': '25M/9M' } }], ['queue/differs']],
    ['deleted', [{ kind: 'queue-remove', queue: 'DISDIK' }], ['queue/missing']],
    ['disabled', [{ kind: 'queue-set', queue: 'DISDIK', words: { disabled: 'yes' } }], ['queue/disabled']],
    [
      'stripped',
      [{ kind: 'queue-set', queue: 'DISDIK', words: { comment: 'catatan', name: 'X' } }],
      ['queue/mark-lost'],
    ],
    [
      'cloned',
      [
        {
          kind: 'queue-add',
          words: {
            name: 'DISDIK-2',
            target: '10.62.77.0/24',
            'max-limit': '1M/1M',
            parent: '0.POOL',
            comment: 'bwagent:disdik',
          },
        },
      ],
      ['queue/duplicate-mark'],
    ],
    [
      'unlimited',
      [{ kind: 'queue-set', queue: 'DISDIK', words: { 'max-limit': '0/0' } }],
      ['queue/differs', 'queue/no-limit'],
    ],
    [
      'without its parent',
      [{ kind: 'queue-set', queue: 'DISDIK', words: { parent: 'none' } }],
      ['queue/wrong-parent', 'queue/behind-catch-all'],
    ],
  ])('%s', async (_, edits, found) => {
    const before = office.lab.faults.sentences.length;
    hand(...edits);
    await twice();
    expect(codes()).toEqual(found);
    expect(office.lab.faults.sentences).toHaveLength(before);
  });

  test('control: nothing, while nobody edits', async () => {
    await twice();
    expect(codes()).toEqual([]);
  });

  test('moved below a queue that stood below it', async () => {
    hand({ kind: 'queue-add', words: { name: 'ZZ', target: '10.62.19.0/24', 'max-limit': '1M/1M' } });
    await office.pass();
    expect(codes()).toEqual(['queue/foreign']);
    office.lab.plant.edit(({ queues }) => queues.move(queues.find('DISDIK')!.id, undefined));
    await twice();
    expect(codes()).toEqual(['queue/foreign', 'queue/moved', 'queue/shadowed']);
  });

  test('another serial number', async () => {
    office.lab.facts.serial = 'HG-BARU';
    await twice();
    expect(codes()).toEqual(['router/swapped']);
  });

  test('what the router does to all queues: FastTrack, a blind bridge, a pcq-rate', async () => {
    const { facts } = office.lab;
    facts.fasttrack = 'enabled';
    facts.bridge = { ports: 3, useIpFirewall: false };
    facts.pcqRates = { 'pcq-download-default': '2M' };
    hand({ kind: 'queue-set', queue: 'DISDIK', words: { queue: 'pcq-upload-default/pcq-download-default' } });
    await twice();
    expect(office.ledger.findings('core').map((f) => [f.code, f.subject, f.level])).toEqual([
      ['queue/pcq-rate', 'pcq-download-default', 'warn'],
      ['router/fasttrack', 'core', 'alarm'],
      ['router/blind-bridge', 'core', 'warn'],
    ]);
    facts.fasttrack = 'disabled';
    facts.bridge = { ports: 3, useIpFirewall: true };
    facts.pcqRates = {};
    await twice();
    expect(codes()).toEqual([]);
  });
});
