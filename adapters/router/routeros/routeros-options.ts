import { z } from 'zod';
import { Secret } from '../../../agent/domain/secret.ts';

const ADDRESS = /^[A-Za-z0-9][A-Za-z0-9.:-]*$/;
const PRINTABLE = /^[\x21-\x7e]+$/;

const Tls = z.strictObject({
  ca: z.string().min(1).describe("PEM file of the router's own certificate, or of the CA that signed it"),
  servername: z.string().regex(ADDRESS).optional().describe('name in the certificate, when it is not the host'),
});

/** The block of one router in the YAML, its credential already read from its file. */
export const routerOsOptions = z
  .strictObject({
    host: z.string().regex(ADDRESS).describe('address of the router'),
    port: z.int().min(1).max(65_535).optional().describe('default 8729 with tls, 8728 without'),
    tls: z.union([z.literal(false), Tls]).describe('false only on a management network that nobody else can listen to'),
    user: z.string().regex(PRINTABLE).describe('a user of its own, with policy read,write,api'),
    password: z.instanceof(Secret),
    identity: z.string().min(1).describe('what /system/identity must say before anything is written'),
    deadlineMs: z.int().min(100).max(120_000).default(5_000).describe('for connect and login, and for each command'),
  })
  .transform((block) => ({ ...block, port: block.port ?? (block.tls === false ? 8728 : 8729) }));

export type RouterOsOptions = z.output<typeof routerOsOptions>;
