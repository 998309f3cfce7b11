import { contextOf } from '../../agent/desk/act/desk.ts';
import { Fault } from '../../agent/domain/fault.ts';
import { momentOf } from '../../agent/domain/moment.ts';
import type { Ticket } from '../../agent/ticket/ticket.ts';
import { requestPlan } from '../../agent/planning/request-plan.ts';
import type { DeskKit } from './desk-kit.ts';

type Asked = Partial<Omit<Ticket, 'id' | 'revision'>>;

/** A temporary request of DINKES for Wednesday 6 May, 06.00 to 12.00; its grace ends at 12.30. */
export const WINDOW = {
  duration: 'temporary',
  windowFrom: '2026-05-06 06:00',
  windowUntil: '2026-05-06 12:00',
} as const;

/** Files a request and takes it through SOP 2 to 4; what the check then says is left to the kit. Returns its number. */
export async function examinedRequest(kit: DeskKit, asked: Asked = {}): Promise<string> {
  const { number } = (await kit.file(asked)).request;
  kit.raise('support', number, { kind: 'triaged', impact: 'medium', urgency: 'medium', missing: [] });
  kit.raise('kadis', number, { kind: 'disposed', note: '' });
  kit.raise('kabid', number, { kind: 'examined', missing: [] });
  return number;
}

/** The same, checked and approved by the division head; nothing is written yet. */
export async function approvedRequest(kit: DeskKit, asked: Asked = {}): Promise<string> {
  const number = await examinedRequest(kit, asked);
  await kit.work();
  approve(kit, number);
  return number;
}

/** Approves what is shown now, as this person. */
export function approve(kit: DeskKit, number: string, person = 'kabid'): string {
  return kit.raise(person, number, { kind: 'approved', planHash: planOf(kit, number).hash });
}

/** The plan as a person is shown it. */
export function planOf(kit: DeskKit, number: string): ReturnType<typeof requestPlan> {
  return requestPlan(contextOf(kit.desk), kit.ledger.requestByNumber(number)!);
}

/**
 * Moves the clock to a time of the office, `2026-05-06 06:01`, in one step and without a pass, then lets every loop
 * work.
 */
export async function laterAt(kit: DeskKit, text: string): Promise<void> {
  await kit.later((momentOf(`${text.replace(' ', 'T')}:00+07:00`) - kit.clock.now()) / 60_000);
}

/** The same while the router is away: every loop passes once, and only the router's own fails. */
export async function awayAt(kit: DeskKit, text: string): Promise<void> {
  await kit.clock.advance(momentOf(`${text.replace(' ', 'T')}:00+07:00`));
  kit.router.failNext('unreachable');
  for (const loop of kit.loops) {
    await loop.pass().catch((error: unknown) => {
      if (!(error instanceof Fault) || error.code !== 'router/unreachable') throw error;
    });
  }
}

/** Download limit in Mbps that the router shows. */
export function limitOf(kit: DeskKit, queue = 'DINKES'): number {
  return kit.router.table.find((row) => row.name === queue)!.maxLimit.down / 1e6;
}

/** Facts of every audit entry of this act, oldest first. */
export function actsOf(kit: DeskKit, act: string): readonly Readonly<Record<string, unknown>>[] {
  return kit.ledger
    .audit(1, 10_000)
    .filter((entry) => entry.act === act)
    .map((entry) => entry.facts);
}

/** The code of the fault that the work ends in. */
export function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
  return 'no fault';
}
