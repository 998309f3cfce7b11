/**
 * Ends an exhaustive switch. Does not compile while a case is missing. Throws Error with the value if an unknown one
 * arrives at run time.
 */
export function never(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
