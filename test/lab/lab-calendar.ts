import type { DayHours, ScenarioCalendar } from './scenario.ts';

const WIB = 7 * 3_600_000;
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** The parts of a local (UTC+7) moment the traffic model and the working hours need. */
export interface LocalParts {
  readonly day: string;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
}

/** Splits epoch milliseconds into local parts. */
export function localParts(ms: number): LocalParts {
  const local = new Date(ms + WIB);
  return {
    day: local.toISOString().slice(0, 10),
    weekday: local.getUTCDay(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
  };
}

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** Working hours and holidays of the scenario; the lab's own reading of them. */
export class LabCalendar {
  readonly #calendar: ScenarioCalendar;
  readonly #holidays: ReadonlySet<string>;

  constructor(calendar: ScenarioCalendar) {
    this.#calendar = calendar;
    this.#holidays = new Set(calendar.holidays.map((holiday) => holiday.date));
  }

  /** Whether the local day YYYY-MM-DD is a national holiday or joint leave. */
  isHoliday(day: string): boolean {
    return this.#holidays.has(day);
  }

  /** Saturday, Sunday or holiday. */
  isFree(parts: LocalParts): boolean {
    return parts.weekday === 0 || parts.weekday === 6 || this.isHoliday(parts.day);
  }

  /** Whether the moment lies in working hours: start included, end not. */
  isWorking(ms: number): boolean {
    const parts = localParts(ms);
    if (this.isHoliday(parts.day)) return false;
    const day = DAYS[parts.weekday] as keyof DayHours;
    const spans = this.#hoursOf(parts.day)[day] ?? [];
    const at = parts.hour * 60 + parts.minute;
    return spans.some(([from, until]) => at >= minutes(from) && at < minutes(until));
  }

  #hoursOf(day: string): DayHours {
    const { ramadanPeriods, workingHours } = this.#calendar;
    return ramadanPeriods.some((period) => day >= period.from && day <= period.until)
      ? workingHours.ramadan
      : workingHours.normal;
  }
}
