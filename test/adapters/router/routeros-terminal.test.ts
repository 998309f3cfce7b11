import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { terminalLines } from '../../../adapters/router/routeros/routeros-terminal.ts';
import { mbps, rate } from '../../../agent/domain/rate.ts';
import { observedAs } from '../../fakes/memory-router.ts';

const owner = 'dinkes-1';
const was = observedAs({ name: 'DINKES', comment: `lama bwagent:${owner}`, maxLimit: rate(mbps(10), mbps(10)) });

/** The strings between unescaped quotes, unescaped, and what is left around them. */
function console(line: string): { readonly texts: readonly string[]; readonly rest: string } {
  const texts: string[] = [];
  const rest = line.replaceAll(/"((?:[^"\\]|\\.)*)"/g, (_, text: string) => {
    texts.push(text.replaceAll(/\\(.)/g, '$1'));
    return '""';
  });
  return { texts, rest };
}

describe('terminal lines', () => {
  test('add', () => {
    const want = {
      ...was,
      targets: ['10.62.1.0/24', '10.62.2.0/24'],
      parent: 'POOL OPD',
      maxLimit: rate(mbps(20), mbps(2.5)),
    };
    expect(terminalLines({ kind: 'add', owner, want, placeBefore: 'SISA' })).toEqual([
      '/queue simple add name="DINKES" target=10.62.1.0/24,10.62.2.0/24 parent="POOL OPD" ' +
        'max-limit=2500k/20M limit-at=0/0 comment="bwagent:dinkes-1" place-before=[find name="SISA"]',
    ]);
  });

  test.each(['VLAN - TAMU', '<pppoe-dinkes>', 'ether3 [REDE]'])('the name of interface %s is quoted', (name) => {
    const want = { ...was, targets: [name], parent: null };
    expect(terminalLines({ kind: 'add', owner, want, placeBefore: null })[0]).toContain(` target="${name}" `);
  });

  test('set', () => {
    const want = { ...was, maxLimit: rate(mbps(40), mbps(40)) };
    expect(terminalLines({ kind: 'set', owner, want, was })).toEqual([
      '/queue simple set [find name="DINKES"] max-limit=40M/40M limit-at=0/0',
    ]);
  });

  test('set of a queue that does not carry our mark yet puts it on', () => {
    const bare = { ...was, comment: 'punya NOC' };
    expect(terminalLines({ kind: 'set', owner, want: { ...bare, maxLimit: rate(1_500, 1_234) }, was: bare })).toEqual([
      '/queue simple set [find name="DINKES"] max-limit=1234/1500 limit-at=0/0 comment="punya NOC bwagent:dinkes-1"',
    ]);
  });

  test('mark, move, remove', () => {
    const bare = { ...was, comment: '' };
    expect(terminalLines({ kind: 'mark', owner, want: bare, was: bare })).toEqual([
      '/queue simple set [find name="DINKES"] comment="bwagent:dinkes-1"',
    ]);
    expect(terminalLines({ kind: 'move', owner, was, before: 'SISA' })).toEqual([
      '/queue simple move [find name="DINKES"] destination=[find name="SISA"]',
    ]);
    expect(terminalLines({ kind: 'move', owner, was, before: null })).toEqual([
      '/queue simple move [find name="DINKES"]',
    ]);
    expect(terminalLines({ kind: 'remove', owner, was })).toEqual(['/queue simple remove [find name="DINKES"]']);
  });

  test('a name stays a text, whatever it says', () => {
    const name = '"] ; /system reboot ; $x \\ ? [';
    const [line = ''] = terminalLines({ kind: 'remove', owner, was: { ...was, name } });
    expect(line).toBe('/queue simple remove [find name="\\"] ; /system reboot ; \\$x \\\\ \\? ["]');
    expect(console(line)).toEqual({ texts: [name], rest: '/queue simple remove [find name=""]' });
  });

  test('names and comments never reach outside their quotes', () => {
    const text = fc
      .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 60 })
      .filter((one) => one === one.trim() && !one.startsWith('*'));
    const property = fc.property(text, text, (name, note) => {
      const queue = { ...was, name, comment: note.replaceAll('bwagent', 'bw') };
      const [line = ''] = terminalLines({ kind: 'mark', owner, want: queue, was: queue });
      const { texts, rest } = console(line);
      expect(rest).toBe('/queue simple set [find name=""] comment=""');
      expect(texts).toEqual([name, `${queue.comment} bwagent:${owner}`]);
      expect(line).not.toMatch(/(?<!\\)(?:\\\\)*[$?]/);
    });
    fc.assert(property, { seed: 20_260_504, numRuns: 2_000 });
  });

  test.each(['a\n/system reboot', 'a\r', 'a\u001b[31m', ''])('%j makes no line at all', (name) => {
    expect(() => terminalLines({ kind: 'remove', owner, was: { ...was, name } })).toThrow(
      expect.objectContaining({ code: 'router/bad-word' }),
    );
  });
});
