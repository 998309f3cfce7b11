import { describe, expect, it } from 'vitest';
import { isoUtc, MINUTE, type Moment, moment } from '../../agent/domain/moment.ts';
import type { Priority } from '../../agent/domain/priority.ts';
import { type Due, dueOf, type StageEntry } from '../../agent/workflow/due.ts';
import type { Stage } from '../../agent/workflow/stage.ts';
import { officeCalendar } from '../office/office-calendar.ts';
import { STAGES, type StageLabel, wib } from './sop-samples.ts';

const calendar = officeCalendar();

/** `05-04 08:40 awaiting-disposition`; `!` marks an act of the agent, which is no response. */
function history(...lines: readonly string[]): readonly StageEntry[] {
  return lines.map((text) => {
    const [, when, mark, label] = /^(\d\d-\d\d \d\d:\d\d) (!?)(.+)$/.exec(text)!;
    const stage: Stage = STAGES[label as StageLabel];
    return { at: wib(`2026-${when}`), stage, event: '', actor: mark === '!' ? 'agent' : 'ts', byOffice: mark === '' };
  });
}

function clock(at: Moment | null): string | null {
  return at === null
    ? null
    : isoUtc(moment(at + 7 * 60 * MINUTE))
        .slice(5, 16)
        .replace('T', ' ');
}

interface Case {
  readonly number: string;
  readonly priority: Priority;
  readonly lines: readonly string[];
  /** response by, responded, resolve by, resolved */
  readonly times: readonly [string, string, string, string];
  /** stage and working minutes */
  readonly pauses: readonly (readonly [string, number])[];
  readonly met: readonly [boolean, boolean];
}

const CASES: readonly Case[] = [
  {
    number: 'BW-2026-0041',
    priority: 'P3',
    lines: [
      '05-04 08:10 !received',
      '05-04 08:40 awaiting-disposition',
      '05-04 09:30 disposed',
      '05-04 10:15 examined',
      '05-04 10:30 !assessed (enough)',
      '05-04 10:50 approved',
      '05-04 11:05 !active',
      '05-04 11:20 informed',
      '05-05 08:00 closed',
    ],
    times: ['05-04 09:10', '05-04 08:40', '05-06 08:10', '05-04 11:05'],
    pauses: [],
    met: [true, true],
  },
  {
    number: 'BW-2026-0042',
    priority: 'P2',
    lines: [
      '05-04 10:05 !received',
      '05-04 10:25 awaiting-disposition',
      '05-04 13:10 disposed',
      '05-04 13:30 examined',
      '05-04 14:05 !deferred',
      '05-20 08:05 !assessed (enough)',
      '05-20 08:40 approved',
      '05-20 08:55 !active',
    ],
    times: ['05-04 10:35', '05-04 10:25', '05-20 13:35', '05-20 08:55'],
    pauses: [['deferred', 4200]],
    met: [true, true],
  },
  {
    number: 'BW-2026-0043',
    priority: 'P4',
    lines: ['05-05 09:20 !received', '05-05 10:00 awaiting-documents', '05-08 10:00 rejected'],
    times: ['05-05 14:20', '05-05 10:00', '05-19 09:20', '05-08 10:00'],
    pauses: [['awaiting-documents', 1350]],
    met: [true, true],
  },
  {
    number: 'BW-2026-0044',
    priority: 'P2',
    lines: [
      '05-05 13:40 !received',
      '05-05 14:00 awaiting-disposition',
      '05-06 08:00 disposed',
      '05-06 08:20 examined',
      '05-06 08:40 !assessed (enough)',
      '05-06 09:00 scheduled',
      '05-09 06:00 !approved',
      '05-09 06:00 !active',
      '05-10 18:30 !returned',
      '05-11 08:00 closed',
    ],
    times: ['05-05 14:10', '05-05 14:00', '05-11 11:10', '05-09 06:00'],
    pauses: [['scheduled', 1260]],
    met: [true, true],
  },
  {
    number: 'BW-2026-0045',
    priority: 'P3',
    lines: [
      '05-06 08:45 !received',
      '05-06 08:46 !needs-clarification',
      '05-06 09:30 received',
      '05-06 09:30 awaiting-disposition',
      '05-06 13:05 disposed',
      '05-06 13:20 examined',
      '05-06 13:40 !assessed (enough)',
      '05-06 14:00 approved',
      '05-06 14:10 !active',
    ],
    times: ['05-06 09:45', '05-06 09:30', '05-08 09:29', '05-06 14:10'],
    pauses: [['needs-clarification', 44]],
    met: [true, true],
  },
  {
    number: 'BW-2026-0046',
    priority: 'P3',
    lines: ['05-06 11:00 !received', '05-06 11:01 !possible-duplicate', '05-06 11:30 duplicate'],
    times: ['05-06 12:00', '05-06 11:30', '05-08 11:00', '05-06 11:30'],
    pauses: [],
    met: [true, true],
  },
  {
    number: 'BW-2026-0047',
    priority: 'P4',
    lines: [
      '05-07 09:00 !received',
      '05-07 09:30 awaiting-disposition',
      '05-07 10:30 disposed',
      '05-07 10:45 examined',
      '05-07 11:00 !assessed (not enough)',
      '05-07 13:20 rejected',
    ],
    times: ['05-07 14:00', '05-07 09:30', '05-18 09:00', '05-07 13:20'],
    pauses: [],
    met: [true, true],
  },
  {
    number: 'BW-2026-0048',
    priority: 'P3',
    lines: [
      '05-11 08:30 !received',
      '05-11 09:00 awaiting-disposition',
      '05-11 10:00 disposed',
      '05-11 10:20 examined',
      '05-11 10:40 !deferred',
      '05-11 11:10 offered-partial',
      '05-12 09:00 approved',
      '05-12 09:15 !active',
    ],
    times: ['05-11 09:30', '05-11 09:00', '05-13 15:20', '05-12 09:15'],
    pauses: [
      ['deferred', 30],
      ['offered-partial', 320],
    ],
    met: [true, true],
  },
  {
    number: 'BW-2026-0049',
    priority: 'P4',
    lines: [
      '05-12 14:20 !received',
      '05-12 14:50 awaiting-disposition',
      '05-13 08:30 disposed',
      '05-13 08:45 examined',
      '05-13 09:15 !deferred',
      '05-18 10:00 cancelled',
    ],
    times: ['05-13 09:50', '05-12 14:50', '05-22 15:35', '05-18 10:00'],
    pauses: [['deferred', 495]],
    met: [true, true],
  },
  {
    number: 'BW-2026-0050',
    priority: 'P3',
    lines: ['05-13 15:30 !received', '05-18 08:20 redirected'],
    times: ['05-18 08:00', '05-18 08:20', '05-19 15:30', '05-18 08:20'],
    pauses: [],
    met: [false, true],
  },
  {
    number: 'IN-2026-0017',
    priority: 'P1',
    lines: [
      '05-14 19:40 !received',
      '05-14 19:50 handling',
      '05-14 19:55 restoring',
      '05-14 20:05 !restored',
      '05-18 08:00 closed',
    ],
    times: ['05-14 19:55', '05-14 19:50', '05-14 23:40', '05-14 20:05'],
    pauses: [],
    met: [true, true],
  },
  {
    number: 'BW-2026-0051',
    priority: 'P3',
    lines: [
      '05-22 09:10 !received',
      '05-22 09:11 !needs-clarification',
      '05-22 09:50 !received',
      '05-22 10:00 awaiting-disposition',
      '05-22 13:30 disposed',
      '05-22 13:45 examined',
      '05-22 14:00 !assessed (enough)',
      '05-22 14:15 scheduled',
      '06-01 06:00 !approved',
      '06-01 06:00 !active',
    ],
    times: ['05-22 10:10', '05-22 10:00', '06-03 13:04', '06-01 06:00'],
    pauses: [
      ['needs-clarification', 39],
      ['scheduled', 1485],
    ],
    met: [true, true],
  },
];

function due(lines: readonly string[], now: string, priority: Priority = 'P3', at = calendar): Due {
  const entries = history(...lines);
  return dueOf(at, priority, entries[0]!.at, entries, wib(now));
}

describe('agent/workflow/due', () => {
  it.each(CASES)('$number ($priority)', ({ lines, priority, times, pauses, met }) => {
    const found = due(lines, '2026-07-01 08:00', priority);
    expect([found.responseBy, found.respondedAt, found.resolveBy, found.resolvedAt].map(clock)).toEqual(times);
    expect(found.pauses.map((p) => [p.stage, p.length / MINUTE])).toEqual(pauses);
    expect([found.responseMet, found.resolutionMet]).toEqual(met);
    expect([found.standing, found.provisional]).toEqual([false, false]);
  });

  const OPEN = ['05-04 08:10 !received'];

  it('is open until its moment, met to the millisecond, missed after it', () => {
    expect(due(OPEN, '2026-05-04 09:10')).toMatchObject({
      responseMet: null,
      resolutionMet: null,
      respondedAt: null,
      resolvedAt: null,
    });
    expect(due(OPEN, '2026-05-04 09:11')).toMatchObject({ responseMet: false, resolutionMet: null });
    expect(due(OPEN, '2026-05-06 08:11')).toMatchObject({ responseMet: false, resolutionMet: false });
    expect(due([...OPEN, '05-06 08:10 active'], '2026-05-07 08:00').resolutionMet).toBe(true);
    expect(due([...OPEN, '05-06 08:11 active'], '2026-05-07 08:00').resolutionMet).toBe(false);
  });

  it('while the clock stands nothing is missed, and each hour of it moves the end on', () => {
    const standing = due([...OPEN, '05-04 09:10 awaiting-documents'], '2026-05-20 08:00');
    expect(standing).toMatchObject({ standing: true, resolutionMet: null, responseMet: true });
    expect(standing.pauses).toEqual([
      {
        stage: 'awaiting-documents',
        from: wib('2026-05-04 09:10'),
        until: null,
        length: (350 + 9 * 450 + 30) * MINUTE,
      },
    ]);
    expect(clock(standing.resolveBy)).toBe('05-21 15:30');
  });

  it('nights, weekends and holidays take nothing out of the clock', () => {
    const night = due([...OPEN, '05-04 16:00 awaiting-documents', '05-05 07:30 received'], '2026-05-05 08:00');
    expect(night.pauses.map((p) => p.length)).toEqual([0]);
    expect(clock(night.resolveBy)).toBe('05-06 08:10');
  });

  it('P1 counts the night, and so does its pause', () => {
    const found = due(
      ['05-14 19:40 !received', '05-14 20:00 needs-clarification', '05-14 21:00 received'],
      '2026-05-15 08:00',
      'P1',
    );
    expect(clock(found.resolveBy)).toBe('05-15 00:40');
    expect(found.resolutionMet).toBe(false);
  });

  it('beyond the last loaded calendar it is provisional, and never blocked', () => {
    expect(due(OPEN, '2026-05-04 09:00', 'P3', { ...calendar, lastYear: 2025 }).provisional).toBe(true);
    expect(due(OPEN, '2026-05-04 09:00', 'P1', { ...calendar, lastYear: 2025 }).provisional).toBe(false);
  });
});
