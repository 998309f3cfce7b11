/** One problem of the configuration: its position, and what was expected there. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly what: string;
}

/** Writes a problem as `agent.yaml:12:5 routers.0.host: …`. */
export function problemLine(problem: Problem): string {
  const at = problem.path === '' ? '' : ` ${problem.path}`;
  return `${problem.file}:${problem.line}:${problem.column}${at}: ${problem.what}`;
}
