import { describe, expect, it } from 'vitest';
import {
  type Actor,
  AGENT,
  type OfficeRole,
  type Requester,
  type Role,
  type Signature,
} from '../../agent/domain/person.ts';
import type { Profile } from '../../agent/domain/profile.ts';
import { mbps } from '../../agent/domain/rate.ts';
import { additionOf, type Duties, RAISERS, refusal } from '../../agent/workflow/authority.ts';
import type { EventKind } from '../../agent/workflow/event.ts';
import { alike } from '../office/sample-rows.ts';
import { EVENTS, type EventLabel, KABID, onPaper, person, PROFILE } from './sop-samples.ts';

const AGENCY: Actor = { kind: 'agency', agency: 'dinkes', recordedBy: null };
const OFFICE: readonly OfficeRole[] = ['department-head', 'division-head', 'computer-specialist', 'technical-support'];
const ACTORS: Readonly<Record<Role, Actor>> = {
  agency: AGENCY,
  agent: AGENT,
  'department-head': person('kadis', 'department-head'),
  'division-head': person('kabid', 'division-head'),
  'computer-specialist': person('prakom', 'computer-specialist'),
  'technical-support': person('ts', 'technical-support'),
};

const FILED_ITSELF: Requester = { kind: 'agency' };
const filedBy = (who: string, namedBy: string | null = null): Requester => ({ kind: 'person', person: who, namedBy });

function duties(rest: Partial<Omit<Duties, 'profile'>> & { readonly profile?: Partial<Profile> } = {}): Duties {
  const base = { number: 'BW-2026-0041', requester: FILED_ITSELF, checker: null, approver: null, addition: alike(10) };
  return { ...base, ...rest, profile: { ...PROFILE, ...rest.profile } };
}

function codeOf(label: EventLabel, actor: Actor, with_: Duties = duties()): string | undefined {
  return refusal(EVENTS[label], actor, with_)?.code;
}

/** d: department head, h: division head, s: specialist, t: technical support, o: the agency (OPD), a: the agent. */
const LANES: Readonly<Record<EventKind, string>> = {
  questioned: 'a',
  'suspected-duplicate': 'a',
  assessed: 'a',
  'hold-expired': 'a',
  'offer-expired': 'a',
  'documents-overdue': 'a',
  'deferral-aged': 'a',
  'window-begun': 'a',
  intended: 'a',
  applied: 'a',
  'not-applied': 'a',
  told: 'a',
  'expiry-near': 'a',
  'window-over': 'a',
  'window-missed': 'a',
  'return-due': 'a',
  'silence-confirmed': 'a',
  triaged: 'st',
  'documents-given': 'ost',
  corrected: 'ost',
  'linked-duplicate': 'st',
  'found-original': 'st',
  redirected: 'h',
  disposed: 'd',
  examined: 'h',
  approved: 'h',
  ratified: 'dh',
  postponed: 'h',
  offered: 'h',
  'offer-answered': 'ost',
  rejected: 'h',
  cancelled: 'ost',
  retried: 's',
  extended: 'h',
  'ended-early': 'ohs',
  informed: 'st',
  confirmed: 'ost',
  closed: 'st',
  'restore-ordered': 'st',
  'restored-by-hand': 'st',
};
const LETTERS = {
  d: 'department-head',
  h: 'division-head',
  s: 'computer-specialist',
  t: 'technical-support',
  o: 'agency',
  a: 'agent',
} as const;

describe('agent/workflow/authority', () => {
  it.each(Object.entries(LANES))('%s is raised by %s alone', (kind, letters) => {
    const label = (Object.keys(EVENTS) as EventLabel[]).find((l) => EVENTS[l].kind === kind);
    const allowed = [...letters].map((letter) => LETTERS[letter as keyof typeof LETTERS]);
    expect([...RAISERS[kind as EventKind]].toSorted()).toEqual(allowed.toSorted());
    for (const role of Object.keys(ACTORS) as Role[]) {
      expect([role, codeOf(label!, ACTORS[role])]).toEqual([
        role,
        allowed.includes(role) ? undefined : 'request/not-your-role',
      ]);
    }
  });

  it('the agent never decides', () => {
    const decisions: readonly EventLabel[] = [
      'approved',
      'ratified',
      'postponed',
      'offered',
      'rejected',
      'extended',
      'redirected',
      'disposed',
      'examined',
    ];
    for (const label of decisions) expect(codeOf(label, AGENT)).toBe('request/not-your-role');
  });

  it('a refusal names the roles on both sides and the request', () => {
    const fault = refusal(EVENTS.approved, person('p', 'computer-specialist', 'technical-support'), duties());
    expect(fault?.facts).toEqual({
      role: 'computer-specialist,technical-support',
      needed: 'division-head',
      number: 'BW-2026-0041',
    });
  });

  it('one of several roles is enough', () => {
    expect(codeOf('approved', person('p', 'technical-support', 'division-head'))).toBeUndefined();
  });

  describe('decisions on paper', () => {
    it('a technician records what the official signed', () => {
      expect(codeOf('approved', onPaper('prakom', { role: 'division-head' }, 'computer-specialist'))).toBeUndefined();
      expect(codeOf('disposed', onPaper('ts', { role: 'department-head' }, 'technical-support'))).toBeUndefined();
    });

    it.each<EventLabel>(['approved', 'offered', 'extended', 'rejected', 'postponed', 'examined', 'redirected'])(
      '%s on paper needs the number of the document',
      (label) => {
        expect(codeOf(label, onPaper('prakom', { document: '  ' }, 'computer-specialist'))).toBe(
          'request/needs-document',
        );
      },
    );

    it('paper replaces the own roles: it is no way to act in both', () => {
      expect(codeOf('triaged', onPaper('ts', { role: 'division-head' }, 'technical-support'))).toBe(
        'request/not-your-role',
      );
    });

    it('the wrong official signs nothing', () => {
      expect(codeOf('approved', onPaper('prakom', { role: 'department-head' }))).toBe('request/not-your-role');
    });

    it('who filed or checked may record the decision of another', () => {
      expect(
        codeOf(
          'approved',
          onPaper('prakom', {}, 'computer-specialist'),
          duties({ requester: filedBy('prakom'), checker: 'prakom' }),
        ),
      ).toBeUndefined();
    });
  });

  describe('separation of duties', () => {
    const kabid = person('kabid', 'division-head');
    it.each<[EventLabel, 'requester' | 'checker', string | undefined]>([
      ['approved', 'requester', 'request/same-person'],
      ['approved', 'checker', 'request/same-person'],
      ['offered', 'requester', 'request/same-person'],
      ['offered', 'checker', 'request/same-person'],
      ['extended', 'requester', 'request/same-person'],
      ['extended', 'checker', 'request/same-person'],
      ['examined', 'requester', undefined],
      ['rejected', 'checker', undefined],
      ['postponed', 'checker', undefined],
    ])('%s by the %s: %s', (label, duty, code) => {
      const fault = refusal(
        EVENTS[label],
        kabid,
        duties(duty === 'requester' ? { requester: filedBy('kabid') } : { checker: 'kabid' }),
      );
      expect(fault?.code).toBe(code);
      if (code !== undefined) expect(fault?.facts).toEqual({ duty });
    });

    it.each<[string, Actor, Signature, string | undefined]>([
      ['the same person', kabid, KABID, 'request/same-person'],
      ['another person of the same role', person('plt', 'division-head'), KABID, undefined],
      ['the department head', person('kadis', 'department-head'), KABID, undefined],
      ['a technician, for an official on paper', onPaper('ts', { document: '800/2' }), KABID, undefined],
      [
        'the first approver, for another on paper',
        onPaper('kabid', { document: '800/2' }),
        KABID,
        'request/same-person',
      ],
      ['another document', onPaper('ts', { document: '800/2' }), { person: 'ts', document: '800/1' }, undefined],
      [
        'the same document',
        onPaper('prakom', { document: ' 800/1 ' }),
        { person: 'ts', document: '800/1' },
        'request/same-person',
      ],
      ['no document', onPaper('ts', { document: ' ' }), KABID, 'request/needs-document'],
      ['a specialist', person('prakom', 'computer-specialist'), KABID, 'request/not-your-role'],
    ])('a second approval by %s', (_, actor, approver, code) => {
      expect(codeOf('ratified', actor, duties({ approver }))).toBe(code);
    });

    it('who filed or checked it is no second approver either', () => {
      const approver = { person: 'kadis', document: null };
      expect(codeOf('ratified', kabid, duties({ approver, requester: filedBy('kabid') }))).toBe('request/same-person');
      expect(codeOf('ratified', kabid, duties({ approver, checker: 'kabid' }))).toBe('request/same-person');
    });

    it('another person is free', () => {
      expect(codeOf('approved', kabid, duties({ requester: filedBy('ts'), checker: 'prakom' }))).toBeUndefined();
    });

    it.each<[EventLabel, string | undefined]>([
      ['approved', 'request/requester-unknown'],
      ['ratified', 'request/requester-unknown'],
      ['offered', 'request/requester-unknown'],
      ['extended', 'request/requester-unknown'],
      ['examined', undefined],
      ['rejected', undefined],
      ['postponed', undefined],
    ])('%s where nobody knows who filed it: %s', (label, code) => {
      const fault = refusal(EVENTS[label], kabid, duties({ requester: { kind: 'unknown' } }));
      expect(fault?.code).toBe(code);
      if (code !== undefined) expect(fault?.facts).toEqual({ number: 'BW-2026-0041' });
    });

    it('on paper the official decides, whoever filed it', () => {
      const paper = onPaper('ts', { document: '800/2' });
      expect(codeOf('approved', paper, duties({ requester: { kind: 'unknown' } }))).toBeUndefined();
      expect(codeOf('approved', paper, duties({ requester: filedBy('ts') }))).toBeUndefined();
    });

    it('who named the recorder does not approve; a third person does', () => {
      const named = duties({ requester: filedBy('ts', 'prakom') });
      const prakom = person('prakom', 'computer-specialist', 'division-head');
      expect(refusal(EVENTS.approved, prakom, named)).toMatchObject({
        code: 'request/same-person',
        facts: { duty: 'recorder-named' },
      });
      expect(codeOf('approved', kabid, named)).toBeUndefined();
    });
  });

  describe('by the size of the addition', () => {
    const profile = { delegatedUpTo: mbps(10), headAbove: mbps(50) };
    const may = (size: number, rest: Partial<Profile> = profile): string =>
      OFFICE.filter(
        (role) => codeOf('approved', ACTORS[role], duties({ addition: alike(size), profile: rest })) === undefined,
      ).join(' ');

    it.each([
      [10, 'division-head computer-specialist'],
      [10.000001, 'division-head'],
      [50, 'division-head'],
      [50.000001, 'department-head'],
    ])('%d Mbps is approved by: %s', (size, roles) => {
      expect(may(size)).toBe(roles);
    });

    it('the larger direction counts', () => {
      const addition = { down: mbps(5), up: mbps(60) };
      expect(codeOf('approved', ACTORS['department-head'], duties({ addition, profile }))).toBeUndefined();
      expect(codeOf('approved', ACTORS['division-head'], duties({ addition, profile }))).toBe('request/not-your-role');
    });

    it('an office that settles no size, and an addition that is not known, stay with the division head', () => {
      expect(may(500, {})).toBe('division-head');
      expect(codeOf('approved', ACTORS['computer-specialist'], duties({ addition: null, profile }))).toBe(
        'request/not-your-role',
      );
    });

    it('a delegate who checked does not approve', () => {
      const ownCheck = duties({ addition: alike(5), checker: 'prakom', profile });
      expect(codeOf('approved', ACTORS['computer-specialist'], ownCheck)).toBe('request/same-person');
    });

    it('size moves only the approval', () => {
      expect(codeOf('offered', ACTORS['computer-specialist'], duties({ addition: alike(5), profile }))).toBe(
        'request/not-your-role',
      );
    });
  });

  it('the addition is what is wanted over what is in force', () => {
    expect(additionOf(alike(40), alike(30))).toEqual(alike(10));
    expect(additionOf(null, alike(30))).toBeNull();
  });
});
