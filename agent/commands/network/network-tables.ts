import { span } from '../../domain/moment.ts';
import type { Rate } from '../../domain/rate.ts';
import { showMoment, showPerMille, showRate, showSpan } from '../../texts/format.ts';
import { MISSED } from '../../texts/labels.ts';
import { sayFinding } from '../../texts/say.ts';
import type { CapacityView } from '../../views/capacity-view.ts';
import type { QueueRow } from '../../views/queues-view.ts';
import type { UplinkRow } from '../../views/uplinks-view.ts';
import type { Screen } from '../terminal/screen.ts';

const NONE = '–';

/**
 * Prints the uplinks: contract, share, load and headroom; below them what of the last 24 hours has no rate and why, and
 * reported speeds that the traffic proves wrong.
 */
export function showUplinks(screen: Screen, rows: readonly UplinkRow[]): void {
  const { lang, zone } = screen.writing;
  screen.table(
    ['uplink', 'interface', 'contract', 'share', 'now', 'busy', 'room', 'age'],
    rows.map((u) => {
      const ends =
        u.contractUntil === null ? '' : ` ${screen.say('until')} ${showMoment(u.contractUntil, zone, lang, 'short')}`;
      return [
        uplinkName(screen, u),
        u.interface,
        `${rateOr(screen, u.contract)}${ends}`,
        u.share === null ? NONE : showPerMille(u.share, lang),
        ...[u.live, u.busy, u.room].map((r) => rateOr(screen, r)),
        u.ageMs === null ? NONE : showSpan(span(u.ageMs), lang),
      ];
    }),
  );
  for (const { id, missed, port } of rows) {
    for (const { why, count, last } of missed)
      screen.line(
        screen.say('missed-intervals', {
          uplink: id,
          count,
          why: MISSED[why][lang],
          last: showMoment(last, zone, lang),
        }),
      );
    if (port?.passed === true) screen.line(screen.say('speed-disbelieved', { uplink: id, speed: port.speedMbps }));
  }
}

/** Prints the contracts, shares and pool limits with their dates, as entered. */
export function showCapacity(screen: Screen, { contracts, shares, poolLimits }: CapacityView): void {
  const { lang, zone } = screen.writing;
  const day = (at: CapacityView['contracts'][number]['from']): string => showMoment(at, zone, lang, 'short');
  screen.table(
    ['uplink', 'begins', 'ends', 'capacity', 'document'],
    contracts.map((c) => [
      c.uplink,
      day(c.from),
      c.until === null ? NONE : day(c.until),
      showRate(c.rate, lang),
      c.document,
    ]),
  );
  for (const { from, shares: parts } of shares) {
    const words = Object.entries(parts).map(([uplink, part]) => `${uplink} ${showPerMille(part, lang)}`);
    screen.line(screen.say('shares-since', { at: day(from), shares: words.join(', ') }));
  }
  for (const { pool, from, rate } of poolLimits)
    screen.line(screen.say('pool-since', { pool, at: day(from), rate: showRate(rate, lang) }));
}

/**
 * Prints the queues in the order of the router's table: desired rate, observed rate and findings. `live`: also the
 * current rate.
 */
export function showQueues(screen: Screen, rows: readonly QueueRow[], live: boolean): void {
  screen.table(
    ['position', 'queue', 'owner', 'desired', 'observed', ...(live ? (['now'] as const) : []), 'finding'],
    rows.map((q) => [
      q.position === null ? NONE : String(q.position),
      q.name,
      q.owner ?? screen.say('not-ours'),
      rateOr(screen, q.desired),
      rateOr(screen, q.observed),
      ...(live ? [rateOr(screen, q.live)] : []),
      q.findings.map((f) => sayFinding(f, screen.writing).what).join('; '),
    ]),
  );
}

/** Formats a rate. A dash if unknown. */
export function rateOr(screen: Screen, rate: Rate | null): string {
  return rate === null ? NONE : showRate(rate, screen.writing.lang);
}

/** Returns the uplink's id, with a remark if its interface is down. */
export function uplinkName(screen: Screen, { id, operational }: Pick<UplinkRow, 'id' | 'operational'>): string {
  return operational === false ? `${id} (${screen.say('is-down')})` : id;
}
