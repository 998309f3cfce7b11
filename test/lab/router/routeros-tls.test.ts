import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { openLab } from '../open-lab.ts';
import { encodeSentence, SentenceReader, type Sentence } from './routeros-words.ts';

describe('api-ssl', () => {
  it('serves the same menus behind the given certificate', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lab-tls-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')] as const;
    const request = [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      '-days',
      '2',
      '-subj',
      '/CN=core',
    ];
    execFileSync('openssl', request, { stdio: 'ignore' });
    const files = { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
    const lab = await openLab({ at: '2026-05-04T08:00:00+07:00', tls: files });
    try {
      const socket = connect({ ...lab.routeros, ca: files.cert, servername: 'core' });
      const reader = new SentenceReader();
      const got: Sentence[] = [];
      const answered = new Promise<void>((resolve, reject) => {
        socket.on('error', reject);
        socket.on('data', (chunk: Buffer) => {
          got.push(...reader.push(chunk));
          if (got.filter((sentence) => sentence[0] === '!done').length === 2) resolve();
        });
      });
      socket.write(encodeSentence(['/login', '=name=bwagent', '=password=lab-write']));
      socket.write(encodeSentence(['/system/identity/print']));
      await answered;
      socket.destroy();
      expect(got).toEqual([['!done'], ['!re', '=name=core-kasongan'], ['!done']]);
    } finally {
      await lab.close();
      await rm(folder, { recursive: true });
    }
  });
});
