// (table) What the checker must name, one violation each.
import { NUMBER, type SpoiltFolder } from './good-folder.ts';

/** Of the op that carried the request. */
const OP = '(SELECT max(id) FROM op)';
const COPY_OP =
  'INSERT INTO op (plan, router, request, change, intended_at, state, refused, settled_at, evidence) SELECT ' +
  'plan, router, request, change, ';

type Planted = readonly [invariant: string, what: string, spoil: (folder: SpoiltFolder) => void];

/** One violation each, laid into a copy of the good folder. */
export const PLANTED: readonly Planted[] = [
  [
    'I1',
    'a sentence without an intent',
    (f) =>
      f.router(
        ({ sentences }) => void sentences.push({ ...sentences[1]!, words: ['/queue/simple/remove', '=.id=*2'] }),
      ),
  ],
  ['I1', 'an intent that was written twice', (f) => f.router(({ sentences }) => void sentences.push(sentences[1]!))],
  [
    'I1',
    'another value than intended',
    (f) =>
      f.router(
        ({ sentences }) =>
          void (sentences[1]!.words = sentences[1]!.words.map((w) => w.replace('=max-limit=40', '=max-limit=99'))),
      ),
  ],
  [
    'I1',
    'a word beside those intended',
    (f) => f.router(({ sentences }) => void (sentences[1]!.words = [...sentences[1]!.words, '=disabled=yes'])),
  ],
  ['I1', 'a sentence before its intent', (f) => f.router(({ sentences }) => void (sentences[1]!.at -= 1))],
  ['I1', 'a sentence where none was to be', (f) => f.want({ silent: true })],
  [
    'I2',
    'guarantees above the contract',
    (f) => f.ledger("UPDATE allocation SET limit_down = 200000000 WHERE line = 'dinkes'"),
  ],
  [
    'I2',
    'two permanent grants of one line',
    (f) => f.ledger("UPDATE allocation SET state = 'granted' WHERE line = 'dinkes'"),
  ],
  [
    'I3',
    'two queues of one mark',
    (f) => f.router(({ queues }) => void queues.push({ ...queues[1]!, id: '*9', name: 'DINKES-2' })),
  ],
  [
    'I3',
    'two queues of one name',
    (f) => f.router(({ queues }) => void queues.push({ ...queues[1]!, id: '*9', comment: '' })),
  ],
  [
    'I3',
    'two requests of one ticket',
    (f) =>
      f.ledger(
        'INSERT INTO request (number, kind, year, running, ticket_id, revision, channel, targets, documents, ' +
          "subject, reason, letter_number, letter_date, received_at, recorded_at, stage, since) SELECT 'X', " +
          'kind, year, 99, ticket_id, revision, channel, targets, documents, subject, reason, letter_number, ' +
          'letter_date, received_at, recorded_at, stage, since FROM request',
      ),
  ],
  [
    'I4',
    'a mark that no book knows',
    (f) =>
      f.router(({ queues }) => void queues.push({ ...queues[1]!, id: '*9', name: 'HANTU', comment: 'bwagent:hantu' })),
  ],
  [
    'I4',
    'a line was closed and its queue still stands',
    (f) => f.ledger("UPDATE line SET ended_at = 1 WHERE id = 'disdik'"),
  ],
  ['I5', 'an entry of the audit rewritten', (f) => f.ledger("UPDATE audit SET facts = '{}' WHERE seq = 5")],
  ['I5', 'an entry of the audit gone', (f) => f.ledger('DELETE FROM audit WHERE seq = 5')],
  [
    'I5',
    'the last step of a request forgotten',
    (f) => f.ledger('DELETE FROM stage_entry WHERE id = (SELECT max(id) FROM stage_entry)'),
  ],
  ['I5', 'a reply that was never taken in', (f) => f.ledger('DELETE FROM ticket_seen WHERE revision = 2')],
  ['I5', 'a request that is not closed', (f) => f.want({ closed: ['BW-2026-0099'] })],
  [
    'I6',
    'closed without having been examined',
    (f) => f.ledger("DELETE FROM stage_entry WHERE stage ->> '$.at' = 'examined'"),
  ],
  [
    'I6',
    'closed without a verified write',
    (f) => f.ledger("UPDATE audit SET act = 'op/settled' WHERE act = 'op/verified'"),
  ],
  [
    'I6',
    'counted as applied with less than was granted',
    (f) => f.ledger('UPDATE allocation SET down = 60000000 WHERE request IS NOT NULL'),
  ],
  ['I6', 'shown as closed while it is open', (f) => f.ledger(`UPDATE request SET stage = '{"at":"informed"}'`)],
  ['I7', 'sent by the books, not on the helpdesk', (f) => f.helpdesk('DELETE FROM messages WHERE arrival = 1')],
  [
    'I7',
    'a message that waits after a quiet end',
    (f) =>
      f.ledger('UPDATE outbox SET done_at = NULL WHERE id = (SELECT max(id) FROM outbox WHERE ticket_id IS NOT NULL)'),
  ],
  [
    'I7',
    'the same message twice',
    (f) =>
      f.helpdesk(
        "INSERT INTO messages (ticket_id, key, at, audience, subject, text) SELECT ticket_id, 'again', at, " +
          'audience, subject, text FROM messages WHERE arrival = 1',
      ),
  ],
  [
    'I7',
    'the same words later, though the request stood still',
    (f) =>
      f.helpdesk(
        "INSERT INTO messages (ticket_id, key, at, audience, subject, text) SELECT ticket_id, 'later', at + 1, " +
          'audience, subject, text FROM messages WHERE arrival = 1',
      ),
  ],
  [
    'I8',
    'an intent beside one in doubt',
    (f) =>
      f.ledger(
        `UPDATE op SET settled_at = settled_at + 10 WHERE id = ${OP}; ${COPY_OP} intended_at + 5, 'verified', ` +
          `NULL, settled_at, evidence FROM op WHERE id = ${OP}`,
      ),
  ],
  [
    'I8',
    'in doubt, and its capacity given away',
    (f) =>
      f.ledger(
        `UPDATE op SET state = 'open', settled_at = NULL WHERE id = ${OP}; UPDATE allocation SET state = 'ended'`,
      ),
  ],
  [
    'I12',
    'written over a hand edit',
    (f) =>
      f.router(({ sentences }) => void (sentences[1]!.was = { ...sentences[1]!.was!, maxLimit: '7000000/7000000' })),
  ],
  [
    'I12',
    'written over a note by hand',
    (f) =>
      f.router(
        ({ sentences }) => void (sentences[1]!.was = { ...sentences[1]!.was!, comment: 'bwagent:dinkes jangan' }),
      ),
  ],
  [
    'I13',
    'written to a queue without our mark',
    (f) => f.router(({ sentences }) => void (sentences[1]!.was = { ...sentences[1]!.was!, comment: '' })),
  ],
  [
    'I13',
    'written to the queue of another line',
    (f) => f.router(({ sentences }) => void (sentences[1]!.was = { ...sentences[1]!.was!, comment: 'bwagent:disdik' })),
  ],
  [
    'I13',
    'a mark put over that of another',
    (f) => f.router(({ sentences }) => void (sentences[0]!.was = { ...sentences[0]!.was!, comment: 'bwagent:disdik' })),
  ],
  ['I13', 'a queue of others that changed', (f) => f.want({ untouched: [{ id: '*7', name: 'TAMU' }] })],
  [
    'I14',
    'a restoration that nobody ordered',
    (f) => f.ledger("UPDATE plan SET purpose = 'restore', request = NULL WHERE purpose = 'grant'"),
  ],
  [
    'I14',
    'an adoption that nobody ordered',
    (f) => f.ledger("UPDATE audit SET act = 'queue/look' WHERE act = 'queue/adopt'"),
  ],
  [
    'I14',
    'a change of a line that nobody ordered',
    (f) => f.ledger("UPDATE plan SET purpose = 'reduce' WHERE purpose = 'grant'"),
  ],
  [
    'I14',
    'put back by itself, and the office did not decide that',
    (f) => f.ledger(`UPDATE audit SET act = 'drift/enforce', facts = '{"owner":"dinkes"}' WHERE seq = 5`),
  ],
  ['I14', 'a hand edit that was not found', (f) => f.want({ findings: ['queue/differs|queue/missing'] })],
  [
    'I16',
    'an older connection writes after a newer one',
    (f) => f.router(({ sentences }) => void (sentences[0]!.session = 3)),
  ],
  ['I16', 'a connection left open', (f) => f.router((router) => void (router.sessions = 1))],
  [
    'I21',
    'a write that changes nothing',
    (f) =>
      f.router(({ sentences }) => void (sentences[1]!.was = { ...sentences[1]!.was!, maxLimit: '40000000/40000000' })),
  ],
  [
    'I21',
    'more tries than a plan may have',
    (f) =>
      f.ledger(
        `${COPY_OP} settled_at + value, 'not-applied', NULL, settled_at + value, evidence FROM op, ` +
          `json_each('[1, 2, 3]') WHERE op.id = ${OP}`,
      ),
  ],
  ['I21', 'more writes than wanted', (f) => f.want({ writes: 1 })],
  ['I21', 'more ops an hour than allowed', (f) => f.want({ writesPerHour: 1 })],
  [
    'I22',
    'noted as not applied, and the router did it',
    (f) => f.ledger(`UPDATE op SET state = 'not-applied' WHERE id = ${OP}`),
  ],
  [
    'I23',
    'the router shows another limit and nobody was told',
    (f) => f.router(({ queues }) => void (queues[2]!.maxLimit = '1000000/1000000')),
  ],
  [
    'I23',
    'a queue is switched off and nobody was told',
    (f) => f.router(({ queues }) => void (queues[2]!.disabled = true)),
  ],
  [
    'I23',
    'a queue is gone and nobody was told',
    (f) => f.router((router) => void (router.queues = router.queues.filter(({ name }) => name !== 'DISDIK'))),
  ],
  [
    'I23',
    'another guarantee and nobody was told',
    (f) => f.router(({ queues }) => void (queues[2]!.limitAt = '1000000/1000000')),
  ],
  [
    'I23',
    'a plan that is due at the very end',
    (f) => {
      f.ledger("UPDATE plan SET state = 'due' WHERE purpose = 'adopt'");
      f.want({ over: true });
    },
  ],
  [
    'I23',
    'a halt that stands at the very end',
    (f) => {
      f.ledger(
        `INSERT OR REPLACE INTO router_findings VALUES ('core', ` +
          `'[{"code":"queue/mass-drift","level":"alarm","subject":"core","facts":{}}]')`,
      );
      f.want({ over: true });
    },
  ],
  [
    'I23',
    'in doubt after a quiet end',
    (f) => f.ledger(`UPDATE op SET state = 'open', settled_at = NULL WHERE id = ${OP}`),
  ],
  ['I23', 'another stage than wanted', (f) => f.want({ stages: { [NUMBER]: ['apply-failed'] } })],
  [
    'I25',
    'targets beyond those of the line',
    (f) => {
      f.ledger(`UPDATE request SET targets = '["10.62.0.0/16"]'`);
      f.want({ within: ['HD-2026-0001'] });
    },
  ],
  ['I25', 'a rate that was misread', (f) => f.want({ asked: { 'HD-2026-0001': [[4e6, 4e6]] } })],
];
