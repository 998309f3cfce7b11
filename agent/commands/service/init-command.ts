import { join } from 'node:path';
import type { Command } from 'commander';
import type { Facts } from '../../domain/finding.ts';
import { withExamples } from '../terminal/command-help.ts';
import { showProposal } from './init-block.ts';
import { answersOf, type InitOptions, uplinksAnswer } from './init-answers.ts';
import { Misuse } from '../terminal/misuse.ts';
import type { Bench, Run } from '../terminal/workbench.ts';
import { INIT_WORDS } from '../../texts/init-words.ts';
import { fill } from '../../texts/fill.ts';

/**
 * Adds the `init` command: reads a router and writes a first configuration and list of agencies. Needs neither daemon
 * nor ledger.
 */
export function addInitCommand(program: Command, run: Run): void {
  const command = program
    .command('init')
    .description('hari pertama: baca router tanpa menulis, lalu usulkan agent.yaml dan agencies.csv')
    .option('--router <host>', 'alamat router')
    .option('--port <number>', 'port API; kosong: 8729 dengan TLS, 8728 tanpa')
    .option('--user <name>', 'pengguna API (bwagent)')
    .option('--password-file <file>', 'berkas sandi, izin 0400')
    .option('--tls-ca <file>', 'sertifikat router atau CA-nya; kosong: tanpa TLS')
    .option('--tls-servername <name>', 'nama pada sertifikat, bila bukan alamat itu')
    .option('--snmp-community-file <file>', 'berkas community SNMP, izin 0400')
    .option('--uplinks <list>', 'antarmuka uplink, dipisah koma')
    .option('--out <folder>', 'folder tujuan; berkas yang ada tidak pernah ditimpa')
    .option('--yes', 'tanpa bertanya');
  withExamples(
    command,
    'bwagent init',
    'bwagent init --router 10.62.254.1 --password-file cred/router --snmp-community-file cred/snmp ' +
      '--tls-ca core.pem --out awal --yes',
  ).action(run(async (bench, options: InitOptions) => await init(bench, options)));
}

async function init({ kit, screen }: Bench, options: InitOptions): Promise<number> {
  const say = (key: keyof typeof INIT_WORDS, facts: Facts = {}): string =>
    fill(INIT_WORDS[key][screen.writing.lang], facts, screen.writing);
  const stopped = (): number => {
    screen.line(screen.say('not-done'));
    return 1;
  };
  const answers = await answersOf(kit, screen, options);
  if (answers === undefined) return stopped();
  const { wire, folder } = answers;
  const [taken] = await kit.init.taken(folder);
  if (taken !== undefined) throw new Misuse('file-exists', { file: join(folder, taken) });
  const proposal = await kit.init.look(wire);
  if (!screen.json) showProposal(screen, proposal, wire.tls !== null);
  const known = proposal.survey.interfaces.map(({ name }) => name);
  const uplinks = await uplinksAnswer(kit, screen, options, { likely: proposal.uplinks, known });
  if (uplinks === undefined) return stopped();
  const question = say('ask-write', { files: 'agent.yaml, agencies.csv', folder });
  if (options.yes !== true && !(await screen.confirm(question))) return stopped();
  const files = await kit.init.write({ folder, wire, proposal, uplinks, lang: screen.writing.lang });
  const { pools, lines, unmanaged, sharing } = proposal;
  screen.answer({ files, uplinks, pools, lines, unmanaged, sharing }, () => {
    for (const file of files) screen.line(say('written', { file }));
    screen.line(say('next', { config: join(folder, 'agent.yaml'), csv: join(folder, 'agencies.csv') }));
  });
  return 0;
}
