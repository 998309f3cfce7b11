import { isNode, type LineCounter, type Document } from 'yaml';

/** A place in a file, counted from 1, as editors do. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where a path of the document stands; the nearest existing parent when the value itself is missing. */
export function locate(document: Document, counter: LineCounter, path: readonly PropertyKey[]): Place {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    if (!isNode(node) || node.range === null || node.range === undefined) continue;
    const { line, col } = counter.linePos(node.range[0]);
    return { line, column: col };
  }
  return { line: 1, column: 1 };
}
