import type { StoredDecision } from '../ports/ledger.ts';
import type { Direction } from '../domain/rate.ts';
import { showBps, showMoment, showPerMille, showRate, showSpan } from '../texts/format.ts';
import { KEYS, VERDICTS } from '../texts/labels.ts';
import type { Screen } from './screen.ts';
import { span } from '../domain/moment.ts';

/** The numbers of one availability check, as a division head reads them: key by key, with what they rest on. */
export function showDecision(screen: Screen, stored: StoredDecision): void {
  const { lang, zone } = screen.writing;
  const { terms, decision } = stored;
  const say = (words: Readonly<Record<string, { id: string; en: string }>>, key: string): string => words[key]?.[lang] ?? key;
  screen.line(`Pengecekan ${showMoment(stored.at, zone, lang)} (${stored.by}): ${say(VERDICTS, decision.verdict)}`);
  screen.line(
    `  Alokasi ${showRate(terms.inForce, lang)} → ${showRate(terms.wanted, lang)}${terms.window === null ? '' : ` · ${showMoment(terms.window.from, zone, lang, 'short')} – ${showMoment(terms.window.until, zone, lang, 'short')}`}`,
  );
  if (decision.keys.length > 0) {
    screen.table(
      ['Kunci', 'Pada', 'Arah', 'Menjadi', 'Batas', 'Hasil'],
      decision.keys.map((k) => [
        say(KEYS, k.key),
        k.bound,
        arrow(k.direction),
        showBps(k.demand, lang),
        showBps(k.limit, lang),
        k.pass ? 'ya' : k.saturated ? 'JENUH' : 'TIDAK',
      ]),
    );
  }
  if (decision.verdict === 'unknown') screen.line(`  Sebab: ${decision.why.map((w) => JSON.stringify(w)).join('; ')}`);
  for (const direction of ['down', 'up'] as const) {
    const { busy, live, raised } = terms.directions[direction];
    const figures = busy.figures
      .map((f) => `${f.hours} ${f.bits === null ? 'tak terbatas' : showBps(f.bits, lang)} (${f.valid}/${f.expected} sampel)`)
      .join(', ');
    const now = live.kind === 'known' ? `; sekarang ${showBps(live.bits, lang)}, usia ${showSpan(span(live.ageMs), lang)}` : '';
    screen.line(`  p95 ${arrow(direction)}: ${figures}; termasuk kenaikan ${showBps(raised, lang)}${now}`);
  }
  if (stored.need.kind !== 'no-data') {
    const { p95, allocation, nearLimit, samples } = stored.need;
    const share = allocation === 0 ? 0 : Math.round((p95 * 1000) / allocation);
    screen.line(
      `  Kebutuhan: ${stored.need.kind === 'proven' ? 'terbukti' : 'belum terbukti'} – p95 ${showPerMille(share, lang)} dari alokasi, ${nearLimit}/${samples} sampel mendekati batas`,
    );
  }
  if (stored.offer !== null) screen.line(`  Dapat ditawarkan: ${showRate(stored.offer, lang)}`);
  if (stored.earliest !== null) screen.line(`  Paling cepat cukup: ${showMoment(stored.earliest, zone, lang)}`);
}

function arrow(direction: Direction): string {
  return direction === 'down' ? 'unduh' : 'unggah';
}
