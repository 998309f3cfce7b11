import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedHelpdesk, type ServedHelpdesk } from '../../../adapters/helpdesk/embedded/embedded-helpdesk.ts';
import { embeddedOptions } from '../../../adapters/helpdesk/embedded/embedded-options.ts';
import { type QuietLog, quietLog } from '../../fakes/quiet-log.ts';
import { type SetClock, setClock } from '../../fakes/set-clock.ts';
import { SiteVisitor } from './site-visitor.ts';

/** The real helpdesk on a temporary file and a free port of the loopback. */
export interface OpenedSite {
  readonly helpdesk: ServedHelpdesk;
  readonly visitor: SiteVisitor;
  readonly url: string;
  readonly file: string;
  readonly clock: SetClock;
  readonly log: QuietLog;
  close(): Promise<void>;
}

export const AGENCIES = [
  { code: 'dinkes', name: 'Dinas Kesehatan' },
  { code: 'disdik', name: 'Dinas Pendidikan' },
  { code: 'bkpsdm', name: 'Badan Kepegawaian dan Pengembangan Sumber Daya Manusia' },
] as const;

export async function openSite(more: Readonly<Record<string, unknown>> = {}): Promise<OpenedSite> {
  const folder = await mkdtemp(join(tmpdir(), 'bwagent-helpdesk-'));
  const file = join(folder, 'helpdesk.db');
  const clock = setClock();
  const log = quietLog();
  const options = embeddedOptions.parse({
    file,
    port: 0,
    publicUrl: 'http://bandwidth.katingankab.example',
    officeName: 'Dinas Komunikasi dan Informatika Kabupaten Katingan',
    postsPerMinute: 10_000,
    viewsPerMinute: 10_000,
    ...more,
  });
  const helpdesk = openEmbeddedHelpdesk(options, { clock, log, agencies: () => AGENCIES });
  const { url } = await helpdesk.pages.start();
  const close = async (): Promise<void> => {
    await helpdesk.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { helpdesk, visitor: new SiteVisitor(url), url, file, clock, log, close };
}
