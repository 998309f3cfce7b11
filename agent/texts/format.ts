import { DAY, HOUR, MINUTE, type Moment, type Span } from '../domain/moment.ts';
import type { Rate } from '../domain/rate.ts';
import type { Zone } from '../domain/zone.ts';

/** Languages that people read: Indonesian and English. */
export type Lang = 'id' | 'en';

const LOCALE = { id: 'id-ID', en: 'en-GB' } as const;

/** Less than this is 0 in Mbps with two decimals. */
const TOO_SMALL = 10_000;

/**
 * Formats bit/s as Mbps with at most two decimals and without the unit: `12,5` in Indonesian, `12.5` in English. So
 * little that it would be 0 has more decimals: 5 bit/s is `0,000005`.
 */
export function showMbps(bits: number, lang: Lang): string {
  const form = isSmall(bits) ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 2 };
  return new Intl.NumberFormat(LOCALE[lang], form).format(bits / 1_000_000);
}

/** Formats bit/s as Mbps with the unit: `12,5 Mbps`. So little that it would be 0: `1 Kbps`, `5 bit/s`. */
export function showBps(bits: number, lang: Lang): string {
  if (!isSmall(bits)) return `${showMbps(bits, lang)} Mbps`;
  const [size, unit] = Math.abs(bits) < 1000 ? [1, 'bit/s'] : [1000, 'Kbps'];
  return `${new Intl.NumberFormat(LOCALE[lang], { maximumFractionDigits: 3 }).format(bits / size)} ${unit}`;
}

function isSmall(bits: number): boolean {
  return bits !== 0 && Math.abs(bits) < TOO_SMALL;
}

/** Formats a rate: `40 Mbps` if both directions are equal, else `unduh 40 / unggah 20 Mbps`. */
export function showRate(rate: Rate, lang: Lang): string {
  if (rate.down === rate.up) return showBps(rate.down, lang);
  const [down, up] = lang === 'id' ? ['unduh', 'unggah'] : ['down', 'up'];
  if (isSmall(rate.down) || isSmall(rate.up))
    return `${down} ${showBps(rate.down, lang)} / ${up} ${showBps(rate.up, lang)}`;
  return `${down} ${showMbps(rate.down, lang)} / ${up} ${showMbps(rate.up, lang)} Mbps`;
}

/** Formats an instant as local time: `Senin, 4 Mei 2026 pukul 08.10 WIB`, or short `04/05/2026 08.10`. */
export function showMoment(at: Moment, zone: Zone, lang: Lang, length: 'long' | 'short' = 'long'): string {
  const options: Intl.DateTimeFormatOptions =
    length === 'long'
      ? {
          weekday: 'long',
          day: 'numeric',
          month: 'long',
          year: 'numeric',
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23',
          timeZoneName: 'short',
        }
      : { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const text = new Intl.DateTimeFormat(LOCALE[lang], { ...options, timeZone: zone }).format(at);
  return length === 'short' ? text.replace(',', '') : text;
}

/** Formats a local day: `2026-05-04` becomes `4 Mei 2026`. */
export function showDay(day: string, lang: Lang): string {
  return new Intl.DateTimeFormat(LOCALE[lang], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}

/** Formats a length of time with its two largest units: `2 hari 3 jam`, `15 menit`, `40 detik`. */
export function showSpan(length: Span, lang: Lang): string {
  const names = lang === 'id' ? ['hari', 'jam', 'menit', 'detik'] : ['d', 'h', 'min', 's'];
  const sizes = [DAY, HOUR, MINUTE, 1000];
  let rest = Math.max(0, length);
  const parts = sizes.flatMap((size, i) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count} ${names[i]}`];
  });
  return parts.slice(0, 2).join(' ') || `0 ${names[3]}`;
}

/** Formats thousandths as per cent: 850 becomes `85 %`. */
export function showPerMille(thousandths: number, lang: Lang): string {
  return `${new Intl.NumberFormat(LOCALE[lang], { maximumFractionDigits: 1 }).format(thousandths / 10)} %`;
}
