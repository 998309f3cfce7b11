import { describe, expect, test } from 'vitest';
import type { LineChange } from '../../../agent/desk/act/order.ts';
import { momentOf } from '../../../agent/domain/moment.ts';
import { Fault } from '../../../agent/domain/fault.ts';
import type { LinePlan } from '../../../agent/planning/line-plan.ts';
import { runCommand } from '../../fakes/command-kit.ts';

const HASH = 'c'.repeat(64);
const PLAN: LinePlan = {
  purpose: 'reduce',
  owner: 'dinkes',
  queue: 'DINKES',
  router: 'core',
  mode: 'apply',
  hash: HASH,
  differences: [{ field: 'maxLimit', found: '30000000/30000000', wanted: '20000000/20000000' }],
  words: ['/queue simple set [find name="DINKES"] max-limit=20M/20M limit-at=0/0'],
  refusals: [],
  features: [{ code: 'queue/hours-only', level: 'warn', subject: 'DINKES', facts: { hours: '08:00:00-17:00:00,mon' } }],
  wait: { why: 'freeze', until: momentOf('2026-05-04T17:00:00+07:00'), reason: 'pemilu' },
};
const script = {
  'order change-line': (body: { readonly shown: string | null }) => ({ ...PLAN, recorded: body.shown !== null }),
};
const REDUCE = ['line', 'reduce', 'dinkes', '--down', '20', '--reason', 'pindah gedung'];
const PAPER = ['--decided-by', 'kabid', '--doc', '555/9/2026', '--date', '2026-05-04'];

describe('agent/commands: line', () => {
  test.each<[readonly string[], LineChange]>([
    [['reduce', 'dinkes', '--down', '20'], { kind: 'reduce', line: 'dinkes', down: '20', up: '20' }],
    [['reduce', 'dinkes', '--down', '20', '--up', '5'], { kind: 'reduce', line: 'dinkes', down: '20', up: '5' }],
    [
      ['change', 'dinkes', '--name', 'Dinkes baru'],
      { kind: 'reshape', owner: 'dinkes', queue: 'Dinkes baru', targets: null },
    ],
    [
      ['change', 'pool', '--targets', '10.62.0.0/16'],
      { kind: 'reshape', owner: 'pool', queue: null, targets: '10.62.0.0/16' },
    ],
    [['remove', 'dinkes'], { kind: 'remove', line: 'dinkes' }],
    [['move', 'dinkes'], { kind: 'move', owner: 'dinkes', before: null }],
    [['move', 'dinkes', '--before', 'ZZ'], { kind: 'move', owner: 'dinkes', before: 'ZZ' }],
    [['undo', '7'], { kind: 'compensate', op: 7 }],
    [
      'add dinsos --agency dinsos --pool p --queue DINSOS --targets 10.62.26.0/24 --service khusus --down 20'.split(
        ' ',
      ),
      {
        kind: 'add',
        line: 'dinsos',
        agency: 'dinsos',
        pool: 'p',
        queue: 'DINSOS',
        targets: '10.62.26.0/24',
        service: 'dedicated',
        down: '20',
        up: '20',
      },
    ],
  ])('line %j is shown, confirmed, and ordered as shown', async (words, change) => {
    const ran = await runCommand(['line', ...words, '--reason', 'nota', ...PAPER], { script, answers: true });
    const paper = { role: 'division-head', document: '555/9/2026', date: '2026-05-04', file: null };
    expect(ran.sent).toEqual([
      { what: 'order change-line', content: { change, reason: 'nota', paper, shown: null } },
      { what: 'order change-line', content: { change, reason: 'nota', paper, shown: HASH } },
    ]);
    expect(ran).toMatchObject({ code: 0, asked: ['Laksanakan perubahan pada dinkes seperti ditampilkan?'] });
    expect(ran.out).toContain('dinkes: perubahan dicatat');
  });

  test('what is shown: difference, router lines, and features that change the limit', async () => {
    const { out } = await runCommand(REDUCE, { script, answers: true });
    expect(out).toContain('30000000/30000000');
    expect(out).toContain(PLAN.words[0]);
    expect(out).toContain('08:00:00-17:00:00,mon');
    expect(out).toContain('pemilu');
  });

  test('a no leaves everything as it was; --yes asks nothing; --json says what was recorded', async () => {
    const no = await runCommand(REDUCE, { script, answers: false });
    expect(no).toMatchObject({ code: 1, sent: [{ what: 'order change-line' }] });
    expect(no.sent).toHaveLength(1);
    const yes = await runCommand([...REDUCE, '--yes'], { script });
    expect(yes).toMatchObject({ code: 0, asked: [] });
    const json = await runCommand(['--json', ...REDUCE, '--yes'], { script });
    expect(JSON.parse(json.out)).toMatchObject({ owner: 'dinkes', recorded: true, hash: HASH });
  });

  test.each([
    ['line reduce dinkes --reason x', '--down'],
    ['line change dinkes --reason x', '--name'],
    ['line undo tujuh --reason x', '<op>'],
    ['line move dinkes', '--reason'],
    ['line add x --reason x --agency a --pool p --queue q --targets t --service mewah --down 1', '--service'],
    ['line add x --reason x --agency a --pool p --queue q --service shared --down 1', '--targets'],
  ])('%s is a misuse', async (words, named) => {
    const ran = await runCommand(words.split(' '), { script });
    expect(ran).toMatchObject({ code: 2, sent: [] });
    expect(ran.err).toContain(named);
  });

  test('a refusal by a rule ends with 3', async () => {
    const refused = new Fault('queue/not-changeable', { queue: 'DINKES', why: 'guard/has-children' });
    const ran = await runCommand(['line', 'remove', 'dinkes', '--reason', 'x', '--yes'], {
      script: { 'order change-line': refused },
    });
    expect(ran.code).toBe(3);
    expect(ran.err).toContain('guard/has-children');
  });
});
