import { Fault, type FaultCode } from '../domain/fault.ts';
import type { Facts } from '../domain/finding.ts';

/** What a failure looks like on the socket: a code and facts. The command makes sentences of them. */
export interface FaultAnswer {
  readonly status: number;
  readonly body: { readonly code: FaultCode; readonly facts: Facts };
}

/** HTTP status by fault. Every other fault is 422: understood, and refused. */
const STATUS: Partial<Readonly<Record<FaultCode, number>>> = {
  'order/bad-body': 400,
  'order/stranger': 403,
  'order/no-such': 404,
  'request/no-such': 404,
  'daemon/other-version': 409,
  'order/too-many': 429,
};

/** Reasons for what fastify itself refuses, by fastify's error code. */
const BODY_WHY: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-long',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'missing',
  FST_ERR_CTP_INVALID_JSON_BODY: 'not-json',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'not-json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed',
};

/**
 * Makes the answer to a failure. An error that is no Fault becomes `bug` without any detail. `where`: `ask/NAME` or
 * `order/NAME`.
 */
export function faultAnswer(error: unknown, where: string): FaultAnswer {
  const fault = error instanceof Fault ? error : bodyFault(error);
  if (fault === undefined || fault.code === 'bug') return { status: 500, body: { code: 'bug', facts: { where } } };
  return { status: STATUS[fault.code] ?? 422, body: { code: fault.code, facts: fault.facts } };
}

function bodyFault(error: unknown): Fault | undefined {
  if (!(error instanceof Error)) return undefined;
  const why = 'code' in error && typeof error.code === 'string' ? BODY_WHY[error.code] : undefined;
  if (why !== undefined) return new Fault('order/bad-body', { field: 'body', why });
  const isClient = 'statusCode' in error && error.statusCode === 400;
  // An error with status 400 comes from the JSON parser: broken text, or a key such as `__proto__`.
  return isClient ? new Fault('order/bad-body', { field: 'body', why: 'not-json' }) : undefined;
}
