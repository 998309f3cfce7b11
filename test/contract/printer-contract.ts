import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Printer } from '../../agent/ports/printer.ts';

/** A printer with a look at what it keeps. */
export interface PrinterKit {
  readonly printer: Printer;
  /** Names and contents as people find them. */
  kept(): ReadonlyMap<string, string>;
  close(): void;
}

const hash = (content: string): string => createHash('sha256').update(content, 'utf8').digest('hex');

/** What every Printer promises. */
export function printerContract(name: string, open: () => PrinterKit): void {
  describe(`printer contract: ${name}`, () => {
    let kit: PrinterKit;
    beforeEach(() => {
      kit = open();
    });
    afterEach(() => kit.close());

    test('keeps the content under its name and says its hash', async () => {
      const content = 'laporan — 385,8 Mbps\n';
      expect(await kit.printer.write('monthly-2026-05-01.html', content)).toEqual({
        name: 'monthly-2026-05-01.html',
        sha256: hash(content),
      });
      expect(kit.kept()).toEqual(new Map([['monthly-2026-05-01.html', content]]));
    });

    test('a name written before keeps its content; a second print answers for the first', async () => {
      await kit.printer.write('a.csv', 'satu');
      expect(await kit.printer.write('a.csv', 'dua')).toEqual({ name: 'a.csv', sha256: hash('satu') });
      expect(kit.kept()).toEqual(new Map([['a.csv', 'satu']]));
    });

    test('prints two at once', async () => {
      await Promise.all([kit.printer.write('a.csv', 'a'), kit.printer.write('b.csv', 'b')]);
      expect(kit.kept()).toEqual(
        new Map([
          ['a.csv', 'a'],
          ['b.csv', 'b'],
        ]),
      );
    });

    test.each(['../a.csv', 'x/a.csv', '/tmp/a.csv', '.hidden', ''])('refuses the name %j', async (bad) => {
      await expect(kit.printer.write(bad, 'x')).rejects.toMatchObject({ code: 'bug' });
      expect(kit.kept().size).toBe(0);
    });
  });
}
