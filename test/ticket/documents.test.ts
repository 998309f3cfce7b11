import { describe, expect, it } from 'vitest';
import { checklist } from '../../agent/ticket/documents.ts';
import type { DocumentKind } from '../../agent/ticket/ticket.ts';

const ALL: readonly DocumentKind[] = ['letter', 'technical-data', 'justification'];

describe('agent/ticket/documents', () => {
  it.each<[readonly DocumentKind[], readonly DocumentKind[], readonly DocumentKind[], readonly DocumentKind[]]>([
    [ALL, ALL, ALL, []],
    [ALL, [], [], ALL],
    [ALL, ['justification', 'letter', 'letter'], ['letter', 'justification'], ['technical-data']],
    [['letter'], ['justification'], [], ['letter']],
    [['letter', 'letter'], [], [], ['letter']],
    [[], ALL, [], []],
  ])('of %j with %j: given %j, missing %j', (required, handedIn, given, missing) => {
    expect(checklist(required, handedIn)).toEqual({ given, missing });
  });
});
