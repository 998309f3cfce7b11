import { BerReader, element, integer, oidArcs, oidContent, TAG } from './lab-snmp-ber.ts';
import type { SnmpTree } from './lab-snmp-tree.ts';

const TOO_BIG = 1;

interface Asked {
  readonly content: Buffer;
}

/**
 * Answers one request PDU: GET, GETNEXT and GETBULK as RFC 3416 §4.2 has them. An answer above `maxBytes` becomes
 * tooBig with an empty list, as RouterOS is reported to do. Undefined for PDUs the agent does not take. Throws BadBer.
 */
export function answerPdu(
  tree: SnmpTree,
  pdu: { readonly tag: number; readonly content: Buffer },
  maxBytes: number,
): Buffer | undefined {
  const reader = new BerReader(pdu.content);
  const id = reader.integer();
  const second = reader.integer();
  const third = reader.integer();
  const asked = readAsked(reader.inside(TAG.sequence));
  const found = bindingsOf(tree, pdu.tag, asked, second, third);
  if (!found) return undefined;
  const answer = response(id, 0, found);
  return answer.length > maxBytes ? response(id, TOO_BIG, []) : answer;
}

function readAsked(list: BerReader): Asked[] {
  const asked: Asked[] = [];
  while (list.more) asked.push({ content: list.inside(TAG.sequence).next(TAG.oid).content });
  return asked;
}

function bindingsOf(
  tree: SnmpTree,
  tag: number,
  asked: readonly Asked[],
  nonRepeaters: number,
  repetitions: number,
): readonly Buffer[] | undefined {
  if (tag === TAG.get) return asked.map(({ content }) => exact(tree, content));
  if (tag === TAG.getNext) return asked.map(({ content }) => next(tree, content).binding);
  if (tag === TAG.getBulk) return bulk(tree, asked, Math.max(0, nonRepeaters), Math.max(0, repetitions));
  return undefined;
}

function exact(tree: SnmpTree, content: Buffer): Buffer {
  return binding(content, tree.get(content)?.read() ?? element(TAG.noSuchInstance));
}

function next(tree: SnmpTree, content: Buffer): { binding: Buffer; content: Buffer } {
  const found = tree.after(oidArcs(content));
  if (!found) return { binding: binding(content, element(TAG.endOfMibView)), content };
  return { binding: binding(found.content, found.read()), content: found.content };
}

/** Row by row: every repeater advances once per repetition. */
function bulk(tree: SnmpTree, asked: readonly Asked[], nonRepeaters: number, repetitions: number): readonly Buffer[] {
  const out = asked.slice(0, nonRepeaters).map(({ content }) => next(tree, content).binding);
  let cursors = asked.slice(nonRepeaters).map(({ content }) => content);
  for (let round = 0; round < repetitions && cursors.length > 0; round += 1) {
    const step = cursors.map((content) => next(tree, content));
    out.push(...step.map((one) => one.binding));
    if (step.every((one, place) => one.content === cursors[place])) break;
    cursors = step.map((one) => one.content);
  }
  return out;
}

const binding = (content: Buffer, value: Buffer): Buffer => element(TAG.sequence, element(TAG.oid, content), value);

function response(id: number, status: number, bindings: readonly Buffer[]): Buffer {
  return element(TAG.response, integer(id), integer(status), integer(0), element(TAG.sequence, ...bindings));
}

/** A Report PDU with one counter (RFC 3414 §3.2). */
export function reportPdu(id: number, oid: readonly number[], counter: Buffer): Buffer {
  return element(
    TAG.report,
    integer(id),
    integer(0),
    integer(0),
    element(TAG.sequence, binding(oidContent(oid), counter)),
  );
}
