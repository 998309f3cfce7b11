import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { Secret } from '../domain/secret.ts';

/** Permission bits of group and others. */
const OTHERS = 0o077;
/** The same without the group's read bit: systemd passes credentials in a private folder as 0400 or 0440. */
const OTHERS_BUT_GROUP = 0o037;

/** A credential, or why it could not be read. */
export type SecretRead = { readonly secret: Secret } | { readonly problem: string };

/**
 * Reads a credential: an absolute file that only its owner can read, or a name in `$CREDENTIALS_DIRECTORY`. One newline
 * at the end is not part of it. No problem text holds the content.
 */
export function readSecret(file: string, credentials: string | undefined): SecretRead {
  const inCredentials = !isAbsolute(file);
  if (inCredentials && credentials === undefined)
    return { problem: `"${file}" is a credential name, but CREDENTIALS_DIRECTORY is not set` };
  const path = inCredentials ? join(credentials ?? '', file) : file;
  try {
    const { mode } = statSync(path);
    if ((mode & (inCredentials ? OTHERS_BUT_GROUP : OTHERS)) !== 0)
      return { problem: `${path} can be read by others: chmod 0400` };
    const text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    return text === '' ? { problem: `${path} is empty` } : { secret: new Secret(text) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return { problem: `${path}: ${code}` };
  }
}
