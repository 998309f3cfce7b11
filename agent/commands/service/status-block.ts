import type { Finding } from '../../domain/finding.ts';
import { span } from '../../domain/moment.ts';
import { waitFinding } from '../../domain/wait.ts';
import { showMoment, showRate, showSpan } from '../../texts/format.ts';
import { sayRole } from '../../texts/say.ts';
import type { StatusView } from '../../views/status-view.ts';
import { showFindings } from '../terminal/findings-table.ts';
import { uplinkName } from '../network/network-tables.ts';
import type { Screen } from '../terminal/screen.ts';

/** Prints the summary: uplinks, routers, requests by the role that must act, and what is late or fails. */
export function showStatus(screen: Screen, status: StatusView): void {
  const { lang, zone } = screen.writing;
  const { office, version, now } = status;
  screen.line(screen.say('status-title', { office, version, at: showMoment(now, zone, lang) }));
  screen.table(
    ['uplink', 'contract', 'now', 'busy', 'room', 'age'],
    status.uplinks.map((u) => [
      uplinkName(screen, u),
      ...[u.contract, u.live, u.busy, u.room].map((r) => (r === null ? '–' : showRate(r, lang))),
      u.ageMs === null ? '–' : showSpan(span(u.ageMs), lang),
    ]),
  );
  for (const router of status.routers) showRouter(screen, router);
  for (const { role, numbers } of status.waiting) {
    screen.line(screen.say('waiting-for', { role: sayRole(role, lang), numbers: numbers.join(', ') }));
  }
  if (status.late.length > 0) screen.line(screen.say('late-line', { numbers: status.late.join(', ') }));
  if (status.unsent > 0) screen.line(screen.say('unsent-line', { count: status.unsent }));
  for (const { name, failing } of status.loops)
    if (failing !== null) screen.line(screen.say('loop-failing', { name, why: failing }));
  if (status.provisionalCalendar) screen.line(screen.say('calendar-provisional'));
}

function showRouter(screen: Screen, router: StatusView['routers'][number]): void {
  const { lang, zone } = screen.writing;
  const { name, version, openOps: ops, duePlans: plans } = router;
  const mode = `${router.mode}${router.dryRun ? screen.say('dry-run') : ''}`;
  const seen = router.observedAt === null ? screen.say('not-read') : showMoment(router.observedAt, zone, lang, 'short');
  screen.line(screen.say('router-line', { name, mode, version, seen, ops, plans }));
  const alarms = router.findings.filter((f) => f.level === 'alarm');
  showFindings(screen, [...awayFindings(router), ...alarms, ...waitFindings(router)]);
}

function awayFindings({ name, outage }: StatusView['routers'][number]): readonly Finding[] {
  return outage === null || outage.until !== null
    ? []
    : [waitFinding({ why: 'router-away', since: outage.from, fault: outage.why }, name)];
}

/**
 * Waits of due plans. A wait for the router itself is left out, because `awayFindings` or the mode already shows it.
 */
function waitFindings({ waits }: StatusView['routers'][number]): readonly Finding[] {
  return waits.flatMap(({ about, wait }) =>
    wait.why === 'router-away' || wait.why === 'observe-mode' ? [] : [waitFinding(wait, about)],
  );
}
