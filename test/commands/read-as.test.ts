import { describe, expect, test } from 'vitest';
import { momentOf } from '../../agent/domain/moment.ts';
import { runCommand } from '../fakes/command-kit.ts';
import { DECISION, REQUEST } from './view-samples.ts';

const FROM = momentOf('2026-06-01T00:00:00+07:00');
const UNTIL = momentOf('2026-06-03T00:00:00+07:00');
const window = { from: FROM, until: UNTIL };
const stood = { number: 'BW-2026-0041', stage: 'received', window };
const [DAY, LAST] = ['1 Juni 2026', '02/06/2026'];
const SAYS_FROM = '  --from "1 Juni 2026": dibaca sebagai Senin, 1 Juni 2026 pukul 00.00 WIB\n';
const SAYS_UNTIL = '  --until "02/06/2026": dibaca sebagai Rabu, 3 Juni 2026 pukul 00.00 WIB\n';
const { terms, decision, offer, earliest } = DECISION;

describe('a command says how it read a time', () => {
  test.each<[string, string[], Record<string, unknown>, string]>([
    [
      'capacity set',
      ['isp-a', '--down', '300', '--contract', 'K-1', '--from', DAY, '--until', LAST],
      { 'order contract': { uplink: 'isp-a', ...window } },
      SAYS_FROM + SAYS_UNTIL,
    ],
    [
      'delegate',
      ['prakom-1', '--role', 'kabid', '--letter', '1', '--from', DAY, '--until', LAST],
      { 'order delegate': { person: 'prakom-1', ...window } },
      SAYS_FROM + SAYS_UNTIL,
    ],
    ['extend', ['44', '--until', LAST], { 'order extend': stood }, SAYS_UNTIL],
    ['correct', ['41', '--from', DAY, '--until', LAST], { 'order correct': stood }, SAYS_FROM + SAYS_UNTIL],
    [
      'new',
      ['--channel', 'surat', '--received', DAY, '--from', DAY, '--until', LAST],
      {
        'order file': { key: 'key-12345678', receivedAt: FROM },
        'ask filed': { number: 'BW-2026-0041' },
        'ask request': { ...REQUEST, request: { ...REQUEST.request, window } },
      },
      SAYS_FROM.replace('--from', '--received') + SAYS_FROM + SAYS_UNTIL,
    ],
    [
      'whatif',
      ['--line', 'dinkes', '--down', '60', '--from', DAY, '--until', LAST],
      {
        'ask whatif': {
          at: FROM,
          suppositions: [],
          wish: { line: 'dinkes', ...window, terms, decision, offer, earliest },
          uplinks: [],
        },
      },
      SAYS_FROM + SAYS_UNTIL,
    ],
  ])('%s', async (name, options, script, says) => {
    const ran = await runCommand([...name.split(' '), ...options], { script });
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out.endsWith(says)).toBe(true);
  });

  test('a time that was not typed, or must be asked, is no line', async () => {
    const script = { 'order correct': { ...stood, window: null } };
    const ran = await runCommand(['correct', '41', '--from', 'besok'], { script });
    expect(ran.out).not.toContain('dibaca');
    const alone = await runCommand(['extend', '44', '--until', LAST, '--json'], { script: { 'order extend': stood } });
    expect(JSON.parse(alone.out)).toEqual(stood);
  });

  test('the date of a paper is sent in one form; one that is none is a misuse', async () => {
    const words = ['correct', '41', '--down', '50', '--decided-by', 'kabid', '--doc', '1', '--date'];
    const script = { 'order correct': stood };
    const ran = await runCommand([...words, '4 Mei 2026'], { script });
    expect(ran.sent[0]?.content).toMatchObject({ paper: { date: '2026-05-04' } });
    expect(await runCommand([...words, '31/06/2026'], { script })).toMatchObject({ code: 2, sent: [] });
  });
});
