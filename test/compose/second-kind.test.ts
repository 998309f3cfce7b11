import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { KINDS, openParts, openPeers } from '../../agent/compose.ts';
import { type Running, start } from '../../agent/daemon/daemon.ts';
import { Fault } from '../../agent/domain/fault.ts';
import { span } from '../../agent/domain/moment.ts';
import type { MeterDeps } from '../../agent/ports/meter.ts';
import { type Kinds, kind, routerKind } from '../../agent/settings/kinds.ts';
import { loadSettings } from '../../agent/settings/load-settings.ts';
import { PLAIN_TICKET } from '../fakes/memory-helpdesk.ts';
import { memoryMeter } from '../fakes/memory-meter.ts';
import { memoryRouter } from '../fakes/memory-router.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { setClock } from '../fakes/set-clock.ts';
import { openToyHelpdesk, toyOptions } from './toy-helpdesk/toy-helpdesk.ts';

/** Every loop of a daemon with one router. */
const LOOPS = 8;

const toy = kind({ options: toyOptions, open: openToyHelpdesk });

/** The kinds of the product, a second helpdesk, and a router and a meter that need no wire. */
const kinds: Kinds = {
  router: {
    ...KINDS.router,
    memory: routerKind({
      options: z.strictObject({ identity: z.string() }),
      open: ({ identity }, { name }) => memoryRouter({ name, identity }),
      survey: null,
    }),
  },
  meter: {
    ...KINDS.meter,
    memory: kind({ options: z.strictObject({}), open: (_, deps: MeterDeps) => memoryMeter(deps.clock, deps.name) }),
  },
  helpdesk: { ...KINDS.helpdesk, toy },
};

let folder: string;
let daemon: Running | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'second-kind-'));
  mkdirSync(join(folder, 'calendar'));
  copyFileSync(shipped('calendar/2026.yaml'), join(folder, 'calendar/2026.yaml'));
});
afterEach(async () => {
  await daemon?.stop();
  daemon = undefined;
  rmSync(folder, { recursive: true });
});

/** The shipped example with the three blocks that name a kind replaced, and everything kept in the folder. */
function configured(wire: string, meter: string, helpdesk: string): string {
  const text = readFileSync(shipped('agent.example.yaml'), 'utf8')
    .replace(/^ {4}wire:\n(?: {6}.*\n)+/m, `    wire: ${wire}\n`)
    .replace(/^ {4}meter:\n(?: {6}.*\n)+/m, `    meter: ${meter}\n`)
    .replace(/^helpdesk:\n(?: {2}.*\n)+/m, `helpdesk: ${helpdesk}\n`)
    .replace(/^stateDir: .*$/m, 'stateDir: state')
    .replace(/^socket: .*$/m, 'socket: bwagent.sock')
    .replace(/^reports: .*$/m, 'reports: reports');
  writeFileSync(join(folder, 'agent.yaml'), text);
  return join(folder, 'agent.yaml');
}

function shipped(name: string): string {
  return new URL(`../../config/${name}`, import.meta.url).pathname;
}

describe('a second kind of helpdesk', () => {
  test('takes one line in the table: its ticket becomes a request, and its agency reads the progress', async () => {
    const file = join(folder, 'journal');
    const config = configured(
      '{ kind: memory, identity: core-kasongan }',
      '{ kind: memory }',
      `{ kind: toy, file: ${file} }`,
    );
    const clock = setClock();
    expect(problemsOf(config, kinds)).toEqual([]);
    const settings = loadSettings(config, kinds);
    const parts = openParts(settings, quietLog(), clock);
    daemon = await start(parts);
    expect(daemon.urls).toEqual([]);
    await clock.asleep(LOOPS);

    const agency = openToyHelpdesk(toyOptions.parse({ file }), { clock });
    const ticketId = agency.agencyFiles({ ...PLAIN_TICKET, openedAt: clock.now() });
    daemon.wake();
    await clock.pass(span(0));
    await clock.asleep(LOOPS);

    const [record] = parts.ledger.requestsOfTicket(ticketId);
    expect(record?.request).toMatchObject({ number: 'BW-2026-0001', ticketId, reason: PLAIN_TICKET.body });
    expect(agency.texts(ticketId).join('\n')).toContain('BW-2026-0001');
    expect(agency.status(ticketId)).toMatch(/\S/);
  });

  test('is checked and shown by settings as any other', () => {
    const config = configured('{ kind: memory, identity: core }', '{ kind: memory }', '{ kind: toy, file: /j }');
    const { helpdesk, routers } = loadSettings(config, kinds);
    expect(JSON.parse(JSON.stringify(helpdesk))).toEqual({ kind: 'toy', options: { file: '/j', page: 50 } });
    expect(JSON.parse(JSON.stringify(routers[0]?.wire))).toEqual({ kind: 'memory', options: { identity: 'core' } });
    expect(openPeers(loadSettings(config, kinds), quietLog()).map(({ name }) => name)).toEqual([
      'core-kasongan',
      'core-kasongan',
      'host',
    ]);
  });

  test('is unknown to the product’s own table', () => {
    const config = configured('{ kind: memory, identity: core }', '{ kind: memory }', '{ kind: toy, file: /j }');
    expect(problemsOf(config, KINDS)).toEqual([
      'agent.yaml:62:19 routers.0.wire.kind: Invalid input: expected "routeros"',
      'agent.yaml:63:20 routers.0.meter.kind: Invalid input: expected "snmp"',
      'agent.yaml:69:19 helpdesk.kind: Invalid input: expected "embedded"',
    ]);
  });
});

function problemsOf(config: string, known: Kinds): readonly string[] {
  try {
    loadSettings(config, known);
    return [];
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return String(error.facts['problems']).replaceAll(config, 'agent.yaml').split('\n');
  }
}
