import { never } from '../domain/never.ts';
import { type Bps, type Direction, DIRECTIONS, mbps, plus, type Rate, ZERO } from '../domain/rate.ts';
import { readRate } from '../domain/typed/typed-rate.ts';
import { excerpt } from './plain-text.ts';
import { type Note, type Question, question } from './question.ts';
import type { Ticket } from './ticket.ts';

/** The new total a ticket asks for; `wanted` is undefined while it must be asked. */
export interface ApplicationRate {
  readonly wanted: Rate | undefined;
  readonly questions: readonly Question[];
  readonly echo: readonly Note[];
}

const LEAST_RATE: Bps = mbps(1);
const MOST_RATE: Bps = mbps(10_000);

/**
 * The rates of a ticket as a total. An upload that is not given is the same as the download, and shown back. An
 * increment is added to `current`; where that is nothing, an increment is the total and need not be asked.
 */
export function applicationRate(
  ticket: Pick<Ticket, 'wantedDown' | 'wantedUp' | 'meaning'>,
  current: Rate,
): ApplicationRate {
  const isOne = ticket.wantedUp === '' && ticket.wantedDown !== '';
  const down = oneWay('down', ticket.wantedDown);
  const up = isOne
    ? { ...down, echo: down.bits === undefined ? [] : bothWays(ticket.wantedDown, down.bits) }
    : oneWay('up', ticket.wantedUp);
  const echo = [...down.echo, ...up.echo];
  if (down.bits === undefined || up.bits === undefined) {
    return { wanted: undefined, questions: isOne ? down.questions : [...down.questions, ...up.questions], echo };
  }
  return { ...total({ down: down.bits, up: up.bits }, ticket.meaning, current), echo };
}

interface OneWay {
  readonly bits: Bps | undefined;
  readonly questions: readonly Question[];
  readonly echo: readonly Note[];
}

function oneWay(direction: Direction, text: string): OneWay {
  if (text === '') return { bits: undefined, questions: [question('rate-missing', { direction })], echo: [] };
  const asked = readRate(text);
  switch (asked.kind) {
    case 'rate':
      return {
        bits: asked.bits,
        questions: [],
        echo: asked.assumed ? [note('rate-assumed-mbps', text, asked.bits)] : [],
      };
    case 'ambiguous':
      return { bits: undefined, questions: [question('rate-ambiguous', { direction, text: excerpt(text) })], echo: [] };
    case 'unreadable':
      return {
        bits: undefined,
        questions: [question('rate-unreadable', { direction, text: excerpt(text) })],
        echo: [],
      };
    default:
      return never(asked);
  }
}

function bothWays(text: string, bits: Bps): readonly Note[] {
  return [note('rate-both-directions', text, bits)];
}

function note(code: Note['code'], text: string, bits: Bps): Note {
  return { code, facts: { text: excerpt(text), rate: bits } };
}

function total(asked: Rate, meaning: Ticket['meaning'], current: Rate): Pick<ApplicationRate, 'wanted' | 'questions'> {
  const facts = { currentDown: current.down, currentUp: current.up };
  const hasNothing = current.down === ZERO && current.up === ZERO;
  if (meaning === 'unsaid' && !hasNothing) {
    const questions = [question('rate-increment-or-total', { askedDown: asked.down, askedUp: asked.up, ...facts })];
    return { wanted: undefined, questions };
  }
  const wanted = meaning === 'increment' ? plus(current, asked) : asked;
  const questions = DIRECTIONS.filter((way) => asked[way] < LEAST_RATE || wanted[way] > MOST_RATE).map((direction) =>
    question('rate-implausible', { direction, rate: asked[direction] }),
  );
  const isHigher = wanted.down > current.down || wanted.up > current.up;
  if (isHigher || hasNothing) return { wanted, questions };
  return {
    wanted,
    questions: [...questions, question('rate-not-higher', { down: wanted.down, up: wanted.up, ...facts })],
  };
}
