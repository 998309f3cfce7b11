import { describe, expect, it } from 'vitest';
import { takenFrom } from '../../agent/shaping/match.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { type QueueExtras, type QueueHours, WEEK_DAYS, type WeekDay } from '../../agent/shaping/queue-extras.ts';
import { effectFindings } from '../../agent/shaping/effect-check.ts';
import { PLAIN_TRAITS } from '../../agent/shaping/router-traits.ts';
import { surroundings } from '../../agent/shaping/table-index.ts';
import { mega, row } from '../office/queue-samples.ts';

const LINE = row({ position: 9, parent: null });

function above(rest: Partial<ObservedQueue> = {}): ObservedQueue {
  return row({ id: '*7', position: 0, name: 'ATAS', parent: null, comment: '', targets: ['10.62.0.0/16'], ...rest });
}

function hours(from: number, until: number, days: readonly WeekDay[] = WEEK_DAYS): QueueHours {
  return { from: from * 3600, until: until * 3600, days };
}

const WORK_DAYS = WEEK_DAYS.filter((day) => day !== 'sat' && day !== 'sun');
const EVERY = hours(17, 8);

/** What the earlier queue takes of the line's first target: `all`, `none`, or the conditions that leave it a rest. */
function taken(earlier: ObservedQueue, line = LINE, ...others: readonly ObservedQueue[]): unknown {
  const how = takenFrom(line, [earlier, ...others, line])(earlier, line.targets[0] ?? '');
  return how.how === 'part' ? how.only.map(({ text, isKnown }) => (isKnown ? text : `? ${text}`)) : how.how;
}

describe('agent/shaping/match: an earlier queue takes what fulfils all of its conditions', () => {
  it.each<[string, Partial<ObservedQueue>, unknown]>([
    ['a wider prefix', {}, 'all'],
    ['no target', { targets: [] }, 'all'],
    ['0.0.0.0/0', { targets: ['0.0.0.0/0'] }, 'all'],
    ['::/0', { targets: ['::/0'] }, 'none'],
    ['both halves', { targets: ['10.62.20.0/25', '10.62.20.128/25'] }, 'all'],
    ['one half', { targets: ['10.62.20.0/25'] }, ['target=10.62.20.0/25']],
    ['an interface', { targets: ['<pppoe-dinkes>'] }, ['? target=<pppoe-dinkes>']],
    ['another network', { targets: ['10.70.0.0/16'] }, 'none'],
    ['marked packets', { extras: { packetMarks: ['game', 'vip'] } }, ['packet-marks=game,vip']],
    ['a destination', { extras: { dst: '203.0.113.100/32' } }, ['dst=203.0.113.100/32']],
    ['every destination', { extras: { dst: '0.0.0.0/0' } }, 'all'],
    ['a destination behind an interface', { extras: { dst: 'ether1' } }, ['dst=ether1']],
    ['everything to the agency', { targets: [], extras: { dst: '10.62.0.0/16' } }, 'all'],
    ['everything to a part of the agency', { targets: [], extras: { dst: '10.62.20.7/32' } }, ['dst=10.62.20.7/32']],
    ['another network to the agency', { targets: ['10.70.0.0/16'], extras: { dst: '10.62.0.0/16' } }, 'none'],
    ['the night', { extras: { hours: EVERY } }, ['time=17:00:00-08:00:00,sun,mon,tue,wed,thu,fri,sat']],
    ['the whole week by name', { extras: { hours: hours(0, 24) } }, 'all'],
    ['a time in another form', { extras: { others: { time: 'siang' } } }, ['? time=siang']],
    ['an unreadable value', { unreadable: { 'max-limit': '1000m/1000m' } }, ['? max-limit=1000m/1000m']],
    ['an unreadable value elsewhere', { targets: ['10.70.0.0/16'], unreadable: { 'max-limit': '' } }, 'none'],
    ['a parent that is gone', { parent: 'HILANG' }, ['? parent=HILANG']],
    [
      'several conditions',
      { targets: ['10.62.20.7/32'], extras: { packetMarks: ['game'], dst: '203.0.113.0/24' } },
      ['target=10.62.20.7/32', 'dst=203.0.113.0/24', 'packet-marks=game'],
    ],
  ])('%s', (_, rest, how) => {
    expect(taken(above(rest))).toEqual(how);
  });

  it.each<[string, QueueExtras, QueueExtras, unknown]>([
    ['the same mark', { packetMarks: ['game'] }, { packetMarks: ['game'] }, 'all'],
    ['more marks', { packetMarks: ['game', 'vip'] }, { packetMarks: ['game'] }, 'all'],
    ['one of the marks', { packetMarks: ['game'] }, { packetMarks: ['game', 'vip'] }, ['packet-marks=game']],
    ['another mark', { packetMarks: ['game'] }, { packetMarks: ['vip'] }, 'none'],
    ['the same hours', { hours: hours(8, 17, WORK_DAYS) }, { hours: hours(8, 17, WORK_DAYS) }, 'all'],
    ['more hours', { hours: hours(7, 18) }, { hours: hours(8, 17, WORK_DAYS) }, 'all'],
    ['fewer days', { hours: hours(8, 17, ['mon']) }, { hours: hours(8, 17) }, ['time=08:00:00-17:00:00,mon']],
    ['day above night', { hours: hours(8, 17, WORK_DAYS) }, { hours: EVERY }, 'none'],
    ['night above day', { hours: EVERY }, { hours: hours(8, 17) }, 'none'],
    ['night above evening', { hours: EVERY }, { hours: hours(18, 20, ['mon']) }, 'all'],
    [
      'a night of one day above its morning',
      { hours: hours(17, 8, ['mon']) },
      { hours: hours(1, 2, ['mon']) },
      ['time=17:00:00-08:00:00,mon'],
    ],
    ['a wider destination', { dst: '203.0.113.0/24' }, { dst: '203.0.113.100/32' }, 'all'],
    ['a narrower destination', { dst: '203.0.113.100/32' }, { dst: '203.0.113.0/24' }, ['dst=203.0.113.100/32']],
    ['another destination', { dst: '198.51.100.0/24' }, { dst: '203.0.113.0/24' }, 'none'],
    ['no condition', {}, { packetMarks: ['game'], hours: EVERY, dst: '203.0.113.0/24' }, 'all'],
    ['marks against hours', { packetMarks: ['game'] }, { hours: EVERY }, ['packet-marks=game']],
  ])('%s, and the line has a condition as well', (_, earlier, own, how) => {
    expect(taken(above({ extras: earlier }), row({ position: 9, parent: null, extras: own }))).toEqual(how);
  });

  it('a queue for the far end of the line takes all of its stream', () => {
    const line = row({ position: 9, parent: null, extras: { dst: '203.0.113.100/32' } });
    expect(taken(above({ targets: ['203.0.113.0/24'] }), line)).toBe('all');
    expect(taken(above({ targets: ['203.0.113.0/24'] }))).toBe('none');
  });

  it.each(['952', '1-Usuarios', 'VLAN - TAMU', 'ether3 - REDE', '<pppoe-dinkes>'])('interface %s', (name) => {
    const line = row({ position: 9, parent: null, targets: [name] });
    expect(taken(above({ targets: [name] }), line)).toBe('all');
    expect(taken(above({ targets: [] }), line)).toBe('all');
    expect(taken(above({ targets: ['ether9'] }), line)).toBe('none');
    expect(taken(above(), line)).toEqual(['? target=10.62.0.0/16']);
  });

  it('packets reach a child only through its parents', () => {
    const marked = above({ name: 'GAME', position: 0, extras: { packetMarks: ['game'] } });
    const child = above({ name: 'GAME-1', position: 1, parent: 'GAME', targets: [] });
    expect(taken(child, LINE, marked)).toEqual(['packet-marks=game']);
    const other = { ...marked, targets: ['10.70.0.0/16'] };
    expect(taken(child, LINE, other)).toBe('none');
    // A line below a parent with the condition gets only packets that fulfil it.
    const inner = row({ position: 9, parent: 'VIP' });
    const vip = above({ name: 'VIP', position: 2, extras: { packetMarks: ['game'] } });
    expect(taken(marked, inner, vip)).toBe('all');
    // A parent of both keeps nothing from the line.
    const pool = above({ name: 'POOL', position: 2, targets: ['10.62.20.0/25'] });
    expect(taken(above({ parent: 'POOL' }), row({ position: 9, parent: 'POOL' }), pool)).toBe('all');
    // The prefix of a line on an interface is that of its pool.
    const wired = row({ position: 9, parent: 'POOL', targets: ['vlan120'] });
    expect(taken(above(), wired, pool)).toBe('all');
    expect(taken(above({ targets: ['10.70.0.0/16'] }), wired, pool)).toBe('none');
  });
});

describe('agent/shaping/shadow: what is said of earlier queues', () => {
  const said = (line: ObservedQueue, ...earlier: readonly ObservedQueue[]): readonly unknown[] => {
    const placed = earlier.map((one, i) => ({ ...one, id: `*${i + 20}`, position: i }));
    const table = [...placed, line];
    const found = effectFindings('dinkes', line, table, PLAIN_TRAITS);
    expect(effectFindings('dinkes', line, surroundings(line, table), PLAIN_TRAITS)).toEqual(found);
    return found.map(({ code, level, facts }) => [code, level, facts['part'] ?? facts['by']]);
  };

  it.each<[string, readonly ObservedQueue[], readonly unknown[]]>([
    ['everything', [above({ targets: [] })], [['queue/behind-catch-all', 'alarm', 'ATAS']]],
    [
      'everything, without a limit',
      [above({ targets: [], maxLimit: mega(0) })],
      [['queue/unlimited-above', 'alarm', 'ATAS']],
    ],
    [
      'a part by mark',
      [above({ extras: { packetMarks: ['game'] } })],
      [['queue/takes-part', 'warn', 'packet-marks=game']],
    ],
    [
      'a part by mark, without a limit',
      [above({ maxLimit: mega(0), extras: { packetMarks: ['game'] } })],
      [['queue/takes-part', 'warn', 'packet-marks=game']],
    ],
    ['who knows', [above({ targets: ['vlan120'] })], [['queue/may-take', 'warn', 'target=vlan120']]],
    ['who knows, of our own', [above({ targets: ['vlan120'], comment: 'bwagent:satpolpp' })], []],
    [
      'who knows, of an unreadable row',
      [above({ unreadable: { 'limit-at': 'x' } })],
      [['queue/may-take', 'warn', 'limit-at=x']],
    ],
    [
      'who knows, many times',
      [
        above({ name: 'A', targets: ['vlan120'] }),
        above({ name: 'B', targets: ['vlan121'] }),
        above({ name: 'C', extras: { packetMarks: ['game'] } }),
      ],
      [
        ['queue/takes-part', 'warn', 'packet-marks=game'],
        ['queue/may-take', 'warn', 'target=vlan120'],
      ],
    ],
    ['nothing: the interface of a session', [above({ targets: ['<pppoe-a>'], dynamic: true })], []],
    ['nothing: disabled', [above({ targets: [], disabled: true })], []],
    ['nothing: invalid', [above({ targets: [], invalid: true })], []],
    [
      'by day and by night',
      [
        above({ name: 'SIANG', extras: { hours: hours(8, 17) } }),
        above({ name: 'MALAM', extras: { hours: hours(17, 8) } }),
      ],
      [
        ['queue/takes-part', 'warn', 'time=08:00:00-17:00:00,sun,mon,tue,wed,thu,fri,sat'],
        ['queue/takes-part', 'warn', 'time=17:00:00-08:00:00,sun,mon,tue,wed,thu,fri,sat'],
        ['queue/shadowed-together', 'alarm', 'SIANG, MALAM'],
      ],
    ],
    [
      'by working day and by night',
      [
        above({ name: 'SIANG', extras: { hours: hours(8, 17, WORK_DAYS) } }),
        above({ name: 'MALAM', extras: { hours: hours(17, 8) } }),
      ],
      [
        ['queue/takes-part', 'warn', 'time=08:00:00-17:00:00,mon,tue,wed,thu,fri'],
        ['queue/takes-part', 'warn', 'time=17:00:00-08:00:00,sun,mon,tue,wed,thu,fri,sat'],
      ],
    ],
    [
      'half by half',
      [above({ name: 'A', targets: ['10.62.20.0/25'] }), above({ name: 'B', targets: ['10.62.20.128/25'] })],
      [
        ['queue/shadowed', 'warn', 'A'],
        ['queue/shadowed', 'warn', 'B'],
        ['queue/shadowed-together', 'alarm', 'A, B'],
      ],
    ],
  ])('%s', (_, earlier, found) => {
    expect(said(LINE, ...earlier)).toEqual(found);
  });

  it('one target by one queue and the other by another leaves nothing', () => {
    const two = row({ position: 9, parent: null, targets: ['10.62.20.0/24', '10.70.1.0/24'] });
    const first = above({ name: 'A', targets: ['10.62.20.0/24'] });
    const second = above({ name: 'B', targets: ['10.70.0.0/16'] });
    expect(said(two, first)).toEqual([['queue/shadowed', 'warn', 'A']]);
    expect(said(two, first, second)).toEqual([
      ['queue/shadowed', 'warn', 'A'],
      ['queue/shadowed', 'warn', 'B'],
      ['queue/shadowed-together', 'alarm', 'A, B'],
    ]);
    const some = { ...second, extras: { packetMarks: ['game'] } };
    expect(said(two, first, some).map((one) => (one as [string])[0])).toEqual(['queue/shadowed', 'queue/takes-part']);
  });
});

describe('agent/shaping/shadow: packets reach a queue only through its parents', () => {
  const pool = (rest: Partial<ObservedQueue>): ObservedQueue => above({ name: 'INDUK', ...rest });
  const said = (line: ObservedQueue, ...parents: readonly ObservedQueue[]): readonly unknown[] =>
    effectFindings('dinkes', line, [...parents, line], PLAIN_TRAITS).map(({ code, level, facts }) => [
      code,
      level,
      facts['parent'],
      facts['target'],
      facts['part'],
    ]);
  const below = (rest: Partial<ObservedQueue> = {}): ObservedQueue => row({ position: 9, parent: 'INDUK', ...rest });
  const V6 = '2001:db8:20::/48';

  it.each<[string, Partial<ObservedQueue>, Partial<ObservedQueue>, readonly unknown[]]>([
    ['a wider prefix', {}, {}, []],
    ['everything', { targets: [] }, {}, []],
    ['an interface', { targets: ['bridge1'] }, {}, []],
    ['a prefix, of a line on an interface', {}, { targets: ['vlan120'] }, []],
    [
      'a prefix for one of two targets',
      {},
      { targets: ['10.62.20.0/24', V6] },
      [['queue/outside-parent', 'warn', 'INDUK', V6, 'target=10.62.0.0/16']],
    ],
    [
      'a part of the prefix',
      { targets: ['10.62.20.0/25'] },
      {},
      [['queue/outside-parent', 'warn', 'INDUK', '10.62.20.0/24', 'target=10.62.20.0/25']],
    ],
    [
      'another prefix',
      { targets: ['10.70.0.0/16'] },
      {},
      [['queue/outside-parent', 'alarm', 'INDUK', '10.62.20.0/24', 'target=10.70.0.0/16']],
    ],
    [
      'a mark',
      { extras: { packetMarks: ['game'] } },
      {},
      [['queue/outside-parent', 'warn', 'INDUK', '10.62.20.0/24', 'packet-marks=game']],
    ],
    ['the mark of the line', { extras: { packetMarks: ['game'] } }, { extras: { packetMarks: ['game'] } }, []],
  ])('a parent for %s', (_, parent, line, found) => {
    expect(said(below(line), pool({ maxLimit: mega(500), ...parent }))).toEqual(found);
  });

  it('through parents of parents as well', () => {
    const top = above({ name: 'ATAS', maxLimit: mega(500), extras: { packetMarks: ['game'] } });
    expect(said(below(), top, pool({ position: 1, parent: 'ATAS', maxLimit: mega(500) }))).toEqual([
      ['queue/outside-parent', 'warn', 'INDUK', '10.62.20.0/24', 'packet-marks=game'],
    ]);
  });
});
