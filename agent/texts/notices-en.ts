// (table)
import type { NoticeKind } from '../workflow/notice.ts';
import type { NoticeWords } from './notices-id.ts';

const FOLLOW = '\n\nProgress can be followed at {url} under ticket {number}.';

/** Subject and text of every notice in English. */
export const NOTICES_EN: Readonly<Record<NoticeKind, NoticeWords>> = {
  'agency/received': {
    subject: 'Request {number} received',
    text: `The request of {agency} was received on {received|moment} and registered as {number}.${FOLLOW}`,
  },
  'agency/documents-wanted': {
    subject: 'Documents wanted for {number}',
    text:
      'The file of {number} is incomplete. Please supply: {missing|documents}, by {until|moment}. The service ' +
      'clock stands until then; without them the request will be proposed for closure.',
  },
  'agency/clarification-wanted': {
    subject: 'Please clarify {number}',
    text:
      'Some data of request {number} must be confirmed:\n{questions|questions}\n\nNothing is applied before the ' +
      'data agree.',
  },
  'agency/under-examination': {
    subject: 'Request {number} under examination',
    text: 'Request {number} was routed and is under examination; the availability check follows.',
  },
  'agency/deferred': {
    subject: 'Request {number} postponed',
    text:
      'As checked on {at|moment}, bandwidth is not sufficient for {number} ({fromDown|mbps} to {wantedDown|mbps} ' +
      'Mbps). Implementation is postponed until capacity is added. You stay on the waiting list and are ' +
      're-checked automatically.' +
      FOLLOW,
  },
  'agency/partial-offer': {
    subject: 'Partial offer for {number}',
    text:
      'Capacity allows {fromDown|mbps} to {down|mbps} of the {wantedDown|mbps} Mbps asked. Please answer (accept, ' +
      'wait for all, cancel) by {until|moment}. If accepted, the rest stays on the waiting list.',
  },
  'agency/scheduled': {
    subject: 'Request {number} approved and scheduled',
    text:
      'Request {number} is approved: {wantedDown|mbps} Mbps from {from|moment} until {until|moment}. It begins and ' +
      'ends automatically.',
  },
  'agency/active': {
    subject: 'Addition {number} is active',
    text:
      'The addition for {agency} is active since {at|moment}: download {fromDown|mbps} to {down|mbps} Mbps, upload ' +
      '{fromUp|mbps} to {up|mbps} Mbps. Please test it and tell us. Without an answer the ticket closes after 2 ' +
      'working days.',
  },
  'agency/rejected': {
    subject: 'Request {number} cannot be granted',
    text: 'Request {number} cannot be granted because: {reason}. Advice: {advice}.',
  },
  'agency/duplicate': {
    subject: 'Request {number} linked',
    text:
      'The request received on {received|moment} is the same as one on record and was linked to it. Handling ' +
      'follows the earlier one.',
  },
  'agency/redirected': {
    subject: 'Request {number} redirected',
    text:
      'The site {agency} is not connected to the intra network managed at the core, so bandwidth cannot be added ' +
      'through this service. The request was forwarded to {service}.',
  },
  'agency/expiring': {
    subject: 'Temporary allocation {number} is ending',
    text: 'Temporary allocation {number} ends on {until|moment} and returns to {fromDown|mbps} Mbps.',
  },
  'agency/returned': {
    subject: 'Temporary allocation {number} ended',
    text: 'The temporary period of {number} is over; {agency} was returned to {down|mbps} Mbps at {at|moment}.',
  },
  'agency/cancelled': {
    subject: 'Request {number} cancelled',
    text: 'As {agency} asked, request {number} is cancelled and removed from the waiting list.',
  },
  'agency/lapsed': {
    subject: 'Request {number} has ended',
    text:
      'The time asked for in {number}, {windowFrom|moment} to {windowUntil|moment}, went by before it could be ' +
      'applied. The request has ended and the allocation of {agency} is unchanged. If it is still needed, please ' +
      'file a new request for a new time.',
  },
  'agency/restored': {
    subject: 'Disturbance {number} restored',
    text:
      'Disturbance {number} was restored at {until|moment}. Cause: {cause}. The allocation of {agency} is again ' +
      '{fromDown|mbps} Mbps as recorded.',
  },
  'agency/closed': {
    subject: 'Service {number} complete',
    text: 'Service {number} is complete and was closed on {at|moment}. Thank you.',
  },
  'division-head/not-enough': {
    subject: 'Bandwidth not sufficient: {number}',
    text:
      'For the request of {agency} ({number}) bandwidth is not sufficient. Capacity of {bound}: {capacity|mbps} ' +
      'Mbps; busy-hour p95 {busy|mbps}; addition {addition|mbps}, which makes {demand|mbps} against a limit of ' +
      '{limit|mbps} Mbps. Implementation is postponed. Options: (1) partial grant of {offerDown|mbps} Mbps; (2) ' +
      'review of low-use allocations; (3) at least {missing|mbps} Mbps more above the limit. Your direction is ' +
      'requested.',
  },
  'division-head/enough': {
    subject: 'Bandwidth sufficient: {number}',
    text:
      'The check for {agency} ({number}), {fromDown|mbps} to {wantedDown|mbps} Mbps, says enough. Capacity is held ' +
      'for it. Please decide.',
  },
  'division-head/not-recommended': {
    subject: 'Addition not recommended: {number}',
    text:
      'The measured use of {agency} is far below its allocation. {number} is not recommended; check the ' +
      "requester's local network. The decision stays with you.",
  },
  'division-head/addition-report': {
    subject: 'Report of addition {number}',
    text:
      'The allocation of {agency} was raised from {fromDown|mbps} to {down|mbps} Mbps at {at|moment}. Queue ' +
      '{queue}; read-back agrees; base data updated.',
  },
  'division-head/incident-report': {
    subject: 'Report of disturbance {number}',
    text: 'Disturbance {number} at {agency}: start {from|moment}, restored {until|moment}; cause: {cause}.',
  },
  'division-head/deferral-aged': {
    subject: 'Deferral {number}: {days} days',
    text: 'The request of {agency} ({number}) has been deferred for {days} days. Your direction is requested.',
  },
  'division-head/propose-rejection': {
    subject: 'Document deadline of {number} passed',
    text:
      'The file of {agency} ({number}) is still incomplete: {missing|documents}. Closure is proposed; please ' +
      'decide.',
  },
  'division-head/hold-expired': {
    subject: 'Hold for {number} expired',
    text: 'The capacity held for {number} was released undecided. Availability is checked again automatically.',
  },
  'division-head/second-approval': {
    subject: 'Second approval awaited: {number}',
    text:
      'The request of {agency} ({number}), {fromDown|mbps} to {wantedDown|mbps} Mbps, was approved. As the change ' +
      'is large, it waits for a second approver. Please decide: bwagent approve.',
  },
  'division-head/lapsed': {
    subject: 'The time of {number} went by',
    text:
      'The temporary request of {agency} ({number}), {windowFrom|moment} to {windowUntil|moment}, was not decided ' +
      'before its time went by. It has ended, and capacity held for it, if any, was released.',
  },
  'division-head/grant-used': {
    subject: 'The addition {number} is used',
    text:
      'Review {days} days after the addition {number} ({agency}, line {line}): it is used. Before, down ' +
      '{beforeDown|mbps} / up {beforeUp|mbps} Mbps; now {nowDown|mbps} / {nowUp|mbps} Mbps. Use in working hours ' +
      '(p95): down {p95Down|mbps} Mbps ({shareDown|permille} of the allocation), up {p95Up|mbps} Mbps ' +
      '({shareUp|permille}); samples {valid} of {expected}.',
  },
  'division-head/grant-unused': {
    subject: 'The addition {number} is not used yet',
    text:
      'Review {days} days after the addition {number} ({agency}, line {line}): it is not used yet. Before, down ' +
      '{beforeDown|mbps} / up {beforeUp|mbps} Mbps; now {nowDown|mbps} / {nowUp|mbps} Mbps. Use in working hours ' +
      '(p95): down {p95Down|mbps} Mbps ({shareDown|permille} of the allocation), up {p95Up|mbps} Mbps ' +
      '({shareUp|permille}); samples {valid} of {expected}. Your direction is requested; what could be given back: ' +
      'bwagent reclaim.',
  },
  'division-head/grant-unmeasured': {
    subject: 'The use of the addition {number} was not measured',
    text:
      'Review {days} days after the addition {number} ({agency}, line {line}, now down {nowDown|mbps} / up ' +
      '{nowUp|mbps} Mbps): its use is not known, since only {valid} of {expected} samples of working hours were ' +
      'measured. Please check how the line is measured: bwagent doctor.',
  },
  'specialist/mismatch': {
    subject: 'Mismatch',
    text:
      'Base data and reality differ: {queue} {field}: should be {expected}, found {found} {target}. Please restore ' +
      'it or register it with a ticket.',
  },
  'specialist/apply-failed': {
    subject: 'Applying {number} has not succeeded',
    text:
      'Applying has not succeeded: {why}. Queue {queue}. Should be {wantedDown|mbps} Mbps. Please check, then run: ' +
      'bwagent retry.',
  },
  'specialist/told-report': {
    subject: 'Requester of {number} was told',
    text: '{agency} was told at {at|moment} how {number} stands.',
  },
  'specialist/begins-off-hours': {
    subject: '{number} begins outside working hours',
    text: '{number} is applied automatically outside working hours, from {from|moment}. Please name somebody on duty.',
  },
};
