import type { RaisedEvent } from '../../agent/desk/act/order.ts';
import { HOUR } from '../../agent/domain/moment.ts';
import type { RequestRecord } from '../../agent/ports/ledger.ts';
import { requestPlan } from '../../agent/planning/request-plan.ts';
import type { Dice } from '../fakes/dice.ts';
import { typedAt } from './filing-acts.ts';
import type { MonthOffice } from './month-office.ts';
import { type OfficeAct, whoever } from './office-act.ts';

/** What may be raised at all, for those who raise what has no place. */
const EVENTS: readonly RaisedEvent[] = [
  { kind: 'disposed', note: '' },
  { kind: 'examined', missing: [] },
  { kind: 'approved', planHash: '' },
  { kind: 'postponed', reason: 'uji' },
  { kind: 'rejected', reason: 'uji', advice: '' },
  { kind: 'cancelled', reason: 'uji' },
  { kind: 'retried' },
  { kind: 'ended-early' },
  { kind: 'confirmed' },
  { kind: 'closed', note: '' },
];

class Desk {
  readonly #office: MonthOffice;
  readonly #dice: Dice;
  readonly #number: string;

  constructor(office: MonthOffice, dice: Dice, { request }: RequestRecord) {
    this.#office = office;
    this.#dice = dice;
    this.#number = request.number;
  }

  raise(person: string, event: RaisedEvent): string {
    this.#office.as(whoever(this.#dice, person), 'raise', { number: this.#number, event, paper: null });
    return event.kind;
  }

  approve(found: RequestRecord, person: string): string {
    return this.raise(person, { kind: 'approved', planHash: requestPlan(this.#office.context, found).hash });
  }

  offer(): string {
    this.#office.as('kabid', 'offer', { number: this.#number, down: null, up: null, paper: null });
    return 'offered';
  }

  extend(until: number): string {
    this.#office.as(whoever(this.#dice, 'kabid'), 'extend', {
      number: this.#number,
      until: typedAt(until),
      paper: null,
    });
    return 'extended';
  }

  check(): string {
    this.#office.as('prakom', 'check', { number: this.#number });
    return 'checked';
  }
}

/** The step that is due, or another that people may take. */
function step(desk: Desk, found: RequestRecord, dice: Dice): string {
  const { stage, request } = found;
  const reject: RaisedEvent = { kind: 'rejected', reason: 'uji', advice: 'uji' };
  const cancel = (): string => desk.raise('support', { kind: 'cancelled', reason: 'uji' });
  const level = (): 'low' | 'medium' | 'high' => dice.one(['low', 'medium', 'high']);
  switch (stage.at) {
    case 'received':
      return desk.raise('support', { kind: 'triaged', impact: level(), urgency: level(), missing: [] });
    case 'awaiting-documents':
      return desk.raise('support', { kind: 'documents-given', documents: stage.missing });
    case 'needs-clarification':
      return dice.onceIn(2) ? cancel() : desk.raise('kabid', reject);
    case 'possible-duplicate':
      return desk.raise(
        'support',
        dice.onceIn(4) ? { kind: 'linked-duplicate', of: stage.of } : { kind: 'found-original' },
      );
    case 'awaiting-disposition':
      return desk.raise('kadis', { kind: 'disposed', note: '' });
    case 'disposed':
      return desk.raise('kabid', { kind: 'examined', missing: dice.onceIn(12) ? ['technical-data'] : [] });
    case 'assessed':
      if (!stage.enough) return dice.onceIn(2) ? desk.offer() : desk.raise('kabid', reject);
      if (dice.onceIn(10)) return desk.raise('kabid', { kind: 'postponed', reason: 'uji' });
      return dice.onceIn(12) ? desk.raise('kabid', reject) : desk.approve(found, 'kabid');
    case 'examined':
    case 'unknown':
    case 'waiting-for-room':
      return dice.onceIn(4) ? desk.raise('kabid', { kind: 'postponed', reason: 'uji' }) : desk.check();
    case 'deferred':
      return dice.onceIn(3) ? desk.raise('kabid', reject) : dice.onceIn(2) ? desk.check() : desk.offer();
    case 'offered-partial':
      return desk.raise('support', { kind: 'offer-answered', answer: dice.one(['accept', 'wait', 'cancel']) });
    case 'approved':
    case 'scheduled':
      if (dice.onceIn(6)) return cancel();
      return stage.signed.length > 1 ? desk.raise('prakom', { kind: 'retried' }) : desk.approve(found, 'kadis');
    case 'apply-failed':
      return dice.onceIn(5) ? cancel() : desk.raise('prakom', { kind: 'retried' });
    case 'applying':
    case 'returning':
    case 'restoring':
      return desk.raise('prakom', { kind: 'retried' });
    case 'active':
    case 'informed':
    case 'expiring':
      if (request.window === null)
        return desk.raise('support', dice.onceIn(2) ? { kind: 'confirmed' } : { kind: 'closed', note: '' });
      return dice.onceIn(2)
        ? desk.raise('prakom', { kind: 'ended-early' })
        : desk.extend(request.window.until + (1 + dice.below(20)) * HOUR);
    case 'handling':
      return desk.raise('prakom', { kind: dice.onceIn(3) ? 'restored-by-hand' : 'restore-ordered', cause: 'uji' });
    default:
      return desk.raise('support', { kind: 'closed', note: '' });
  }
}

function next(office: MonthOffice, dice: Dice): string | undefined {
  const cases = office.open();
  if (cases.length === 0) return undefined;
  // What is nearest to its end, every other time: else the office would only begin.
  const found = dice.onceIn(2) ? dice.one(cases) : dice.one(cases.slice(0, 8));
  return `${found.request.number} ${found.stage.at}: ${step(new Desk(office, dice, found), found, dice)}`;
}

function nonsense(office: MonthOffice, dice: Dice): string | undefined {
  const cases = office.ledger.requests('all');
  if (cases.length === 0) return undefined;
  const found = dice.one(cases);
  const event = dice.one(EVENTS);
  office.as(dice.one(['kadis', 'kabid', 'prakom', 'support']), 'raise', {
    number: found.request.number,
    event,
    paper: null,
  });
  return `${found.request.number} ${found.stage.at}: ${event.kind}`;
}

/** What people of the office do to requests. */
export const REQUEST_ACTS: readonly OfficeAct[] = [
  { name: 'the next step of a request', weight: 80, act: next },
  { name: 'any event on any request', weight: 4, act: nonsense },
];
