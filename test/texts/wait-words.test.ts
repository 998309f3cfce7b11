import { describe, expect, it } from 'vitest';
import { finding } from '../../agent/domain/finding.ts';
import { momentOf } from '../../agent/domain/moment.ts';
import { mbps } from '../../agent/domain/rate.ts';
import { type Wait, waitFinding } from '../../agent/domain/wait.ts';
import { zone } from '../../agent/domain/zone.ts';
import { sayFinding } from '../../agent/texts/say.ts';

const UNTIL = momentOf('2026-05-04T09:00:00+07:00');

/** One of each: a new wait demands its row, and a sentence without a gap. */
const WAITS: { readonly [W in Wait['why']]: Extract<Wait, { readonly why: W }> } = {
  'observe-mode': { why: 'observe-mode' },
  'router-away': { why: 'router-away', since: UNTIL, fault: 'router/unreachable' },
  freeze: { why: 'freeze', until: UNTIL, reason: 'HUT RI' },
  halted: { why: 'halted', code: 'router/old-backup', facts: { count: 4, of: 5, before: UNTIL } },
  'second-approver': { why: 'second-approver', change: mbps(250), above: mbps(200), first: 'kabid' },
  'try-again': { why: 'try-again', until: UNTIL, tries: 4 },
  writes: { why: 'writes', until: UNTIL, limit: 60 },
  moved: { why: 'moved', until: UNTIL, limit: mbps(1000), moved: mbps(990), change: mbps(20) },
  children: {
    why: 'children',
    found: finding('guard/child-above', 'alarm', '0.POOL', { child: 'DINKES', limit: mbps(20) }),
  },
  parent: {
    why: 'parent',
    found: finding('guard/parent-too-small', 'alarm', 'DINKES', { parent: 'G-DINKES', limit: mbps(20) }),
  },
  refused: {
    why: 'refused',
    found: finding('guard/target-foreign', 'alarm', 'DINKES', { target: '10.1.0.0/24', owner: 'rsud' }),
  },
  verdict: { why: 'verdict', verdict: 'not-enough' },
};

describe('agent/texts: why a plan waits', () => {
  it.each(Object.values(WAITS))('$why is said in both languages with its evidence, and what to do', (wait) => {
    for (const lang of ['id', 'en'] as const) {
      const { what, todo } = sayFinding(waitFinding(wait, 'BW-2026-0041'), { lang, zone: zone('Asia/Pontianak') });
      expect(what).not.toMatch(/[{}–]/);
      expect(todo).not.toMatch(/^–?$/);
      if ('until' in wait) expect(what).toMatch(lang === 'id' ? /pukul 09\.00/ : /09:00/);
    }
  });

  it('numbers and verdicts are in words of the office', () => {
    const said = (wait: Wait): string =>
      sayFinding(waitFinding(wait, 'x'), { lang: 'id', zone: zone('Asia/Pontianak') }).what;
    expect(said(WAITS['second-approver'])).toContain('250 Mbps, di atas 200 Mbps');
    expect(said(WAITS.moved)).toContain('990 dari 1.000 Mbps');
    expect(said(WAITS.verdict)).toContain('TIDAK MENCUKUPI');
  });
});
