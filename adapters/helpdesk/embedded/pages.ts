import { Eta } from 'eta';
import { DETAIL_INPUTS } from './detail-fields.ts';
import { FORM_TEMPLATES } from './form-templates.ts';
import { SITE_TEMPLATES } from './site-templates.ts';
import { STYLE_PATH } from './style.ts';
import { TICKET_TEMPLATES } from './ticket-templates.ts';
import type { FieldError, Typed } from './fields.ts';

/** What every page shows. */
export interface PageFrame {
  readonly officeName: string;
  /** How the zone of the times is called: WIB. */
  readonly zoneName: string;
}

export type PageName = '@awal' | '@permohonan' | '@tiket' | '@kabar';

/** A form as a template sees it: what was typed, and what is wrong with it. */
export interface FormState {
  readonly key: string;
  readonly errors: readonly FieldError[];
  /** The value typed last, or ''. */
  value(field: string): string;
  has(field: string, value: string): boolean;
  error(field: string): string | undefined;
}

/** Renders pages. Every value is escaped; templates carry no script and no style of their own. */
export class Pages {
  readonly #eta = new Eta({ autoEscape: true, cache: true });
  readonly #frame: PageFrame;

  constructor(frame: PageFrame) {
    this.#frame = frame;
    for (const [name, template] of [...SITE_TEMPLATES, ...FORM_TEMPLATES, ...TICKET_TEMPLATES])
      this.#eta.loadTemplate(name, template);
  }

  render(page: PageName, title: string, data: object): string {
    return this.#eta.render(page, { ...data, ...this.#frame, title, stylePath: STYLE_PATH, details: DETAIL_INPUTS });
  }
}

export function formState(key: string, typed: Typed, errors: readonly FieldError[]): FormState {
  return {
    key,
    errors,
    value: (field) => typed.get(field)?.[0] ?? '',
    has: (field, value) => typed.get(field)?.includes(value) ?? false,
    error: (field) => errors.find((each) => each.field === field)?.text,
  };
}
