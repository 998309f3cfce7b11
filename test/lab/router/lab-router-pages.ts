import { localParts } from '../lab-calendar.ts';
import { QUEUE_TYPES } from './lab-queue-table.ts';
import type { ApiRow } from './lab-api-query.ts';
import type { RouterFacts } from './lab-router-facts.ts';
import type { Plant } from '../plant.ts';

type Page = (plant: Plant, facts: RouterFacts) => readonly ApiRow[];

const row = (record: Readonly<Record<string, string>>): ApiRow => new Map(Object.entries(record));

/** `5w5d3h` as RouterOS writes a time since boot. */
function span(seconds: number): string {
  const units: readonly [string, number][] = [
    ['w', 604_800],
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
    ['s', 1],
  ];
  let rest = seconds;
  const parts = units.map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? `${count}${unit}` : '';
  });
  return parts.join('') || '0s';
}

const two = (number: number): string => String(number).padStart(2, '0');

function clockRow(plant: Plant): ApiRow {
  const { day, hour, minute } = localParts(plant.clock.now());
  const second = two(Math.floor(plant.clock.now() / 1000) % 60);
  return row({
    time: `${two(hour)}:${two(minute)}:${second}`,
    date: day,
    'time-zone-name': 'Asia/Pontianak',
    'gmt-offset': '+07:00',
  });
}

function filterRows(facts: RouterFacts): readonly ApiRow[] {
  const accept = row({
    '.id': '*1',
    chain: 'forward',
    action: 'accept',
    'connection-state': 'established,related',
    invalid: 'false',
    dynamic: 'false',
    disabled: 'false',
  });
  if (facts.fasttrack === 'none') return [accept];
  const disabled = String(facts.fasttrack === 'disabled');
  const rule = { chain: 'forward', action: 'fasttrack-connection', 'connection-state': 'established,related' };
  return [row({ '.id': '*2', ...rule, 'hw-offload': 'true', invalid: 'false', dynamic: 'false', disabled }), accept];
}

/** What the office keeps in address lists. */
const LISTS: readonly Readonly<Record<string, string>>[] = [
  { list: 'MANAJEMEN', address: '10.62.254.0/24', comment: 'perangkat jaringan' },
  { list: 'MANAJEMEN', address: '10.62.255.0/24' },
  { list: 'BLOKIR', address: '198.51.100.77', comment: 'pemindai' },
];

/** Menus that are only read, each with what `print` shows (table). */
export const PAGES: Readonly<Record<string, Page>> = {
  '/system/identity': (_, facts) => [row({ name: facts.identity })],
  '/system/resource': (plant, facts) => [
    row({
      uptime: span(Math.floor((plant.clock.now() - plant.bootedAt) / 1000)),
      version: `${facts.version} (stable)`,
      'free-memory': '3900000000',
      'total-memory': '4294967296',
      cpu: 'ARM64',
      'cpu-count': '4',
      'cpu-load': '7',
      'architecture-name': 'arm64',
      'board-name': facts.board,
      platform: 'MikroTik',
    }),
  ],
  '/system/routerboard': (_, facts) => [
    row({
      routerboard: 'true',
      model: facts.board,
      'serial-number': facts.serial,
      'current-firmware': facts.version,
      'upgrade-firmware': facts.version,
    }),
  ],
  '/system/clock': (plant) => [clockRow(plant)],
  '/queue/type': (_, facts) =>
    QUEUE_TYPES.map((name, place) => {
      const pcq = {
        kind: 'pcq',
        'pcq-rate': facts.pcqRates[name] ?? '0',
        'pcq-classifier': name.includes('upload') ? 'src-address' : 'dst-address',
      };
      const kind = name.startsWith('pcq') ? pcq : { kind: name.startsWith('wireless') ? 'sfq' : 'pfifo' };
      return row({ '.id': `*${place.toString(16).toUpperCase()}`, name, default: 'true', ...kind });
    }),
  '/system/history': (plant) => plant.history.rows,
  '/queue/tree': () => [],
  '/interface/bridge/settings': (_, facts) => [
    row({
      'use-ip-firewall': String(facts.bridge.useIpFirewall),
      'use-ip-firewall-for-vlan': 'false',
      'allow-fast-path': 'true',
    }),
  ],
  '/interface/bridge/port': (_, facts) =>
    Array.from({ length: facts.bridge.ports }, (_port, place) =>
      row({
        '.id': `*${place.toString(16).toUpperCase()}`,
        interface: `ether${place + 1}`,
        bridge: 'bridge1',
        disabled: 'false',
      }),
    ),
  '/interface': (plant) =>
    plant.interfaces.ports
      .filter((port) => !port.ghost)
      .map((port) =>
        row({
          '.id': `*${port.index.toString(16).toUpperCase()}`,
          name: port.name,
          type: 'ether',
          running: String(port.up),
          disabled: 'false',
          ...(port.alias === '' ? {} : { comment: port.alias }),
        }),
      ),
  '/ip/address': (plant) => [
    ...plant.scenario.uplinks.map((uplink, place) =>
      row({
        '.id': `*${place + 1}`,
        address: uplink.publicAddress,
        interface: uplink.interface,
        disabled: 'false',
        dynamic: 'false',
      }),
    ),
    ...plant.scenario.agencies.map((agency, place) =>
      row({
        '.id': `*${(place + 10).toString(16).toUpperCase()}`,
        address: `${agency.gateway}/24`,
        interface: `vlan${agency.vlan}-${agency.code}`,
        disabled: 'false',
        dynamic: 'false',
      }),
    ),
  ],
  '/ip/firewall/filter': (_, facts) => filterRows(facts),
  '/ip/firewall/mangle': () => [],
  '/ip/firewall/address-list': () =>
    LISTS.map((entry, place) => row({ '.id': `*${place + 1}`, ...entry, dynamic: 'false', disabled: 'false' })),
  '/ppp/active': () => [],
  '/ip/dhcp-server/lease': () => [],
};
