import { showAssessment } from './assessment-block.ts';
import { showFindings } from '../terminal/findings-table.ts';
import type { Screen } from '../terminal/screen.ts';
import type { DoneOf } from '../../desk/act/order.ts';
import { mapRows } from '../../domain/lookup.ts';
import { type DetailName, REQUEST_DETAILS } from '../../domain/request.ts';
import { waitFinding } from '../../domain/wait.ts';
import { sayQuestion } from '../../texts/fill.ts';
import { showMoment, showRate, showSpan } from '../../texts/format.ts';
import { DOCUMENTS, FIELDS, PRIORITIES } from '../../texts/labels.ts';
import { sayRole, sayStage } from '../../texts/say.ts';
import type { RequestView } from '../../views/request-view.ts';

const NONE = '–';

/** Details that the line of the letter shows; every other has a line of its own. */
const ON_LETTER_LINE: ReadonlySet<DetailName> = new Set(['letterNumber', 'letterDate'] as const);

/** Prints everything about one request. */
export function showRequest(screen: Screen, view: RequestView): void {
  const { lang } = screen.writing;
  const { request, stage, sop } = view;
  const agency = view.agencyName ?? request.agency ?? screen.say('agency-unknown');
  const turn = sop.actor === null ? '' : screen.say('turn-of', { role: sayRole(sop.actor, lang) });
  screen.line(
    screen.say('title', {
      number: request.number,
      agency,
      stage: sayStage(stage.at, lang),
      step: `${sop.step}${turn}`,
    }),
  );
  showContent(screen, view);
  showDue(screen, view);
  if (stage.at === 'needs-clarification') {
    for (const q of stage.questions) screen.line(`  ? ${sayQuestion(q.code, q.facts, screen.writing)}`);
  }
  if (stage.at === 'apply-failed') screen.line(`  ${screen.say('because', { why: JSON.stringify(stage.why) })}`);
  showAssessment(screen, view);
  const waits = view.wait === null ? [] : [waitFinding(view.wait, request.number)];
  showFindings(screen, [...waits, ...view.queueFindings]);
  showPast(screen, view);
}

function showContent(screen: Screen, { request, inForce, allocation }: RequestView): void {
  const { lang, zone } = screen.writing;
  const held = inForce === null ? NONE : showRate(inForce, lang);
  const rates = request.wanted === null ? screen.say('not-readable') : `${held} → ${showRate(request.wanted, lang)}`;
  const { window } = request;
  const term =
    window === null
      ? screen.say('permanent')
      : `${showMoment(window.from, zone, lang, 'short')} – ${showMoment(window.until, zone, lang, 'short')}`;
  screen.line(`  ${screen.say('bandwidth', { rates, term, targets: request.targets.join(', ') })}`);
  const [at, recorded] = [
    showMoment(request.receivedAt, zone, lang),
    showMoment(request.recordedAt, zone, lang, 'short'),
  ];
  screen.line(`  ${screen.say('received-at', { at, recorded, channel: request.channel, ticket: request.ticketId })}`);
  const documents = request.documents.map((code) => DOCUMENTS[code]?.[lang] ?? code).join('; ');
  screen.line(`  ${screen.say('letter-line', { number: request.letterNumber, date: request.letterDate, documents })}`);
  if (request.subject !== '') screen.prose(screen.say('subject'), request.subject);
  if (request.reason !== '') screen.prose(screen.say('reason'), request.reason);
  const details = mapRows(REQUEST_DETAILS, (_, name) => ({ name, head: FIELDS[name][lang], text: request[name] }));
  for (const { name, head, text } of Object.values(details))
    if (text !== '' && !ON_LETTER_LINE.has(name)) screen.prose(`${head.charAt(0).toUpperCase()}${head.slice(1)}`, text);
  if (allocation !== null && allocation.appliedAt !== null) {
    screen.line(`  ${screen.say('applied-at', { at: showMoment(allocation.appliedAt, zone, lang) })}`);
  }
}

function showDue(screen: Screen, { request, due }: RequestView): void {
  const { lang, zone } = screen.writing;
  if (request.priority === null || due === null) return;
  screen.line(
    `  ${screen.say('priority-line', { priority: PRIORITIES[request.priority]?.[lang] ?? request.priority })}`,
  );
  const done =
    due.respondedAt === null ? '' : screen.say('responded', { at: showMoment(due.respondedAt, zone, lang, 'short') });
  screen.line(`  ${screen.say('respond-by', { at: `${showMoment(due.responseBy, zone, lang)}${done}` })}`);
  const notes = [
    due.standing ? 'stands' : undefined,
    due.provisional ? 'provisional' : undefined,
    due.resolutionMet === false ? 'late' : undefined,
  ] as const;
  const note = notes.flatMap((label) => (label === undefined ? [] : [screen.say(label)])).join(', ');
  const resolveAt = `${showMoment(due.resolveBy, zone, lang)}${note === '' ? '' : ` (${note})`}`;
  screen.line(`  ${screen.say('resolve-line', { at: resolveAt })}`);
  for (const p of due.pauses)
    screen.line(`    ${screen.say('pause', { stage: sayStage(p.stage, lang), length: showSpan(p.length, lang) })}`);
}

function showPast(screen: Screen, view: RequestView): void {
  const { lang, zone } = screen.writing;
  screen.line(`  ${screen.say('history')}`);
  for (const h of view.history) {
    screen.line(
      `    ${showMoment(h.at, zone, lang, 'short')}  ${sayStage(h.stage.at, lang)}  (${h.event}, ${h.actor})`,
    );
  }
  for (const op of view.ops) {
    const refused = op.refused === null ? '' : ` – ${op.refused}`;
    screen.line(`  ${screen.say('op', { id: op.id, state: `${screen.say(`op-${op.state}`)}${refused}` })}`);
  }
  const unsent = view.told.filter((t) => !t.sent).map((t) => t.kind);
  if (unsent.length > 0) screen.line(`  ${screen.say('unsent', { kinds: unsent.join(', ') })}`);
  if (view.children.length > 0) screen.line(`  ${screen.say('children', { numbers: view.children.join(', ') })}`);
}

/** Prints the stage of a request after an order, as JSON or as one line. */
export function showStood(screen: Screen, stood: DoneOf<'raise'>): void {
  screen.answer(stood, ({ number, stage }) =>
    screen.line(screen.say('stood', { number, stage: sayStage(stage, screen.writing.lang) })),
  );
}
