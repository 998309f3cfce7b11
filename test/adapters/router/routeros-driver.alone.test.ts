import { describe, expect, test, vi } from 'vitest';
import { patchedDriver } from '../../../adapters/router/routeros/routeros-driver.ts';

describe('the driver', () => {
  test('with ENV=testing it does not load: a fault and no crash, and it recovers', () => {
    vi.stubEnv('ENV', 'testing');
    expect(() => patchedDriver()).toThrow(
      expect.objectContaining({ code: 'bug', facts: { where: 'node-routeros does not load' } }),
    );
    vi.unstubAllEnvs();
    expect(() => patchedDriver()).not.toThrow();
  });

  test.each(['1.6.8', '1.6.10', '2.0.0'])('version %s is refused', (version) => {
    expect(() => patchedDriver(version)).toThrow(
      expect.objectContaining({ code: 'bug', facts: { where: `node-routeros ${version} instead of 1.6.9` } }),
    );
  });

  test('is replaced once', () => {
    const replaced = (): unknown =>
      Object.getOwnPropertyDescriptor(patchedDriver().Receiver.prototype, 'processRawData')?.value;
    const first = replaced();
    expect(String(first)).toContain('decoder.push(data)');
    expect(replaced()).toBe(first);
  });
});

describe('a driver whose insides changed', () => {
  test('is refused by the proof', async () => {
    vi.resetModules();
    const { patchedDriver: fresh } = await import('../../../adapters/router/routeros/routeros-driver.ts');
    const { Receiver } = patchedDriver();
    // A receiver that keeps its readers elsewhere: our decoder would find none.
    const read = vi.spyOn(Receiver.prototype, 'read').mockImplementation(() => undefined);
    expect(() => fresh()).toThrow(
      expect.objectContaining({ code: 'bug', facts: { where: 'node-routeros 1.6.9 does not take our decoder' } }),
    );
    read.mockRestore();
    expect(() => fresh()).not.toThrow();
  });
});
