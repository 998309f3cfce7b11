import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRate } from '../../../agent/domain/typed/typed-rate.ts';

const M = 1_000_000;

describe('agent/ticket/asked-rate', () => {
  it.each([
    ['20 Mbps', 20 * M, false],
    ['20mbps', 20 * M, false],
    ['50Mbps', 50 * M, false],
    ['20  mbit/s', 20 * M, false],
    ['12,5 Mbps', 12_500_000, false],
    ['12.5 Mbps', 12_500_000, false],
    ['12.50 Mbps', 12_500_000, false],
    ['20.000 Kbps', 20 * M, false],
    ['1.500,5 kbps', 1_500_500, false],
    ['20000 Kbps', 20 * M, false],
    ['1 Gbps', 1000 * M, false],
    ['0,5 Gbps', 500 * M, false],
    ['0,125 Gbps', 125 * M, false],
    [' 20 Mbps ', 20 * M, false],
    ['020 Mbps', 20 * M, false],
    ['20 MB', 20 * M, true],
    ['20 Mb', 20 * M, true],
    ['20 M', 20 * M, true],
    ['20m', 20 * M, true],
    ['20 mega', 20 * M, true],
    ['20 MBPS', 20 * M, true],
    ['4000 MBps', 4000 * M, true],
    ['50', 50 * M, true],
    ['12,5', 12_500_000, true],
    ['1 giga', 1000 * M, true],
    ['20.000', 20_000 * M, true],
    ['1.500 Mbps', 1500 * M, true],
  ])('%j is %i bit/s, assumed: %s', (text, bits, assumed) => {
    expect(readRate(text)).toEqual({ kind: 'rate', bits, assumed });
  });

  it.each(['20,000 Kbps', '12,500', '1,234.56 Mbps', '1,234,567', '0.500 Gbps', '0020.000 kbps', '+20 Mbps'])(
    '%j has two readings',
    (text) => {
      expect(readRate(text)).toEqual({ kind: 'ambiguous', text });
    },
  );

  it.each([
    '',
    ' ',
    '1e9',
    '1E9',
    '-5',
    '-5 Mbps',
    '0',
    '0 Mbps',
    '0,0',
    '20M/999M',
    '20/20',
    '20-30 Mbps',
    '2 0 Mbps',
    '20 M bps',
    '0x14',
    '２０ Mbps',
    '20\u00a0Mbps',
    '20 Mbps\n',
    '20\0',
    '20\r\nMbps',
    '=max-limit=20M/20M',
    '=.id=*1',
    'dua puluh',
    'Mbps',
    'Infinity',
    'NaN',
    '20 Tbps',
    '20 Xbps',
    '20 bps',
    '1.2.3',
    '1.00.000',
    '1..5',
    '1,',
    ',5',
    '.5',
    '20.',
    '1.500.00',
    '0,0000001 Mbps',
    '9007199254740993 kbps',
    '9'.repeat(31),
    '20 Mbps '.repeat(10),
    '20 Mbpsss',
    '20%',
    '±20',
    '20 MB/999',
  ])('%j cannot be read', (text) => {
    expect(readRate(text)).toEqual({ kind: 'unreadable', text });
  });

  it('does not look at 10 MB', () => {
    const text = '9'.repeat(10_000_000);
    expect(readRate(text).kind).toBe('unreadable');
    expect(readRate(`${' '.repeat(100_000)}20`).kind).toBe('unreadable');
  });

  it('reads what was written, exactly, whatever the separators', () => {
    const amount = fc.integer({ min: 1, max: 10_000_000 });
    fc.assert(
      fc.property(amount, (kbps) => {
        const dotted = String(kbps).replaceAll(/\B(?=(?:\d{3})+$)/g, '.');
        expect(readRate(`${kbps} Kbps`)).toMatchObject({ bits: kbps * 1000 });
        expect(readRate(`${dotted} Kbps`)).toMatchObject({ bits: kbps * 1000 });
        const hundredths = `${Math.floor(kbps / 100)},${String(kbps % 100).padStart(2, '0')}`;
        expect(readRate(`${hundredths} Mbps`)).toMatchObject({ bits: kbps * 10_000 });
      }),
      { seed: 84, numRuns: 1000 },
    );
  });

  it('never throws and never reads more than a Bps can hold', () => {
    const noise = fc.string({ unit: fc.constantFrom(...'0123456789.,+- eEKMGkmgbBps/x０'.split('')), maxLength: 40 });
    fc.assert(
      fc.property(noise, (text) => {
        const asked = readRate(text);
        if (asked.kind !== 'rate') return;
        expect(Number.isSafeInteger(asked.bits) && asked.bits > 0).toBe(true);
        expect(text).toMatch(/^ *[\d.,]+ *[a-zA-Z/]* *$/);
      }),
      { seed: 84, numRuns: 5000 },
    );
  });
});
