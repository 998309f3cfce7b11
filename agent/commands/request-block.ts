import { sayQuestion } from '../texts/fill.ts';
import { showMoment, showRate, showSpan } from '../texts/format.ts';
import { PRIORITIES } from '../texts/labels.ts';
import { sayStage } from '../texts/say.ts';
import type { RequestView } from '../views/request-view.ts';
import { showDecision } from './decision-block.ts';
import type { Screen } from './screen.ts';

/** One request as a person reads it. */
export function showRequest(screen: Screen, view: RequestView): void {
  const { lang } = screen.writing;
  const { request, stage, sop } = view;
  screen.line(
    `${request.number} · ${view.agencyName ?? request.agency ?? 'perangkat daerah belum dikenal'} · ${sayStage(stage.at, lang)} (SOP ${sop.step})`,
  );
  showContent(screen, view);
  showDue(screen, view);
  if (stage.at === 'needs-clarification')
    for (const q of stage.questions) screen.line(`  ? ${sayQuestion(q.code, q.facts, screen.writing)}`);
  if (stage.at === 'apply-failed') screen.line(`  Sebab: ${JSON.stringify(stage.why)}`);
  if (view.decision !== null) showDecision(screen, view.decision);
  showPast(screen, view);
}

function showContent(screen: Screen, { request, inForce }: RequestView): void {
  const { lang, zone } = screen.writing;
  const held = inForce === null ? '–' : showRate(inForce, lang);
  const rates = request.wanted === null ? 'belum dapat dibaca' : `${held} → ${showRate(request.wanted, lang)}`;
  const { window } = request;
  const term =
    window === null ? 'tetap' : `${showMoment(window.from, zone, lang, 'short')} – ${showMoment(window.until, zone, lang, 'short')}`;
  screen.line(`  Bandwidth: ${rates} · ${term} · target ${request.targets.join(', ') || '–'}`);
  screen.line(`  Diterima ${showMoment(request.receivedAt, zone, lang)} lewat ${request.channel} · tiket ${request.ticketId}`);
}

function showDue(screen: Screen, { request, due }: RequestView): void {
  const { lang, zone } = screen.writing;
  if (request.priority === null || due === null) return;
  screen.line(`  Prioritas ${PRIORITIES[request.priority]?.[lang] ?? request.priority}`);
  const responded = due.respondedAt === null ? '' : `, direspons ${showMoment(due.respondedAt, zone, lang, 'short')}`;
  screen.line(`  Respons paling lambat ${showMoment(due.responseBy, zone, lang)}${responded}`);
  screen.line(`  Selesai paling lambat ${showMoment(due.resolveBy, zone, lang)}${due.standing ? ' (jam berhenti)' : ''}`);
  for (const p of due.pauses) screen.line(`    jam berhenti: ${sayStage(p.stage, lang)}, ${showSpan(p.length, lang)} kerja`);
}

function showPast(screen: Screen, view: RequestView): void {
  const { lang, zone } = screen.writing;
  screen.line('  Riwayat:');
  for (const h of view.history)
    screen.line(`    ${showMoment(h.at, zone, lang, 'short')}  ${sayStage(h.stage.at, lang)}  (${h.event}, ${h.actor})`);
  for (const op of view.ops) screen.line(`  Operasi ${op.id}: ${op.state}${op.refused === null ? '' : ` – ${op.refused}`}`);
  if (view.children.length > 0) screen.line(`  Sisa yang menunggu: ${view.children.join(', ')}`);
}
