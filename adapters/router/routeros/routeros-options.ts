import { z } from 'zod';
import { Secret } from '../../../agent/domain/secret.ts';

const ADDRESS = /^[A-Za-z0-9][A-Za-z0-9.:-]*$/;
const PRINTABLE = /^[\x21-\x7e]+$/;

const Tls = z.strictObject({
  ca: z.string().min(1).describe("PEM file of the router's own certificate, or of the CA that signed it"),
  servername: z.string().regex(ADDRESS).optional().describe('name in the certificate, when it is not the host'),
});

const reach = {
  host: z.string().regex(ADDRESS).describe('address of the router'),
  port: z.int().min(1).max(65_535).optional().describe('default 8729 with tls, 8728 without'),
  tls: z.union([z.literal(false), Tls]).describe('false only on a management network that nobody else can listen to'),
  user: z.string().regex(PRINTABLE).describe('a user of its own, with policy read,write,api'),
  password: z.instanceof(Secret),
};
const identity = z.string().min(1).describe('what /system/identity must say before anything is written');
const deadlineMs = z.int().min(100).max(120_000).default(5_000).describe('for connect and login, and for each command');

/** The `wire` block of a router, after its credential was read from its file. */
export const routerOsOptions = z.strictObject({ ...reach, identity, deadlineMs }).transform(withPort);

/** The same block without the identity: what `bwagent init` surveys a router with. */
export const surveyOptions = z.strictObject({ ...reach, deadlineMs }).transform(withPort);

export type RouterOsOptions = z.output<typeof routerOsOptions>;
export type SurveyOptions = z.output<typeof surveyOptions>;

/** Puts the default port in. /ip/service as shipped: api-ssl 8729, api 8728. */
function withPort<T extends { readonly port?: number | undefined; readonly tls: unknown }>(block: T) {
  return { ...block, port: block.port ?? (block.tls === false ? 8728 : 8729) };
}
