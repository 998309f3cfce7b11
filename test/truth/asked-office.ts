import { examine } from '../../agent/desk/request/check.ts';
import { rate } from '../../agent/domain/rate.ts';
import type { Request } from '../../agent/domain/request.ts';
import type { Dice } from '../fakes/dice.ts';
import { requestRow } from '../office/sample-rows.ts';
import { LINE } from './measured-books.ts';
import type { MeasuredOffice } from './measured-office.ts';
import type { MeasuredOutcome, Question } from './measured-row.ts';
import type { Way } from './plant-truth.ts';

/** u, l and a of the shipped policy. */
const BUSY_LIMIT = 0.85;
const LIVE_LIMIT = 0.95;
const ACTIVITY = 0.7;
/** How far a question lies beyond the edge, as a part of the limit. */
const MARGIN = 0.01;

type Asked = MeasuredOutcome['answers'][number];

/** What has been asked of an office, and what was answered wrongly. */
export class AskedOffice {
  readonly answers: Asked[] = [];
  readonly violations: string[] = [];

  readonly office: MeasuredOffice;
  readonly #dice: Dice;

  constructor(office: MeasuredOffice, dice: Dice) {
    this.office = office;
    this.#dice = dice;
  }

  /**
   * Whether the busy figure leaves room, by three additions around the edges that the truth of the complete days has.
   */
  busy(): void {
    const { office } = this;
    const way = this.#way();
    const now = office.lab.clock.now();
    const limit = BUSY_LIMIT * office.capacity[way];
    const [busy, peak] = [office.truth.busy(way, now), office.truth.peak(way, now)];
    this.#ask('over', way, (limit * (1 + MARGIN) - busy) / ACTIVITY, ['enough']);
    this.#ask('under', way, (limit * (1 - MARGIN) - peak) / ACTIVITY, ['not-enough']);
    this.#ask('near', way, (limit * (1 - MARGIN) - busy) / ACTIVITY, []);
  }

  /** Whether this hour leaves room: an addition that fits the busy figure of calmer days, but not what passes now. */
  live(): void {
    const { office } = this;
    const way = this.#way();
    const now = office.lab.clock.now();
    const capacity = office.capacity[way];
    const least = LIVE_LIMIT * capacity * (1 + MARGIN) - office.truth.live(way, now);
    const most = BUSY_LIMIT * capacity * (1 - MARGIN) - office.truth.peak(way, now);
    if (least < most) this.#ask('live', way, least / ACTIVITY, ['enough', 'not-enough']);
  }

  #way(): Way {
    return this.#dice.onceIn(3) ? 'up' : 'down';
  }

  #ask(question: Question, way: Way, addition: number, wrong: readonly string[]): void {
    const { desk, ledger } = this.office;
    const more = Math.round(addition);
    const wanted = rate(30e6 + (way === 'down' ? more : 0), 30e6 + (way === 'up' ? more : 0));
    const { decision, terms } = examine(desk, ledger, ASKING, LINE, wanted);
    this.answers.push({ question, answer: decision.verdict });
    if (!wrong.includes(decision.verdict)) return;
    const { busy, live } = terms.directions[way];
    const [b, l] = [busy.kind === 'known' ? busy.bits : busy.why, live.kind === 'known' ? live.bits : live.kind];
    const figures = `B ${b}, L ${l}`;
    const { truth, lab } = this.office;
    const at = lab.clock.now();
    const real = `true B ${truth.busy(way, at)}, peak ${truth.peak(way, at)}, L ${truth.live(way, at)}`;
    this.violations.push(
      `false ${decision.verdict} to "${question}" ${way} at ${new Date(at).toISOString()}: ${figures}; ${real}`,
    );
  }
}

/** A permanent request of the line; what it wants is told with each question. */
const ASKING: Request = { id: 1, ...requestRow({ line: LINE.id, wanted: null }) };
