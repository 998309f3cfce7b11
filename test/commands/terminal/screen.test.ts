import { describe, expect, test } from 'vitest';
import { Misuse } from '../../../agent/commands/terminal/misuse.ts';
import { openScreen, type Screen, type ScreenParts } from '../../../agent/commands/terminal/screen.ts';
import { Fault } from '../../../agent/domain/fault.ts';
import { zone } from '../../../agent/domain/zone.ts';
import { RAW, wideLines, withoutLayout } from '../../fakes/command-kit.ts';

const NASTY = 'BW\u001b]52;c;AAAA\u0007\u202e14\u200b\nGagal: palsu';

function shown(draw: (screen: Screen) => void, parts: Partial<ScreenParts> = {}): { out: string; err: string } {
  const seen = { out: '', err: '' };
  draw(
    openScreen({
      out: { write: (text) => (seen.out += text) },
      err: { write: (text) => (seen.err += text) },
      isTerminal: true,
      json: false,
      lang: 'id',
      zone: zone('Asia/Pontianak'),
      ...parts,
    }),
  );
  return seen;
}

describe('agent/commands/screen', () => {
  test('a table at a terminal has a box and at most 100 columns', () => {
    const { out } = shown((screen) => screen.table(['number', 'agency'], [['41', 'x '.repeat(300)]]));
    expect(out).toContain('┌');
    expect(out).toContain('Nomor');
    expect(wideLines(out)).toEqual([]);
  });

  test('a table that is piped is tab-separated, one row a line, without a box', () => {
    const rows = [
      ['41', 'satu\ndua\tbaris'],
      ['42', ''],
    ];
    const { out } = shown((screen) => screen.table(['number', 'agency'], rows), { isTerminal: false });
    expect(out).toBe('Nomor\tOPD\n41\tsatu dua\\u0009baris\n42\t\n');
  });

  test('a table without rows says so to a person and is only a head when piped', () => {
    expect(shown((screen) => screen.table(['number'], [])).out).toBe('Tidak ada.\n');
    expect(shown((screen) => screen.table(['number'], []), { isTerminal: false }).out).toBe('Nomor\n');
  });

  test('both languages', () => {
    expect(shown((screen) => screen.table(['number', 'stage'], []), { isTerminal: false, lang: 'en' }).out).toBe(
      'Number\tStage\n',
    );
  });

  test('an answer is JSON or drawn, never both', () => {
    const draw = (screen: Screen): void => screen.answer({ a: '\u202e' }, () => screen.line('drawn'));
    expect(shown(draw, { json: true }).out).toBe('{\n  "a": "\\u202e"\n}\n');
    expect(shown(draw).out).toBe('drawn\n');
  });

  test('nothing of a nasty text reaches the terminal raw, and it forges no line', () => {
    for (const isTerminal of [true, false]) {
      const { out, err } = shown(
        (screen) => {
          screen.line(NASTY);
          screen.prose(screen.say('reason'), NASTY);
          screen.table(['number', 'agency'], [[NASTY, NASTY]]);
          screen.line(screen.say('stood', { number: NASTY, stage: NASTY }));
          screen.fault(new Fault('request/no-such', { number: NASTY }));
          screen.misuse(new Misuse('unknown-command', { what: NASTY }, NASTY));
        },
        { isTerminal },
      );
      expect(withoutLayout(out + err)).not.toMatch(RAW);
      expect(out.split('\n').filter((line) => line.startsWith('Gagal:'))).toEqual([]);
      expect(err.split('\n').filter((line) => line.startsWith('Gagal:'))).toHaveLength(2);
    }
  });

  test('a fault goes to stderr as what and what to do', () => {
    const { out, err } = shown((screen) => screen.fault(new Fault('request/no-such', { number: '99' })));
    expect(out).toBe('');
    expect(err).toBe('Gagal: Permohonan 99 tidak ditemukan\nCoba: Lihat daftar: bwagent requests --all\n');
    const english = shown((screen) => screen.fault(new Fault('request/no-such', { number: '99' })), { lang: 'en' });
    expect(english.err).toMatch(/^Failed: .*\nTry: .*\n$/);
  });

  test('a fault as JSON', () => {
    const { err } = shown((screen) => screen.fault(new Fault('daemon/away', { socket: '/x' })), { json: true });
    expect(JSON.parse(err)).toEqual({ fault: { code: 'daemon/away', facts: { socket: '/x' }, retry: 'never' } });
  });

  test('a question nobody can answer is a misuse, also where JSON is wanted', async () => {
    const confirm = async (): Promise<boolean> => await Promise.resolve(true);
    const ask = async (parts: Partial<ScreenParts>): Promise<boolean> => {
      let answer: Promise<boolean> = Promise.resolve(false);
      shown((screen) => {
        answer = screen.confirm('Setujui?');
      }, parts);
      return await answer;
    };
    await expect(ask({})).rejects.toMatchObject({ label: 'needs-yes' });
    await expect(ask({ json: true, confirm })).rejects.toMatchObject({ label: 'needs-yes' });
    expect(await ask({ confirm })).toBe(true);
    const interrupted = Object.assign(new Error('force closed'), { name: 'ExitPromptError' });
    expect(await ask({ confirm: async () => await Promise.reject(interrupted) })).toBe(false);
    await expect(ask({ confirm: async () => await Promise.reject(new Error('broken')) })).rejects.toThrow('broken');
  });
});
