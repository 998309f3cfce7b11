import type { DocumentCode } from '../domain/request.ts';
import { releaseHeld, type MoveContext, type Moved, type Moves, notify, to } from './moved.ts';
import type { StageQuestion, Stage, StageName } from './stage.ts';

type ReceiveEvent =
  | 'questioned'
  | 'suspected-duplicate'
  | 'triaged'
  | 'documents-given'
  | 'documents-overdue'
  | 'corrected'
  | 'linked-duplicate'
  | 'found-original'
  | 'redirected'
  | 'disposed'
  | 'examined';

const CORRECTABLE: ReadonlySet<StageName> = new Set([
  'received',
  'needs-clarification',
  'awaiting-documents',
  'possible-duplicate',
]);
const BEFORE_CHECK: ReadonlySet<StageName> = new Set([...CORRECTABLE, 'awaiting-disposition', 'disposed', 'examined']);

/** Returns whether the content of a request in this stage may still be corrected. */
export function isCorrectable(stage: Stage): boolean {
  return CORRECTABLE.has(stage.at);
}

/**
 * Rows of the SOP state machine (see `move`) for SOP steps 1 to 4: received, documents completed, prioritised,
 * disposed, examined.
 */
export const receiveMoves: Moves<ReceiveEvent> = {
  questioned: (stage, event) => (stage.at === 'received' ? ask(event.questions) : undefined),

  'suspected-duplicate': (stage, event) =>
    stage.at === 'received' ? to({ at: 'possible-duplicate', of: event.of }) : undefined,

  triaged: (stage, event, context) => {
    if (stage.at !== 'received' && stage.at !== 'awaiting-documents') return undefined;
    const prioritise = { do: 'prioritise', impact: event.impact, urgency: event.urgency } as const;
    if (context.request.kind === 'incident') return to({ at: 'handling' }, prioritise);
    if (event.missing.length > 0) return awaitDocuments(context, event.missing, prioritise);
    return to(forwarded(context), prioritise);
  },

  'documents-given': (stage, event, context) => {
    const documents = { do: 'documents', given: event.documents } as const;
    if (stage.at !== 'awaiting-documents') return BEFORE_CHECK.has(stage.at) ? to(stage, documents) : undefined;
    const missing = stage.missing.filter((m) => !event.documents.includes(m));
    if (missing.length > 0) return to({ ...stage, missing }, documents);
    return to(context.request.priority === null ? { at: 'received', outside: false } : forwarded(context), documents);
  },

  'documents-overdue': (stage) => {
    if (stage.at !== 'awaiting-documents' || stage.overdue) return undefined;
    return to(
      { ...stage, overdue: true },
      notify('division-head/propose-rejection', { missing: stage.missing.join(',') }),
    );
  },

  corrected: (stage, event, context) => {
    if (!isCorrectable(stage)) return undefined;
    if (event.questions.length > 0) return ask(event.questions);
    return to({ at: 'received', outside: context.request.line === null && context.request.kind === 'request' });
  },

  'linked-duplicate': (stage, event) => {
    if (!BEFORE_CHECK.has(stage.at)) return undefined;
    return to({ at: 'duplicate', of: event.of }, notify('agency/duplicate', { of: event.of }));
  },

  'found-original': (stage) => (stage.at === 'possible-duplicate' ? to({ at: 'received', outside: false }) : undefined),

  redirected: (stage, event) => {
    if (!BEFORE_CHECK.has(stage.at) && stage.at !== 'assessed') return undefined;
    return to(
      { at: 'redirected', service: event.service },
      ...releaseHeld(stage),
      notify('agency/redirected', { service: event.service }),
    );
  },

  disposed: (stage) => (stage.at === 'awaiting-disposition' ? to({ at: 'disposed' }) : undefined),

  examined: (stage, event, context) => {
    if (stage.at !== 'disposed') return undefined;
    if (event.missing.length > 0) return awaitDocuments(context, event.missing);
    return to({ at: 'examined' }, notify('agency/under-examination'));
  },
};

/** Next stage: disposition by the department head (SOP step 3) if the profile asks for it, else the division head. */
function forwarded({ profile, request }: MoveContext): Stage {
  const skips = profile.disposition === 'letters' && request.channel !== 'letter';
  return skips ? { at: 'disposed' } : { at: 'awaiting-disposition' };
}

function ask(questions: readonly StageQuestion[]): Moved {
  const first = questions[0];
  const mismatch = questions.find((q) => q.code === 'target-of-other-agency');
  const effects = [
    notify(
      'agency/clarification-wanted',
      { questions: JSON.stringify(questions), count: questions.length },
      'correction',
    ),
  ];
  if (first !== undefined && mismatch !== undefined) effects.push(notify('specialist/mismatch', mismatch.facts));
  return to({ at: 'needs-clarification', questions }, ...effects);
}

function awaitDocuments(context: MoveContext, missing: readonly DocumentCode[], ...effects: Moved['effects']): Moved {
  const wanted = notify(
    'agency/documents-wanted',
    { missing: missing.join(','), until: context.documentsDue },
    'documents',
  );
  return to({ at: 'awaiting-documents', missing, until: context.documentsDue, overdue: false }, ...effects, wanted);
}
