/** Ways of writing 1 June 2026. */
export const DAY_FORMS = [
  '2026-06-01',
  '1 Juni 2026',
  '01 JUNI 2026',
  '1 Jun 2026',
  '1 June 2026',
  '01/06/2026',
  '1/6/2026',
  '1-6-2026',
  '01.06.2026',
  '1.6.2026',
  'Senin, 1 Juni 2026',
] as const;

/** Ways of writing 1 June 2026 at 07.00 in Central Kalimantan. */
export const TIME_FORMS = [
  '2026-06-01 07:00',
  '2026-06-01T07:00',
  '2026-06-01 07.00',
  '2026-06-01T07:00+07:00',
  '2026-06-01T00:00:00Z',
  '1 Juni 2026 07.00',
  '1 Juni 2026 pkl 07.00',
  '1 Juni 2026 pukul 07.00 WIB',
  '1 Juni 2026 jam 7',
  'Senin, 1 Juni 2026 pkl. 7.00',
  '01/06/2026 07:00',
  '01/06/2026 jam 7',
  '01.06.2026 07.00',
  '1 Juni 2026 08.00 WITA',
  '1 Juni 2026 09.00 WIT',
] as const;
