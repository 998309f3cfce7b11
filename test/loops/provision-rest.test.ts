import { afterEach, describe, expect, test } from 'vitest';
import { contextOf } from '../../agent/desk/act/desk.ts';
import { span } from '../../agent/domain/moment.ts';
import { provisionLoop } from '../../agent/loops/provision.ts';
import { requestPlan } from '../../agent/planning/request-plan.ts';
import { type DeskKit, deskKit } from '../office/desk-kit.ts';
import { quietLog } from '../fakes/quiet-log.ts';

const EVERY = span(300_000);

let kit: DeskKit;
afterEach(() => kit.close());

async function granted(): Promise<void> {
  kit = deskKit();
  const { number } = (await kit.file()).request;
  kit.raise('support', number, { kind: 'triaged', impact: 'medium', urgency: 'medium', missing: [] });
  kit.raise('kadis', number, { kind: 'disposed', note: '' });
  kit.raise('kabid', number, { kind: 'examined', missing: [] });
  await kit.work();
  const { hash } = requestPlan(contextOf(kit.desk), kit.ledger.requestByNumber(number)!);
  kit.raise('kabid', number, { kind: 'approved', planHash: hash });
}

describe('agent/loops/provision: a write in doubt', () => {
  test('is looked at once, then the router has its quiet: the pass says that nothing changed', async () => {
    await granted();
    const plan = kit.office.routers[0]!;
    const loop = provisionLoop(kit.desk, kit.router, plan, quietLog(), EVERY);
    kit.router.failNext('lost-request');
    await expect(loop.pass()).rejects.toMatchObject({ code: 'router/outcome-unknown' });
    expect(kit.ledger.openOps('core')).toHaveLength(1);
    expect(await loop.pass()).toEqual({ after: plan.quiet, changed: false });
    expect(kit.ledger.openOps('core')).toHaveLength(1);
  });
});
