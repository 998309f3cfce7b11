import { describe, expect, it } from 'vitest';
import { after, isoUtc, MINUTE, type Moment, moment, momentOf, type Span } from '../../agent/domain/moment.ts';
import { type Level, type Priority, priorityOf, SLA_TARGETS } from '../../agent/domain/priority.ts';
import { addWork } from '../../agent/domain/work-calendar.ts';
import { officeCalendar } from '../office/office-calendar.ts';

const calendar = officeCalendar();

function dueIn(start: Moment, length: Span, clock: 'work' | 'always'): string {
  const due = clock === 'always' ? after(start, length) : addWork(calendar, start, length).at;
  return isoUtc(moment(due + 7 * 60 * MINUTE)).slice(0, 16);
}

describe('agent/domain/priority', () => {
  it.each<[Level, Level, Priority, Priority]>([
    ['high', 'high', 'P1', 'P2'],
    ['high', 'medium', 'P2', 'P2'],
    ['high', 'low', 'P3', 'P3'],
    ['medium', 'high', 'P2', 'P2'],
    ['medium', 'medium', 'P3', 'P3'],
    ['medium', 'low', 'P4', 'P4'],
    ['low', 'high', 'P3', 'P3'],
    ['low', 'medium', 'P4', 'P4'],
    ['low', 'low', 'P4', 'P4'],
  ])('impact %s, urgency %s: an incident is %s, a request %s', (impact, urgency, incident, request) => {
    expect(priorityOf('incident', impact, urgency)).toBe(incident);
    expect(priorityOf('request', impact, urgency)).toBe(request);
  });

  it('only P1 runs day and night, and each is slower than the one before', () => {
    expect(Object.values(SLA_TARGETS).map((target) => target.clock)).toEqual(['always', 'work', 'work', 'work']);
    expect(Object.values(SLA_TARGETS).map((target) => target.response / MINUTE)).toEqual([15, 30, 60, 240]);
    expect(Object.values(SLA_TARGETS).map((target) => target.resolution / MINUTE)).toEqual([240, 450, 900, 2250]);
  });

  it.each<[string, 'request' | 'incident', Level, Level, string, Priority, string, string]>([
    ['BW-2026-0041', 'request', 'medium', 'medium', '2026-05-04T08:10', 'P3', '2026-05-04T09:10', '2026-05-06T08:10'],
    ['BW-2026-0042', 'request', 'medium', 'high', '2026-05-04T10:05', 'P2', '2026-05-04T10:35', '2026-05-05T10:05'],
    ['BW-2026-0043', 'request', 'low', 'medium', '2026-05-05T09:20', 'P4', '2026-05-05T14:20', '2026-05-12T09:20'],
    ['BW-2026-0044', 'request', 'medium', 'high', '2026-05-05T13:40', 'P2', '2026-05-05T14:10', '2026-05-06T13:40'],
    ['BW-2026-0045', 'request', 'medium', 'medium', '2026-05-06T08:45', 'P3', '2026-05-06T09:45', '2026-05-08T08:45'],
    ['BW-2026-0046', 'request', 'medium', 'medium', '2026-05-06T11:00', 'P3', '2026-05-06T12:00', '2026-05-08T11:00'],
    ['BW-2026-0047', 'request', 'low', 'medium', '2026-05-07T09:00', 'P4', '2026-05-07T14:00', '2026-05-18T09:00'],
    ['BW-2026-0048', 'request', 'medium', 'medium', '2026-05-11T08:30', 'P3', '2026-05-11T09:30', '2026-05-13T08:30'],
    ['BW-2026-0049', 'request', 'low', 'medium', '2026-05-12T14:20', 'P4', '2026-05-13T09:50', '2026-05-21T14:20'],
    ['BW-2026-0050', 'request', 'medium', 'medium', '2026-05-13T15:30', 'P3', '2026-05-18T08:00', '2026-05-19T15:30'],
    ['IN-2026-0017', 'incident', 'high', 'high', '2026-05-14T19:40', 'P1', '2026-05-14T19:55', '2026-05-14T23:40'],
    ['BW-2026-0051', 'request', 'low', 'high', '2026-05-22T09:10', 'P3', '2026-05-22T10:10', '2026-05-26T09:10'],
  ])(
    '%s (%s, %s/%s, received %s) is %s: response by %s, resolution by %s',
    (_, kind, impact, urgency, received, priority, response, resolution) => {
      const target = SLA_TARGETS[priorityOf(kind, impact, urgency)];
      const start = momentOf(`${received}:00+07:00`);
      expect(priorityOf(kind, impact, urgency)).toBe(priority);
      expect(dueIn(start, target.response, target.clock)).toBe(response);
      expect(dueIn(start, target.resolution, target.clock)).toBe(resolution);
    },
  );
});
