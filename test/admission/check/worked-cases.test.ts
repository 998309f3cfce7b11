import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../agent/admission/check/decision.ts';
import { pageOf, worked } from './worked-case.ts';
import { WORKED_CASES } from './worked-cases.ts';

const PAGE = new URL('./worked-cases.md', import.meta.url);

describe.each(WORKED_CASES)('$title', ({ terms, sums, verdict }) => {
  it.each(sums)('$term is $byHand', ({ byHand, product }) => {
    expect(product(terms)).toBe(worked(byHand));
  });

  it(`is ${verdict}`, () => {
    expect(decide(terms).verdict).toBe(verdict);
  });
});

it('reads sums as people do', () => {
  expect([worked('100 + 0.7 × 40'), worked('80 + 20 ÷ 2 − 3'), worked('unknown')]).toEqual([128, 87, 'unknown']);
  expect(() => worked('1 % 2')).toThrow(RangeError);
});

it('the page says what the cases say', () => {
  const page = pageOf(WORKED_CASES);
  if (process.env['UPDATE'] !== undefined) writeFileSync(PAGE, page);
  expect(readFileSync(PAGE, 'utf8')).toBe(page);
});
