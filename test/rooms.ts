/** A room: a folder, or a file that is a room of its own. The longest match wins. Own room is always allowed. */
export interface Room {
  /** Rooms it may import. */
  readonly may: readonly string[];
  /** Rooms it may import with `import type` only. */
  readonly types?: readonly string[];
  /** Packages and node: modules, each with its subpaths. */
  readonly npm?: readonly string[];
}

/**
 * Who may know whom. A row, or a permission, that nothing uses fails the test: the table says what is, not what could
 * be.
 */
export const rooms: Readonly<Record<string, Room>> = {
  'agent/domain': { may: [], npm: ['temporal-polyfill', 'ipaddr.js', 'node:crypto'] }, // nouns, units, arithmetic
  'agent/ticket': { may: ['agent/domain'] }, // SOP 1-2: what a ticket says
  'agent/admission/check': { may: ['agent/domain'] }, // SOP 5: is it enough; numbers in, decision with evidence out
  // when demand passes what is contracted
  'agent/admission/forecast': { may: ['agent/admission/check', 'agent/domain'] },
  // which lines could give back, and whether a grant was used
  'agent/admission/reclaim': { may: ['agent/admission/check', 'agent/admission/forecast', 'agent/domain'] },
  'agent/shaping': { may: ['agent/domain'] }, // SOP 6: from an allocation to router words and back
  'agent/workflow': { may: ['agent/domain'], types: ['agent/admission/check'] }, // SOP 1-8 as one pure function
  'agent/texts': { may: ['agent/domain', 'agent/ticket', 'agent/workflow'] }, // codes -> sentences, Indonesian first
  // the sockets in the wall
  'agent/ports': {
    may: [],
    types: [
      'agent/admission/check',
      'agent/admission/reclaim',
      'agent/domain',
      'agent/shaping',
      'agent/ticket',
      'agent/workflow',
    ],
  },
  'agent/ports/router.ts': { may: [], types: ['agent/shaping', 'agent/ports'] }, // only loops hold a Router
  // only loops hold a Helpdesk
  'agent/ports/helpdesk.ts': { may: [], types: ['agent/domain', 'agent/ticket', 'agent/ports'] },
  'agent/ports/meter.ts': { may: [], types: ['agent/domain', 'agent/ports'] }, // only loops read counters
  // SOP 5: the inputs of one check gathered from ledger and samples, and its answer
  'agent/assessment': {
    may: ['agent/admission/check', 'agent/admission/reclaim', 'agent/domain'],
    types: ['agent/ports', 'agent/shaping'],
  },
  // SOP 6: what should stand on a router, what refuses a write, what makes it wait
  'agent/planning': {
    may: ['agent/admission/check', 'agent/assessment', 'agent/domain', 'agent/shaping', 'agent/workflow'],
    types: ['agent/ports'],
  },
  // what can be seen; reads, never writes
  'agent/views': {
    may: [
      'agent/admission/check',
      'agent/admission/forecast',
      'agent/admission/reclaim',
      'agent/assessment',
      'agent/domain',
      'agent/planning',
      'agent/shaping',
      'agent/workflow',
    ],
    types: ['agent/ports'],
  },
  // a period as cells, each with its value and as it is shown
  'agent/report': {
    may: ['agent/admission/check', 'agent/assessment', 'agent/domain', 'agent/texts', 'agent/views', 'agent/workflow'],
    npm: ['echarts', 'csv-stringify', 'eta'],
  },
  // one case, one transaction; no network: folders that stand on each other
  // what every act needs: the desk, who may order, the table of orders
  'agent/desk/act': {
    may: ['agent/domain', 'agent/ticket'],
    types: ['agent/assessment', 'agent/planning', 'agent/ports', 'agent/shaping', 'agent/workflow'],
  },
  // agencies, lines, contracts, delegations, reports
  'agent/desk/base-data': {
    may: ['agent/admission/check', 'agent/assessment', 'agent/desk/act', 'agent/domain', 'agent/planning'],
    types: ['agent/ports'],
  },
  // SOP 1-8 on one request
  'agent/desk/request': {
    may: [
      'agent/admission/check',
      'agent/admission/reclaim',
      'agent/assessment',
      'agent/desk/act',
      'agent/domain',
      'agent/planning',
      'agent/shaping',
      'agent/ticket',
      'agent/workflow',
    ],
    types: ['agent/ports'],
  },
  // SOP 6, plans and drift
  'agent/desk/router': {
    may: [
      'agent/admission/check',
      'agent/assessment',
      'agent/desk/act',
      'agent/desk/base-data',
      'agent/desk/request',
      'agent/domain',
      'agent/planning',
      'agent/shaping',
      'agent/workflow',
    ],
    types: ['agent/ports'],
  },
  // one order, dispatched to its act
  'agent/desk': {
    may: ['agent/assessment', 'agent/desk/base-data', 'agent/desk/request', 'agent/desk/router', 'agent/domain'],
    types: ['agent/desk/act', 'agent/ports'],
  },
  // all cases, again and again; network, no decision
  'agent/loops': {
    may: [
      'agent/desk/act',
      'agent/desk/base-data',
      'agent/desk/request',
      'agent/desk/router',
      'agent/domain',
      'agent/report',
      'agent/shaping',
      'agent/texts',
      'agent/workflow',
    ],
    types: ['agent/ports', 'agent/ports/helpdesk.ts', 'agent/ports/meter.ts', 'agent/ports/router.ts'],
  },
  // the day before there is a configuration: a router's tables become a proposal and files
  'agent/init': {
    may: ['agent/domain', 'agent/shaping', 'agent/texts'],
    types: ['agent/ports'],
    npm: ['csv-stringify', 'yaml', 'node:fs', 'node:path'],
  },
  // YAML -> domain values, and what opens each adapter; opens none itself
  'agent/settings': {
    may: ['agent/domain'],
    types: ['agent/ports', 'agent/ports/helpdesk.ts', 'agent/ports/meter.ts', 'agent/ports/router.ts'],
    npm: ['yaml', 'zod', 'node:fs', 'node:path'],
  },
  // Questions and Orders over the Unix socket
  'agent/api': {
    may: ['agent/domain'],
    types: ['agent/desk/act', 'agent/ports', 'agent/views'],
    npm: ['zod', 'node:net', 'node:http', '@fastify/rate-limit', 'fastify', 'node:fs'],
  },
  // thin clients, a folder per family
  // what every command needs: the terminal, the client, the words of options
  'agent/commands/terminal': {
    may: ['agent/domain', 'agent/texts'],
    types: ['agent/desk/act', 'agent/init', 'agent/views'],
    npm: ['node:http', 'node:net', 'commander'],
  },
  // a request, its numbers and its decisions
  'agent/commands/request': {
    may: ['agent/commands/terminal', 'agent/domain', 'agent/texts'],
    types: ['agent/desk/act', 'agent/planning', 'agent/ports', 'agent/views'],
    npm: ['commander'],
  },
  // uplinks, queues, drift, what-if, forecast, reclaim
  'agent/commands/network': {
    may: ['agent/commands/request', 'agent/commands/terminal', 'agent/domain', 'agent/texts'],
    types: ['agent/desk/act', 'agent/views'],
    npm: ['commander'],
  },
  // lines without a ticket
  'agent/commands/line': {
    may: ['agent/commands/terminal', 'agent/domain'],
    types: ['agent/desk/act'],
    npm: ['commander'],
  },
  // base data, adoption, papers, audit
  'agent/commands/office': {
    may: ['agent/commands/terminal', 'agent/domain', 'agent/texts'],
    types: ['agent/desk/act', 'agent/planning'],
    npm: ['csv-parse', 'read-excel-file', 'commander', 'node:path'],
  },
  // status, doctor, init
  'agent/commands/service': {
    may: ['agent/commands/network', 'agent/commands/terminal', 'agent/domain', 'agent/texts'],
    types: ['agent/init', 'agent/views'],
    npm: ['node:path', 'commander'],
  },
  // the program: every command there is
  'agent/commands': {
    may: [
      'agent/commands/line',
      'agent/commands/network',
      'agent/commands/office',
      'agent/commands/request',
      'agent/commands/service',
      'agent/commands/terminal',
      'agent/domain',
    ],
    npm: ['commander'],
  },
  // starts and stops
  'agent/daemon': {
    may: [
      'agent/api',
      'agent/assessment',
      'agent/desk',
      'agent/desk/act',
      'agent/desk/base-data',
      'agent/domain',
      'agent/loops',
      'agent/views',
    ],
    types: ['agent/ports', 'agent/ports/helpdesk.ts', 'agent/ports/meter.ts', 'agent/ports/router.ts'],
    npm: ['pino', 'node-cron', 'close-with-grace'],
  },
  // the only file that sees adapters
  'agent/compose.ts': {
    may: [
      'agent/domain',
      'agent/settings',
      'agent/daemon',
      'agent/package-root.ts',
      'adapters/router/routeros',
      'adapters/router/dry-run',
      'adapters/meter/snmp',
      'adapters/ledger/sqlite',
      'adapters/samples/sqlite',
      'adapters/helpdesk/embedded',
      'adapters/printer/folder',
      'adapters/host/linux',
      'adapters/clock/system',
    ],
    types: ['agent/ports', 'agent/ports/helpdesk.ts', 'agent/ports/router.ts'],
    npm: ['node:fs', 'node:path'],
  },
  // where our package lies, and its version
  'agent/package-root.ts': { may: [], npm: ['node:fs', 'node:path', 'node:url'] },
  // what `run`, `config` and `doctor` start; loaded only by them
  'agent/service.ts': { may: ['agent/domain', 'agent/settings', 'agent/views', 'agent/daemon', 'agent/compose.ts'] },
  // what `init` starts; loaded only by it
  'agent/init-service.ts': {
    may: ['agent/domain', 'agent/settings', 'agent/daemon', 'agent/init', 'agent/compose.ts', 'agent/package-root.ts'],
    npm: ['node:path'],
  },
  // bin
  'agent/main.ts': {
    may: [
      'agent/commands',
      'agent/commands/terminal',
      'agent/init-service.ts',
      'agent/package-root.ts',
      'agent/service.ts',
      'agent/settings',
    ],
    npm: ['node:fs', 'node:tty', '@inquirer/prompts'],
  },
  // how we open SQLite; shared by three adapters
  'adapters/sqlite': { may: ['agent/domain'], npm: ['better-sqlite3', 'node:fs', 'node:path'] },
  'adapters/router/routeros': {
    may: ['agent/domain', 'agent/shaping'],
    types: ['agent/ports', 'agent/ports/router.ts'],
    npm: ['node-routeros', 'zod', 'node:fs', 'node:module', 'node:net'],
  },
  'adapters/router/dry-run': { may: ['agent/domain', 'agent/shaping'], types: ['agent/ports/router.ts'] },
  'adapters/meter/snmp': {
    may: ['agent/domain'],
    types: ['agent/ports', 'agent/ports/meter.ts'],
    npm: ['net-snmp', 'zod', 'node:dgram', 'node:events'],
  },
  'adapters/ledger/sqlite': {
    may: ['agent/domain', 'agent/ticket', 'adapters/sqlite'],
    types: ['agent/shaping', 'agent/workflow', 'agent/ports'],
  },
  'adapters/samples/sqlite': { may: ['agent/domain', 'adapters/sqlite'], types: ['agent/ports'] },
  'adapters/helpdesk/embedded': {
    may: ['agent/domain', 'agent/ticket', 'adapters/sqlite'],
    types: ['agent/ports', 'agent/ports/helpdesk.ts'],
    npm: [
      'fastify',
      '@fastify/formbody',
      '@fastify/helmet',
      '@fastify/rate-limit',
      'eta',
      'zod',
      'node:crypto',
      'node:fs',
      'node:net',
      'node:path',
    ],
  },
  'adapters/printer/folder': {
    may: ['agent/domain'],
    types: ['agent/ports'],
    npm: ['node:crypto', 'node:fs', 'node:path'],
  },
  'adapters/host/linux': { may: ['agent/domain'], types: ['agent/ports'], npm: ['koffi', 'node:fs', 'node:path'] },
  'adapters/clock/system': { may: ['agent/domain'], types: ['agent/ports'], npm: ['node:timers'] },
};

/** Packages that speak to something outside: each belongs to exactly one room. */
export const drivers: readonly string[] = [
  'node-routeros',
  'net-snmp',
  'better-sqlite3',
  'koffi',
  'node-cron',
  'pino',
  'commander',
];

/** Words that reach around the ports, and the only places (rooms, folders, files) that may say them. */
export const guardedWords: readonly GuardedWord[] = [
  { word: 'process.exit', pattern: /\bprocess\.exit\s*\(/, places: ['agent/main.ts'] },
  {
    word: 'the wall clock',
    pattern: /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bprocess\.hrtime\b|\bTemporal\.Now\b/,
    places: ['adapters/clock/system', 'agent/daemon', 'agent/main.ts'],
  },
  {
    word: 'a timer',
    pattern: /(?<![.\w])(?:globalThis\.)?(?:setTimeout|setInterval|setImmediate)\b/,
    places: [
      'adapters/clock/system',
      'agent/daemon',
      'agent/main.ts',
      'adapters/router/routeros',
      'adapters/meter/snmp',
    ],
  },
  {
    word: 'the environment',
    pattern: /\bprocess\.env\b|\bprocess\[['"]env/,
    places: [
      'agent/settings/load-settings.ts',
      'agent/daemon',
      'agent/commands/terminal/screen.ts',
      'agent/main.ts',
      'adapters/host/linux',
    ],
  },
  {
    word: 'console',
    pattern: /\bconsole\./,
    places: ['agent/daemon', 'agent/commands/terminal/screen.ts', 'agent/main.ts'],
  },
];

export interface GuardedWord {
  readonly word: string;
  readonly pattern: RegExp;
  readonly places: readonly string[];
}
