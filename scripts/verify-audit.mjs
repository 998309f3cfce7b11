#!/usr/bin/env node
/* oxlint-disable typescript/no-unsafe-assignment, typescript/no-unsafe-member-access, typescript/no-unsafe-call, typescript/no-unsafe-argument, typescript/no-unsafe-return -- plain JavaScript on purpose */
// Checks an audit log without the agent, its database and its packages: SHA-256 and JSON only, to be read by an auditor in one sitting.
import { createHash } from 'node:crypto';

const USAGE = `Usage: bwagent audit export | node verify-audit.mjs [--after SEQ:HASH] [--anchor SEQ:HASH]...
  stdin            one entry a line: {"act":..,"actor":..,"at":..,"facts":..,"hash":..,"prev":..,"request":..,"seq":..}
  --after          what came before the first entry, when the log does not begin at 1
  --anchor         a head noted elsewhere (report, ticket, mail); 16 or more hex digits of it. Shows a cut or rewritten log.
Each hash is SHA-256 of the entry without "hash" as JSON: keys sorted, no spaces; each prev is the hash before, the first is 64 zeros.
Exit: 0 whole, 1 broken or nothing to check, 2 usage.`;

function usage() {
  console.error(USAGE);
  process.exit(2);
}

function point(text) {
  const found = /^(\d{1,15}):([0-9a-f]{16,64})$/.exec(text ?? '');
  return found === null ? usage() : { seq: Number(found[1]), hash: found[2] };
}

let last = { seq: 0, hash: '0'.repeat(64) };
const anchors = [];
for (let args = process.argv.slice(2); args.length > 0; args = args.slice(2)) {
  if (args[0] === '--after') last = point(args[1]);
  else if (args[0] === '--anchor') anchors.push(point(args[1]));
  else usage();
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
}

function broken(why) {
  console.log(`BROKEN at entry ${last.seq + 1}: ${why}`);
  process.exit(1);
}

let count = 0;
function take(line) {
  let entry;
  try {
    entry = JSON.parse(line);
  } catch {
    return broken('not JSON');
  }
  // Text that means the same but is written otherwise could show a reader something else: a key twice, for one.
  if (canonical(entry) !== line) return broken('not in canonical form');
  if (Object.keys(entry ?? {}).join() !== 'act,actor,at,facts,hash,prev,request,seq') return broken('other fields than an entry has');
  const { hash, ...rest } = entry;
  if (entry.seq !== last.seq + 1) return broken(`its number is ${entry.seq}`);
  if (entry.prev !== last.hash) return broken('it does not follow the entry before');
  if (createHash('sha256').update(canonical(rest), 'utf8').digest('hex') !== hash) return broken('its content does not give its hash');
  for (const anchor of anchors) {
    if (anchor.seq === entry.seq && !hash.startsWith(anchor.hash)) return broken(`not the entry that was noted, ${anchor.hash}`);
  }
  last = { seq: entry.seq, hash };
  count += 1;
}

// Not by readline, which also ends a line at U+2028.
let rest = '';
for await (const chunk of process.stdin.setEncoding('utf8')) {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop();
  for (const line of lines) take(line);
}
if (rest !== '') take(rest);
const beyond = anchors.filter((anchor) => anchor.seq > last.seq || anchor.seq <= last.seq - count);
if (beyond.length > 0) broken(`entry ${beyond[0].seq} was noted elsewhere and is not here`);
if (count === 0) broken('there is none');
console.log(`WHOLE: ${count} entries, head ${last.seq}:${last.hash}`);
