import { z } from 'zod';
import { DEFAULT_POLICY, type OfficePolicy } from '../domain/policy.ts';
import { bps, mbps, perMille } from '../domain/rate.ts';
import type { Profile } from '../domain/profile.ts';

/** Parses a share to whole thousandths. Written as 0 to `most` with at most three decimals: 0.85 is 850. */
const share = (most: number) =>
  z
    .number()
    .min(0)
    .max(most)
    .refine((n) => Number.isInteger(Math.round(n * 1e6) / 1e3), 'at most three decimals')
    .transform((n) => perMille(Math.round(n * 1000)));

const days = z.int().min(0).max(366);

/** The numbers of the availability check and of the reclaim list. What is left out keeps its default. */
export const policySchema = z
  .strictObject({
    version: z.int().min(1),
    busyLimit: share(1),
    liveLimit: share(1),
    reserve: share(0.9),
    sharing: share(50).refine((k) => k >= 1000, 'at least 1'),
    activity: share(1),
    saturation: share(1),
    leadDays: days,
    promised: z.enum(['report', 'enforce']),
    offerStepMbps: z.int().min(1).max(10_000),
    needBusy: share(1),
    needSaturated: share(1),
    holdDays: z.int().min(1).max(60),
    documentDays: z.int().min(1).max(60),
    offerDays: z.int().min(1).max(60),
    confirmDays: z.int().min(1).max(60),
    reviewDays: days,
    graceMinutes: z.int().min(0).max(1440),
    expiryNoticeHours: z.int().min(1).max(336),
    reclaimBelow: share(1),
    // Samples reach 90 days back, and holidays and Ramadan lie among them.
    reclaimDays: z.int().min(5).max(40),
    reclaimRoom: share(10).refine((room) => room >= 1000, 'at least 1'),
    objectDays: z.int().min(0).max(60),
    contractGraceDays: z.int().min(0).max(366),
  })
  .partial()
  .transform(({ offerStepMbps, ...given }): OfficePolicy => {
    const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    return { ...DEFAULT_POLICY, ...known, ...(offerStepMbps === undefined ? {} : { offerStep: mbps(offerStepMbps) }) };
  });

const numbering = z.strictObject({ prefix: z.string().regex(/^[A-Z]{1,6}$/), first: z.int().min(1).default(1) });

function inBits(megabits: number | null) {
  return megabits === null ? null : bps(megabits * 1_000_000);
}

/** The office's variant of the SOP. */
export const profileSchema = z
  .strictObject({
    name: z.string().min(1).max(120),
    disposition: z.enum(['always', 'letters']).default('always'),
    delegatedUpToMbps: z.int().min(1).nullable().default(null),
    headAboveMbps: z.int().min(1).nullable().default(null),
    requiredDocuments: z
      .array(z.enum(['letter', 'technical-data', 'justification']))
      .default(['letter', 'technical-data', 'justification']),
    duties: z.enum(['separate', 'recorded-exception']).default('separate'),
    numbering: z
      .strictObject({ request: numbering, incident: numbering })
      .default({ request: { prefix: 'BW', first: 1 }, incident: { prefix: 'IN', first: 1 } }),
    helpdeskUrl: z.url(),
    language: z.enum(['id', 'en']).default('id'),
  })
  .transform(({ name, delegatedUpToMbps, headAboveMbps, requiredDocuments, language, ...rest }) => {
    const profile: Profile = {
      ...rest,
      office: name,
      delegatedUpTo: inBits(delegatedUpToMbps),
      headAbove: inBits(headAboveMbps),
      required: requiredDocuments,
    };
    return { profile, language };
  });
