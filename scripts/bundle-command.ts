// Makes dist/agent/main.js one file, so that a call of `bwagent` opens one file and not three hundred. Part of
// `npm run build`, after the compiler.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import manifest from '../package.json' with { type: 'json' };

const AGENT = fileURLToPath(new URL('../dist/agent', import.meta.url));

/** Packages that every call needs. All others stay in node_modules and are loaded by the command that asks. */
const INSIDE = ['commander'];

/**
 * Compiled files that stay files of their own: the daemon and `init`, loaded only when asked, and what they share with
 * the commands by identity. A second class Fault would make `instanceof` say no to a fault of the daemon.
 */
const OUTSIDE = ['service.js', 'init-service.js', 'domain/fault.js'].map((file) => `${AGENT}/${file}`);

await build({
  entryPoints: [`${AGENT}/main.js`],
  outfile: `${AGENT}/main.js`,
  allowOverwrite: true,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  // Without comments and spaces, which every call would read again. A stack still names functions as they are written;
  // `node --enable-source-maps` shows the lines of agent/.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 160,
  sourcemap: true,
  external: [...OUTSIDE, ...Object.keys(manifest.dependencies).filter((name) => !INSIDE.includes(name))],
  // commander is CommonJS: its `require` of Node's own modules needs one in an ES module.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  logLevel: 'warning',
});
