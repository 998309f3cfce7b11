import { isNode, type LineCounter, type Document } from 'yaml';

/** A position in a file; line and column count from 1, as in editors. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Finds the position of a path in the document. Where the value is missing, the nearest parent that exists. */
export function locate(document: Document, counter: LineCounter, path: readonly PropertyKey[]): Place {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    if (!isNode(node) || node.range === null || node.range === undefined) continue;
    const { line, col } = counter.linePos(node.range[0]);
    return { line, column: col };
  }
  return { line: 1, column: 1 };
}
