import type { Desk } from '../desk/act/desk.ts';
import { lapse } from '../desk/request/lapse.ts';
import { dueReports } from '../desk/base-data/reports.ts';
import { grantsToReview, reviewGrant } from '../desk/request/review-grant.ts';
import type { Span } from '../domain/moment.ts';
import type { Loop } from './loop.ts';

/** Carries out what time makes due: lapses per request, reviews of grants, reports to be printed. */
export function expireLoop(desk: Desk, every: Span): Loop {
  return {
    name: 'expire',
    async pass() {
      let changed = false;
      for (const { request } of desk.ledger.requests('open')) while (lapse(desk, request.id)) changed = true;
      for (const id of grantsToReview(desk)) changed = reviewGrant(desk, id) || changed;
      dueReports(desk);
      return { after: every, changed };
    },
  };
}
