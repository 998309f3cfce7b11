import type { Profile } from '../../agent/domain/profile.ts';

/** An office that asks for no papers and numbers from one: for what is not about the SOP. */
export const PLAIN_PROFILE: Profile = {
  office: 'Kantor uji',
  disposition: 'always',
  delegatedUpTo: null,
  headAbove: null,
  required: [],
  duties: 'separate',
  numbering: { request: { prefix: 'BW', first: 1 }, incident: { prefix: 'IN', first: 1 } },
  helpdeskUrl: 'http://helpdesk.example',
};
