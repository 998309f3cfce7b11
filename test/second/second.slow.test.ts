import { expect, it } from 'vitest';
import { CONTROLS } from './second-answer.ts';
import { newTally, runWorld } from './second-run.ts';

const SEED = 'short';
const WORLDS = 20;
const QUESTIONS = 15;

it('gives the verdict and every number that a second implementation of its page gives', () => {
  const tally = newTally();
  for (let world = 0; world < WORLDS; world += 1) runWorld(`${SEED}/${world}`, QUESTIONS, tally);
  console.log(`seed ${SEED}: ${tally.cases} cases, verdicts ${JSON.stringify(tally.verdicts)}`);
  expect(tally.examples).toEqual([]);
  expect(tally.cases).toBe(WORLDS * QUESTIONS);
  expect(Object.keys(tally.verdicts)).toEqual(expect.arrayContaining(['enough', 'not-enough', 'unknown']));
  for (const control of CONTROLS) expect(tally.controls[control], control).toBeGreaterThan(0);
});
