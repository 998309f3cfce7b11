import { describe, expect, it } from 'vitest';
import { momentOf } from '../../agent/domain/moment.ts';
import { type Actor, actingRoles, actorName, AGENT, type Delegation, rolesAt } from '../../agent/domain/person.ts';

const at = (text: string): ReturnType<typeof momentOf> => momentOf(`2026-05-${text}:00+07:00`);
const PRAKOM = { id: 'prakom', user: 'prakom1', roles: ['computer-specialist'] } as const;
const PLH: Delegation = {
  person: 'prakom',
  role: 'division-head',
  from: at('04T07:30'),
  until: at('08T16:30'),
  letter: '800/12',
};
const paper = { role: 'department-head', document: '500/1', date: '2026-05-04', file: null } as const;
const person: Actor = { kind: 'person', person: 'prakom', roles: ['computer-specialist'], paper: null };
const agency: Actor = { kind: 'agency', agency: 'dinkes', recordedBy: 'ts' };

describe('agent/domain/person', () => {
  it.each([
    ['04T07:29', ['computer-specialist']],
    ['04T07:30', ['computer-specialist', 'division-head']],
    ['08T16:29', ['computer-specialist', 'division-head']],
    ['08T16:30', ['computer-specialist']],
  ])('at %s acts as %j', (when, roles) => {
    expect(rolesAt(PRAKOM, [PLH], at(when))).toEqual(roles);
  });

  it('a delegation is for its person alone and adds no role twice', () => {
    expect(rolesAt(PRAKOM, [{ ...PLH, person: 'ts' }], at('05T08:00'))).toEqual(['computer-specialist']);
    expect(rolesAt(PRAKOM, [{ ...PLH, role: 'computer-specialist' }], at('05T08:00'))).toEqual(['computer-specialist']);
  });

  it('paper stands in the place of the own roles', () => {
    expect([AGENT, agency, person, { ...person, paper }].map(actingRoles)).toEqual([
      ['agent'],
      ['agency'],
      ['computer-specialist'],
      ['department-head'],
    ]);
  });

  it('the audit names who acted, also on paper', () => {
    expect([AGENT, agency, person, { ...person, paper }].map(actorName)).toEqual([
      'agent',
      'agency:dinkes',
      'prakom',
      'prakom',
    ]);
  });
});
