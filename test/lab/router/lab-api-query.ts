/** A printed row: properties by name, absent when unset. */
export type ApiRow = ReadonlyMap<string, string>;

/** Whether a row passes the query words: a stack machine, every value left on the stack must be true [DOC]. */
export function matches(row: ApiRow, queries: readonly string[]): boolean {
  const stack: boolean[] = [];
  for (const query of queries) {
    if (query.startsWith('#')) operate(stack, query.slice(1));
    else stack.push(test(row, query));
  }
  return stack.every(Boolean);
}

function test(row: ApiRow, query: string): boolean {
  const match = /^([-=<>]?)([^=]*)(?:=([\s\S]*))?$/.exec(query);
  const [, sign = '', name = '', wanted] = match ?? [];
  const value = row.get(name);
  if (sign === '-') return value === undefined;
  if (wanted === undefined) return value !== undefined;
  if (value === undefined) return false;
  if (sign === '<') return compare(value, wanted) < 0;
  if (sign === '>') return compare(value, wanted) > 0;
  return value === wanted;
}

function compare(a: string, b: string): number {
  const numeric = /^\d+$/;
  if (numeric.test(a) && numeric.test(b)) return Number(a) - Number(b);
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** `?#` operations: `!`, `&`, `|`, `.` and an index that copies a value of the stack to its top. */
function operate(stack: boolean[], operations: string): void {
  for (const [word] of operations.matchAll(/\d+|./g)) {
    if (word === '!') stack.push(!(stack.pop() ?? false));
    else if (word === '&' || word === '|') {
      const b = stack.pop() ?? false;
      const a = stack.pop() ?? false;
      stack.push(word === '&' ? a && b : a || b);
    } else if (word === '.') stack.push(stack.at(-1) ?? false);
    else if (/^\d+$/.test(word)) stack.push(stack[Number(word)] ?? false);
  }
}
