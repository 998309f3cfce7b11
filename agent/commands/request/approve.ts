import type { Stood } from '../../desk/act/order.ts';
import { showRate } from '../../texts/format.ts';
import { sayStage } from '../../texts/say.ts';
import { showAssessment } from './assessment-block.ts';
import { LOOKS } from '../terminal/kit.ts';
import { paperOf, type PaperOptions } from '../terminal/paper.ts';
import { showPlan } from './plan-block.ts';
import type { Bench } from '../terminal/workbench.ts';

/** Options of `approve`. */
export interface ApproveOptions extends PaperOptions {
  readonly yes?: boolean;
  readonly wait?: boolean;
}

/**
 * Approves a request (SOP step 5): shows numbers and plan, asks, and sends the hash of the shown plan, so that nothing
 * else can be approved. Returns the exit code: 0 approved, 1 not confirmed or not applied. `--wait` waits until the
 * router shows the grant.
 */
export async function approve(
  { kit, client, screen }: Bench,
  number: string,
  options: ApproveOptions,
): Promise<number> {
  const paper = paperOf(options);
  const view = await client.ask('request', { number });
  const plan = await client.ask('plan', { number });
  const { lang } = screen.writing;
  if (!screen.json) {
    showAssessment(screen, view);
    showPlan(screen, plan);
  }
  const [from, to] = [showRate(plan.binding.from, lang), showRate(plan.binding.to, lang)];
  if (options.yes !== true && !(await screen.confirm(screen.say('ask-approve', { number: plan.number, from, to })))) {
    screen.line(screen.say('not-done'));
    return 1;
  }
  const done = await client.order('raise', { number, event: { kind: 'approved', planHash: plan.hash }, paper });
  const stood = options.wait === true ? await settled({ kit, client }, done) : done;
  screen.answer(stood, ({ stage }) =>
    screen.line(
      screen.say(isUnderWay(stage) && options.wait === true ? 'still-waiting' : 'stood', {
        number: done.number,
        stage: sayStage(stage, lang),
      }),
    ),
  );
  return stood.stage === 'apply-failed' || (options.wait === true && isUnderWay(stood.stage)) ? 1 : 0;
}

/** Asks for the stage until the grant was written and read back, at most LOOKS times. */
async function settled({ kit, client }: Pick<Bench, 'kit' | 'client'>, done: Stood): Promise<Stood> {
  let { stage } = done;
  for (let look = 0; look < LOOKS && isUnderWay(stage); look += 1) {
    await kit.pause();
    stage = (await client.ask('request', { number: done.number })).stage.at;
  }
  return { number: done.number, stage };
}

function isUnderWay(stage: Stood['stage']): boolean {
  return stage === 'approved' || stage === 'applying';
}
