/** One thing wrong in the configuration: where, and what was wanted. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly what: string;
}

/** `agent.yaml:12:5 routers.0.host: …` as editors and people read it. */
export function problemLine(problem: Problem): string {
  const at = problem.path === '' ? '' : ` ${problem.path}`;
  return `${problem.file}:${problem.line}:${problem.column}${at}: ${problem.what}`;
}
