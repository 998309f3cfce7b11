import koffi from 'koffi';

/** The first fields of `struct passwd`, getpwnam(3). */
const Passwd = koffi.struct('passwd', { pw_name: 'str', pw_passwd: 'str', pw_uid: 'uint32_t' });

interface PasswdHead {
  readonly pw_name: string;
  readonly pw_uid: number;
}

const getpwuid: (uid: number) => unknown = koffi
  .load('libc.so.6')
  .func('getpwuid', koffi.pointer(Passwd), ['uint32_t']);

/** Returns the user name of `uid`, directory services included (NSS). undefined when there is none. */
export function userName(uid: number): string | undefined {
  const found = getpwuid(uid);
  if (found === null) return undefined;
  return (koffi.decode(found, Passwd) as PasswdHead).pw_name;
}
