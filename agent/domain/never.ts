/**
 * The end of an exhaustive switch: it does not compile while a case is missing, and names the stray value if one
 * arrives at run time.
 */
export function never(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
