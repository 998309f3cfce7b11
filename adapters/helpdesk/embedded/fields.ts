import { line, prose } from './text.ts';

/** What is wrong with one field, worded for the person at the form. */
export interface FieldError {
  readonly field: string;
  readonly text: string;
}

/** Posted fields by name, each with all its values, as typed. */
export type Typed = ReadonlyMap<string, readonly string[]>;

/** The body of an application/x-www-form-urlencoded request. Anything that is not text is left out. */
export function typedFields(body: unknown): Typed {
  const fields = new Map<string, readonly string[]>();
  if (typeof body !== 'object' || body === null) return fields;
  for (const [name, value] of Object.entries(body)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    fields.set(
      name,
      values.filter((each) => typeof each === 'string'),
    );
  }
  return fields;
}

/** Takes fields out of a form, cleaned, and collects what is wrong. Never interprets rates, addresses or dates. */
export class FieldReader {
  readonly errors: FieldError[] = [];
  readonly #typed: Typed;

  constructor(typed: Typed) {
    this.#typed = typed;
  }

  line(field: string, label: string, longest: number): string {
    return this.#short(field, label, line(this.#first(field)), longest);
  }

  prose(field: string, label: string, longest: number): string {
    return this.#short(field, label, prose(this.#first(field)), longest);
  }

  /** One of the choices; `otherwise` when nothing, or something else, was posted. */
  choice<C extends string, D>(field: string, choices: readonly C[], otherwise: D): C | D {
    const value = this.#first(field);
    return choices.find((choice) => choice === value) ?? otherwise;
  }

  /** The ticked choices, in the order of the list. */
  ticked<C extends string>(field: string, choices: readonly C[]): readonly C[] {
    const values = this.#typed.get(field) ?? [];
    return choices.filter((choice) => values.includes(choice));
  }

  wrong(field: string, text: string): void {
    this.errors.push({ field, text });
  }

  #first(field: string): string {
    return this.#typed.get(field)?.[0] ?? '';
  }

  #short(field: string, label: string, value: string, longest: number): string {
    if (value.length > longest)
      this.wrong(field, `${label}: paling banyak ${longest} huruf, yang ditulis ${value.length} huruf.`);
    return value;
  }
}
