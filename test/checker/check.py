#!/usr/bin/python3
"""Decides from outside whether a run kept its promises. Standard library only; imports nothing of the agent.

Usage: check.py FOLDER...
  FOLDER/ledger.db    the agent's books
  FOLDER/helpdesk.db  the helpdesk, if there
  FOLDER/router.json  {"queues": [...], "sentences": [...]} of the lab, and "sessions" that were left open at the end, if there
  FOLDER/wanted.json  what this run must have come to, if there; rates are [down, up] in bit/s:
    settled    true: the end was quiet         lines      {line: rate} shown and granted     closed  [number, ...]
    stages     {number: [stage, ...]}          findings   ["code|other code", ...]           silent  true: nothing was written
    untouched  [queue, ...] as they stood      writes     most mutating sentences            alarms  most mismatches told
    enforced   [owner, ...] put back unasked   over       true: nothing due or open, each difference told by its queue
    asked      {ticket: [rate, ...]} what a ticket may be read as
    within     [ticket, ...] that may not go on with targets beyond those of their line
Prints one JSON object a folder: {"folder", "violations": [{"invariant", "what"}], "counted": {...}}.
Exit: 0 no violation, 1 some, 2 usage.
"""
import hashlib
import ipaddress
import json
import re
import sqlite3
import sys
from pathlib import Path

MARK = re.compile(r"(?:^|\s)bwagent:([a-z0-9-]+)(?=\s|$)")
HOUR = 3_600_000
# Clocks may be stepped by so much, in milliseconds.
SLACK = 300_000
MUTATING = ("add", "set", "remove", "move")
# The order of the SOP; each stage of the story of a permanent grant comes after those before it.
SOP = ["examined", "assessed", "approved", "applying", "active", "informed", "closed"]


class Run:
    """One folder, read once."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.violations = []
        self.ledger = rows_of(self.folder / "ledger.db")
        helpdesk = self.folder / "helpdesk.db"
        self.helpdesk = rows_of(helpdesk) if helpdesk.exists() else None
        router = json.loads((self.folder / "router.json").read_text())
        self.queues, self.sentences = router["queues"], router["sentences"]
        self.left_open = router.get("sessions", 0)
        # Hand edits that a write of ours met, and those of which nobody was told.
        self.overwritten = self.overwritten_unseen = 0
        wanted = self.folder / "wanted.json"
        self.wanted = json.loads(wanted.read_text()) if wanted.exists() else {}
        self.ops = [dict(op, change=json.loads(op["change"])) for op in self.ledger("SELECT * FROM op ORDER BY id")]
        self.plans = {plan["id"]: plan for plan in self.ledger("SELECT * FROM plan")}
        self.audit = [dict(row, actor=json.loads(row["actor"]), facts=json.loads(row["facts"]))
                      for row in self.ledger("SELECT * FROM audit ORDER BY seq")]
        self.findings = [found for row in self.ledger("SELECT findings FROM router_findings") for found in json.loads(row["findings"])]
        # When, in the order of the audit, an op was intended and settled: wall clocks are stepped.
        self.entered = {}
        for row in self.audit:
            if row["act"].startswith("op/") and "op" in row["facts"]:
                self.entered[(row["act"] == "op/intended", row["facts"]["op"])] = row["seq"]
        # Our mutating sentences in the order of arrival, each with the op that intended it, or None.
        self.written = matched(self.ops, [one for one in self.sentences if one["user"] == "bwagent" and words_of(one)[0] in MUTATING])

    def violates(self, invariant, what):
        self.violations.append({"invariant": invariant, "what": what})


def rows_of(file):
    base = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    base.row_factory = sqlite3.Row
    return lambda sql, *values: [dict(row) for row in base.execute(sql, values)]


def words_of(sentence):
    words = sentence["words"]
    pairs = [word[1:].partition("=") for word in words[1:] if word.startswith("=")]
    return words[0].rsplit("/", 1)[-1], {key: value for key, _, value in pairs}


def pair(rate):
    return f"{rate['up']}/{rate['down']}"


def row_of(shape):
    """The fields we own, as the router shows them."""
    return {"name": shape["name"], "target": sorted(shape["targets"]), "parent": shape["parent"] or "none",
            "maxLimit": pair(shape["maxLimit"]), "limitAt": pair(shape["limitAt"])}


def owned(seen):
    return {"name": seen["name"], "target": sorted(seen["target"].split(",")), "parent": seen["parent"],
            "maxLimit": seen["maxLimit"], "limitAt": seen["limitAt"]}


VERBS = {"add": "add", "set": "set", "mark": "set", "move": "move", "remove": "remove"}
WORDS = {"name": "name", "target": "target", "parent": "parent", "max-limit": "maxLimit", "limit-at": "limitAt"}
MAY_SAY = {"add": {*WORDS, "comment", "place-before"}, "set": {".id", "numbers", *WORDS, "comment", "disabled"},
           "mark": {".id", "numbers", "comment"}, "move": {".id", "numbers", "destination"}, "remove": {".id", "numbers"}}


def answers(op, verb, words, was):
    """Whether this sentence is exactly the one that the op intended: its verb, its queue, and no word beside or other than planned."""
    change = op["change"]
    kind = change["kind"]
    if verb != VERBS[kind] or not set(words) <= MAY_SAY[kind]:
        return False
    if "comment" in words and mark_of(words["comment"]) != change["owner"]:
        return False
    if ("disabled" in words) != bool(change.get("enable")) or words.get("disabled", "no") != "no":
        return False
    if kind in ("add", "set", "mark"):
        want = row_of(change["want"])
        for word, field in WORDS.items():
            said = sorted(words[word].split(",")) if word == "target" and word in words else words.get(word)
            if said is not None and said != want[field]:
                return False
    if kind == "add":
        return {*WORDS, "comment"} <= set(words)
    if kind == "set":
        before = row_of(change["was"])
        if not {word for word, field in WORDS.items() if before[field] != want[field]} <= set(words) or not set(WORDS) & set(words):
            return False
    if kind == "mark" and "comment" not in words:
        return False
    if was is not None:
        return True  # which queue it met is asked by I12
    return words.get(".id", words.get("numbers")) in (change["was"]["id"], change["was"]["name"])


def matched(ops, sentences):
    free, pairs = list(ops), []
    for sentence in sentences:
        verb, words = words_of(sentence)
        was = sentence.get("was")
        fits = [op for op in free if op["intended_at"] <= sentence["at"] and answers(op, verb, words, was)]
        # Of several ops of one wording the one planned against just this, else of this name; a write follows its intent at once, so the last.
        same = [op for op in fits if was and "was" in op["change"] and row_of(op["change"]["was"]) == owned(was)]
        named = [op for op in fits if was and op["change"].get("was", {}).get("name") == was["name"]]
        mine = (same or named or fits or [None])[-1]
        if mine is not None:
            free.remove(mine)
        pairs.append((sentence, mine))
    return pairs


def late(sentence):
    """Executed by the router long after it was sent."""
    return sentence["outcome"].startswith("held")


def mark_of(comment):
    found = MARK.search(comment)
    return found and found.group(1)


def intent_before_effect(run):
    """I1: every mutating sentence that reached the router has its durable intent, word by word; no intent is written twice."""
    for sentence, op in run.written:
        if op is None:
            run.violates("I1", f"no intent of its own: {' '.join(sentence['words'])}")
    if run.wanted.get("silent") and run.written:
        run.violates("I1", f"nothing was to be written: {' '.join(run.written[0][0]['words'])}")


def no_over_commit(run):
    """I2: at every uplink that carries lines alone, what is guaranteed stays within the contract; one permanent grant a line is in force."""
    now = max([row["at"] for row in run.audit], default=0)
    for contract in run.ledger("SELECT * FROM contract WHERE starts <= ? AND (ends IS NULL OR ends > ?)", now, now):
        for way in ("down", "up"):
            guaranteed = 0
            for line in run.ledger("SELECT * FROM line"):
                path = json.loads(line["path"])
                if path["kind"] != "pinned" or path["uplink"] != contract["uplink"]:
                    continue
                charged = run.ledger(
                    "SELECT * FROM allocation WHERE line = ? AND (state = 'granted' OR (state = 'held' AND state_at > ?)) "
                    "AND (window_from IS NULL OR (window_from <= ? AND window_until > ?))", line["id"], now, now, now)
                field = way if line["service"] == "dedicated" else f"limit_{way}"
                guaranteed += max([row[field] for row in charged], default=0)
            if guaranteed > contract[way]:
                run.violates("I2", f"{contract['uplink']} guarantees {guaranteed} of {contract[way]} bit/s {way}")
    for row in run.ledger(
        "SELECT line, count(*) AS n FROM allocation WHERE state = 'granted' AND window_from IS NULL AND applied_at IS NOT NULL "
        "GROUP BY line HAVING n > 1"
    ):
        run.violates("I2", f"{row['n']} permanent grants of {row['line']} are in force")


def never_doubled(run):
    """I3: at most one queue of a mark, and of a name."""
    for what, key in (("mark", lambda q: mark_of(q["comment"])), ("name", lambda q: q["name"])):
        seen = {}
        for queue in run.queues:
            seen.setdefault(key(queue), []).append(queue["id"])
        for value, ids in seen.items():
            if not value or len(ids) < 2:
                continue
            # A copy that somebody made by hand is theirs; people must be told of it.
            names = {queue["name"] for queue in run.queues if queue["id"] in ids}
            ours = names & {words_of(one)[1].get("name") for one, _ in run.written if one["executed"] and words_of(one)[0] == "add"
                            and mark_of(words_of(one)[1].get("comment", "")) == value}
            if what == "name" or len(ours) > 1 or not shown_to_people(run, value):
                run.violates("I3", f"{len(ids)} queues of the {what} {value}")
    for plan in run.ledger("SELECT plan FROM op WHERE state = 'open' GROUP BY plan HAVING count(*) > 1"):
        run.violates("I3", f"two open ops of plan {plan['plan']}")


def never_orphaned(run):
    """I4: each queue with our mark has its line or pool, or a finding that says so."""
    known = {row["id"] for row in run.ledger("SELECT id FROM line UNION SELECT id FROM pool")}
    told = {found["subject"] for found in run.findings if found["level"] != "ok" and found["code"] != "queue/foreign"}
    for queue in run.queues:
        mark = mark_of(queue["comment"])
        if mark and mark not in known and queue["name"] not in told and not halted(run):
            run.violates("I4", f"{queue['name']} carries a mark that the books do not know, and nobody was told")


def chain_holds(run):
    """I5 in part: the audit is whole, and each settled op and each stage has its entry."""
    prev, seq = "0" * 64, 0
    for row in run.ledger("SELECT * FROM audit ORDER BY seq"):
        body = {key: row[key] for key in ("seq", "prev", "at", "act", "request")}
        body["actor"], body["facts"] = json.loads(row["actor"]), json.loads(row["facts"])
        text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        seq += 1
        if row["seq"] != seq or row["prev"] != prev or row["hash"] != hashlib.sha256(text.encode()).hexdigest():
            run.violates("I5", f"the audit is broken at {row['seq']}")
            return
        prev = row["hash"]


def never_lost(run):
    """I5: each ticket has its request, each revision was taken in, each request its history up to where it stands."""
    if run.helpdesk is not None and run.wanted.get("settled"):
        seen = {(row["ticket_id"], row["revision"]) for row in run.ledger("SELECT * FROM ticket_seen")}
        for row in run.helpdesk("SELECT ticket_id, revision FROM revisions"):
            if (row["ticket_id"], row["revision"]) not in seen:
                run.violates("I5", f"revision {row['revision']} of {row['ticket_id']} was never taken in")
    for row in run.ledger(
        "SELECT number, stage_name, (SELECT stage ->> '$.at' FROM stage_entry WHERE request = r.id ORDER BY id DESC LIMIT 1) AS last "
        "FROM request r"
    ):
        if row["stage_name"] != row["last"]:
            run.violates("I5", f"{row['number']} stands at {row['stage_name']}, its history ends at {row['last']}")
    for row in run.ledger("SELECT ticket_id, count(*) AS n FROM request WHERE parent IS NULL GROUP BY ticket_id HAVING n > 1"):
        run.violates("I3", f"{row['n']} requests of ticket {row['ticket_id']}")


def no_wrong_close(run):
    """I6: closed by us after a verified op, its stages in the SOP's order; the helpdesk shows no end that the books do not."""
    for request in run.ledger("SELECT id, number, ticket_id, stage_name, ended, kind FROM request"):
        stages = [row["at"] for row in run.ledger(
            "SELECT stage ->> '$.at' AS at FROM stage_entry WHERE request = ? ORDER BY id", request["id"])]
        if request["stage_name"] == "closed" and request["kind"] == "request":
            # A grant that the router showed already had nothing to be applied.
            path = [stage for i, stage in enumerate(stages) if not (stage == "applying" and "approved" in stages[i:])]
            shown = "applying" not in path and "approved" in path and path[len(path) - path[::-1].index("approved"):][:1] == ["active"]
            last = {stage: len(path) - 1 - path[::-1].index(stage) for stage in SOP if stage in path}
            missing = [stage for stage in SOP if stage not in last and not (shown and stage == "applying")]
            if missing:
                run.violates("I6", f"{request['number']} was closed without {', '.join(missing)}")
            elif sorted(last.values()) != list(last.values()):
                run.violates("I6", f"{request['number']} went through {', '.join(stages)}")
            acts = [row["act"] for row in run.ledger("SELECT act FROM audit WHERE request = ? ORDER BY seq", request["id"])]
            if "op/verified" not in acts and not (shown and "plan/grant-done" in acts):
                run.violates("I6", f"{request['number']} was closed and no op of it was verified")
        if run.helpdesk is not None:
            shown = run.helpdesk("SELECT 1 FROM progress WHERE number = ? AND closed = 1", request["number"])
            if shown and not request["ended"]:
                run.violates("I6", f"the helpdesk shows {request['number']} closed, the books {request['stage_name']}")


def given_in_full(run):
    """I6: a grant counts as applied only when the router was read with all that was granted."""
    for row in run.audit:
        if row["act"] != "plan/grant-done" or row["request"] is None:
            continue
        held = run.ledger("SELECT down, up FROM allocation WHERE request = ? AND applied_at IS NOT NULL ORDER BY id DESC LIMIT 1", row["request"])
        shown = row["facts"]["evidence"]
        if held and (shown["down"] < held[0]["down"] or shown["up"] < held[0]["up"]):
            run.violates("I6", f"request {row['request']} was granted {held[0]['down']}/{held[0]['up']}, the router showed "
                               f"{shown['down']}/{shown['up']} when it counted as applied")


def told_once(run):
    """I7: what was sent is there once and in order; after a quiet end nothing waits."""
    if run.helpdesk is None:
        return
    keys = {(row["ticket_id"], row["key"]) for table in ("messages", "progress")
            for row in run.helpdesk(f"SELECT ticket_id, key FROM {table}")}
    for row in run.ledger("SELECT key, ticket_id, done_at, message ->> '$.kind' AS kind FROM outbox WHERE ticket_id IS NOT NULL"):
        if row["kind"] not in ("notice", "progress"):
            continue
        if row["done_at"] is not None and (row["ticket_id"], row["key"]) not in keys:
            run.violates("I7", f"{row['key']} is noted as sent and is not on the helpdesk")
        if row["done_at"] is None and run.wanted.get("settled"):
            run.violates("I7", f"{row['key']} still waits")
    # The same words again are another message only when the request came to another stage with them.
    steps = {(row["ticket_id"], row["at"]) for row in run.ledger(
        "SELECT r.ticket_id, e.at FROM stage_entry e JOIN request r ON r.id = e.request")}
    told = {}
    for row in run.helpdesk("SELECT ticket_id, at, audience, subject, text FROM messages ORDER BY arrival"):
        told.setdefault((row["ticket_id"], row["audience"], row["subject"], row["text"]), []).append(row["at"])
    for (ticket, _, subject, _), times in told.items():
        if len(set(times)) < len(times) or any((ticket, at) not in steps for at in times[1:]):
            run.violates("I7", f"{len(times)} times the same message on {ticket}: {subject}")


def unknown_stays(run):
    """I8: an op in doubt keeps its allocation; the next op of its queue comes only after the one before is settled."""
    last = {}
    for op in run.ops:
        queue = (op["router"], op["change"]["owner"])
        before = last.get(queue)
        if before is not None and (before["settled_at"] is None or settled_after(run, before, op)):
            run.violates("I8", f"op {op['id']} was intended while op {before['id']} was in doubt")
        last[queue] = op
        if op["state"] == "open" and op["request"] is not None and not run.ledger(
            "SELECT 1 FROM allocation WHERE request = ? AND state <> 'ended'", op["request"]
        ):
            run.violates("I8", f"op {op['id']} is in doubt and its allocation is gone")


def settled_after(run, before, op):
    settled, intended = run.entered.get((False, before["id"])), run.entered.get((True, op["id"]))
    return before["settled_at"] > op["intended_at"] if settled is None or intended is None else settled > intended


def as_planned(run):
    """I12: what is changed is, at that moment, in every field we own the queue that was planned against."""
    for sentence, op in run.written:
        was = sentence.get("was")
        if op is None or was is None or not sentence["executed"] or late(sentence) or op["change"]["kind"] == "add":
            continue
        planned, want = op["change"]["was"], op["change"].get("want")
        if want is not None and owned(was) == row_of(want) and mark_of(was["comment"]) == op["change"]["owner"]:
            continue  # an earlier sentence of ours was executed late: it already shows what we want
        if owned(was) != row_of(planned) or was["comment"] != planned["comment"]:
            run.overwritten += 1
            owners = (op["change"]["owner"], mark_of(was["comment"]))
            told = op["state"] == "needs-human" or warned(run, owners[0]) or any(shown_to_people(run, owner) for owner in owners)
            run.overwritten_unseen += not told
            if sentence.get("edited") and told:
                continue  # no router can be asked to refuse it
            run.violates("I12", f"op {op['id']} met {was['name']} {was['maxLimit']} '{was['comment']}', it was planned against "
                                f"{planned['name']} {pair(planned['maxLimit'])} '{planned['comment']}'")


def only_own(run):
    """I13: nothing but adoption and new queues is written to a row that does not carry our mark; what others made stands."""
    by_id = {queue["id"]: queue for queue in run.queues}
    for sentence, op in run.written:
        verb, words = words_of(sentence)
        if verb == "add" or not sentence["executed"]:
            continue
        queue = sentence.get("was") or by_id.get(words.get(".id", words.get("numbers")))
        if queue is None:
            continue
        mark = mark_of(queue["comment"])
        adopts = op is not None and op["change"]["kind"] == "mark"
        owner = None if op is None else op["change"]["owner"]
        if queue["dynamic"] or (adopts and mark not in (None, owner)) or (not adopts and (mark is None or (owner and mark != owner))):
            if sentence.get("edited") and owner and (op["state"] == "needs-human" or warned(run, owner) or shown_to_people(run, owner)):
                continue  # it was ours when it was read last; no router can be asked to refuse it
            run.violates("I13", f"{queue['name']} is not ours: {' '.join(sentence['words'])}")
    stands = {queue["name"]: queue for queue in run.queues}
    for queue in run.wanted.get("untouched", []):
        if {key: stands.get(queue["name"], {}).get(key) for key in queue} != queue:
            run.violates("I13", f"{queue['name']} was not to be touched, it shows {stands.get(queue['name'])}")


def by_people(run):
    """I14: each op goes back to people: an approved request, a restoration, an adoption or a change that somebody ordered, a decided
    capacity; or to the office's word that this queue's approved values are put back, once an hour at most."""
    enforced = {}
    for row in run.audit:
        if row["act"] != "drift/enforce":
            continue
        owner = row["facts"].get("owner")
        if owner not in run.wanted.get("enforced", []):
            run.violates("I14", f"{owner} is put back by itself, and the office did not decide that")
        if owner in enforced and 0 <= row["at"] - enforced[owner] < HOUR - SLACK:
            run.violates("I14", f"{owner} is put back twice within an hour")
        enforced[owner] = row["at"]
    people = [row for row in run.audit if row["actor"]["kind"] == "person"]
    for op in run.ops:
        plan, owner = run.plans[op["plan"]], op["change"]["owner"]
        purpose, seq = plan["purpose"], run.entered.get((True, op["id"]))
        before = [row for row in people if (row["at"] <= op["intended_at"] if seq is None else row["seq"] < seq)]
        if plan["request"] is not None and purpose in ("grant", "return", "restore"):
            asked = [row for row in before if row["request"] == plan["request"]]
        elif purpose == "restore":
            asked = restored(before, owner) or owner in enforced
        elif purpose == "adopt":
            asked = [row for row in before if row["act"] == "queue/adopt" and owner in json.dumps(row["facts"])]
            asked = asked or restored(before, owner)
        elif purpose == "pool":
            asked = [row for row in before if row["act"] == "base-data/contract"]
        else:
            asked = [row for row in before if row["act"] == f"line/{purpose}" and row["facts"].get("plan") == plan["id"]]
            asked = asked or (purpose == "move" and restored(before, owner))
        if not asked:
            run.violates("I14", f"op {op['id']} changes {owner} ({purpose}) and nobody ordered it")


def restored(entries, owner):
    """Orders to put the owner's queue right: its values, its mark or its place."""
    return [row for row in entries if row["act"] in ("drift/restore", "drift/proposed") and row["facts"].get("owner") == owner]


def one_writer(run):
    """I16: once a newer connection wrote, an older one writes no more; none is left open."""
    newest = 0
    for sentence, _ in run.written:
        session = sentence.get("session", newest)
        if session < newest:
            run.violates("I16", f"connection {session} wrote after connection {newest}: {' '.join(sentence['words'])}")
        newest = max(newest, session)
    if run.left_open:
        run.violates("I16", f"{run.left_open} connections were left open")


MOST_TRIES = 3


def bounded(run):
    """I21: no write that changes nothing, few tries a plan, no more sentences or ops an hour than allowed."""
    for sentence, _ in run.written:
        verb, words = words_of(sentence)
        was = sentence.get("was")
        if was is None or verb != "set" or not sentence["executed"]:
            continue
        shows = dict(owned(was), comment=was["comment"])
        says = {WORDS.get(word, word): sorted(value.split(",")) if word == "target" else value
                for word, value in words.items() if word in WORDS or word == "comment"}
        wakes = was["disabled"] and words.get("disabled") == "no"
        again = any(late(one) for one, _ in run.written)  # the router did it behind our back: the second one changes nothing
        if says and all(shows[field] == value for field, value in says.items()) and not wakes and not again:
            run.violates("I21", f"changes nothing: {' '.join(sentence['words'])}")
    tries = {}
    for op in run.ops:
        tries[op["plan"]] = tries.get(op["plan"], 0) + 1
    for plan, count in tries.items():
        if count > MOST_TRIES:
            run.violates("I21", f"plan {plan} was tried {count} times")
    most = run.wanted.get("writes")
    if most is not None and len(run.written) > most:
        run.violates("I21", f"{len(run.written)} writes, {most} were to be the most")
    hourly = run.wanted.get("writesPerHour")
    for op in run.ops if hourly is not None else []:
        recent = [one for one in run.ops if op["intended_at"] - HOUR + run.wanted.get("slack", 0) < one["intended_at"] <= op["intended_at"]]
        if len(recent) > hourly:
            run.violates("I21", f"{len(recent)} ops within the hour before op {op['id']}")
            break


def done_after_all(run, op):
    """Whether the router was later seen to show what the plan of this op wanted."""
    settled = [row["seq"] for row in run.audit if row["act"] == "op/not-applied" and row["facts"].get("op") == op["id"]]
    return bool(settled) and any(row["seq"] > settled[0] and row["act"].startswith("plan/") and row["act"].endswith("-done")
                                 and row["facts"].get("plan") == op["plan"] for row in run.audit)


def failed_is_undone(run):
    """I22: an op that is noted as not applied did nothing, or its plan was tried again, or people see what it left."""
    done = {op["id"]: sentence for sentence, op in run.written if op is not None and sentence["executed"]}
    for op in run.ops:
        if op["state"] != "not-applied" or op["id"] not in done:
            continue
        again = [one for one in run.ops if one["plan"] == op["plan"] and one["id"] > op["id"] and one["state"] != "not-applied"]
        if again or done_after_all(run, op) or shown_to_people(run, op["change"]["owner"]):
            continue
        want = op["change"].get("want")
        stands = [queue for queue in run.queues if mark_of(queue["comment"]) == op["change"]["owner"]]
        if want is None or any(owned(queue) == row_of(want) for queue in stands):
            run.violates("I22", f"op {op['id']} counts as not applied, and the router did it")


def halted(run):
    """Whether an alarm about a whole router is on record: many differences at once, another router, older books."""
    routers = {row["router"] for row in run.ledger("SELECT router FROM line UNION SELECT router FROM pool")}
    return any(found["level"] == "alarm" and found["subject"] in routers for found in run.findings)


def shown_to_people(run, owner):
    """Whether an alarm on record names this line or pool, or stands for all of them."""
    return halted(run) or told_by_name(run, owner)


def told_by_name(run, owner):
    names = {row["queue"] for row in run.ledger("SELECT queue FROM line WHERE id = ? UNION SELECT queue FROM pool WHERE id = ?", owner, owner)}
    stands = any(mark_of(queue["comment"]) == owner for queue in run.queues)
    for found in run.findings:
        if found["code"] == "queue/missing" and stands:
            continue
        loud = found["level"] == "alarm" or found["code"] == "queue/unmarked"
        if loud and (found["subject"] in names or found["facts"].get("owner") == owner):
            return True
    return bool(run.ledger(
        "SELECT 1 FROM request r JOIN outbox o ON o.request = r.id WHERE r.line = ? AND r.stage_name = 'apply-failed' "
        "AND o.message ->> '$.notice.kind' = 'specialist/apply-failed'", owner))


def warned(run, owner):
    """Whether people were told that somebody else was at work while this line's queue was written."""
    return bool(run.ledger(
        "SELECT 1 FROM outbox WHERE message ->> '$.notice.kind' = 'specialist/mismatch' "
        "AND message ->> '$.notice.facts.code' = 'queue/edited-meanwhile' AND message ->> '$.notice.facts.owner' = ?", owner))


GRACE = 1_800_000


def granted(run, line, now, applied):
    """[down, up] that the books grant at this moment, or None; `applied`: of what the router was seen to carry alone."""
    seen = "AND applied_at IS NOT NULL" if applied else ""
    permanent = run.ledger(
        f"SELECT * FROM allocation WHERE line = ? AND state = 'granted' AND window_from IS NULL {seen} ORDER BY id DESC LIMIT 1", line)
    if not permanent:
        return None
    windows = run.ledger(
        "SELECT * FROM allocation WHERE line = ? AND state = 'granted' AND window_from <= ? AND window_until + ? > ? "
        f"AND returned_at IS NULL {seen}", line, now, GRACE, now)
    return {"maxLimit": [max(row[way] for row in permanent + windows) for way in ("down", "up")],
            "limitAt": [permanent[0]["limit_down"], permanent[0]["limit_up"]]}


def in_agreement(run):
    """I23: after a quiet end nothing is in doubt, and each queue shows what the books grant, or people are told of it. What is granted
    and waits to be written is not there yet."""
    if not run.wanted.get("settled"):
        return
    for op in run.ops:
        if op["state"] == "open":
            run.violates("I23", f"op {op['id']} is still in doubt")
    marked = {}
    for queue in run.queues:
        marked.setdefault(mark_of(queue["comment"]), []).append(queue)
    now = max([row["at"] for row in run.ledger("SELECT at FROM observed")], default=0)
    waits = {plan["owner"] for plan in run.plans.values() if plan["state"] == "due" and plan["due_at"] <= now}
    for line in run.ledger("SELECT * FROM line WHERE ended_at IS NULL"):
        if not run.ledger("SELECT 1 FROM observed WHERE router = ?", line["router"]):
            continue
        may = [granted(run, line["id"], now, applied) for applied in ([False, True] if line["id"] in waits else [False])]
        rows = marked.get(line["id"], [])
        if may == [None] or any(shows(rows, line, rate) for rate in may):
            continue
        if not told_by_name(run, line["id"]) and (run.wanted.get("over") or not halted(run)):
            run.violates("I23", f"{line['id']} should show {may}, the router shows "
                                f"{[[queue['name'], queue['maxLimit'], queue['limitAt']] for queue in rows]}, and nobody was told")
    for line in run.ledger("SELECT * FROM line WHERE ended_at IS NOT NULL"):
        if marked.get(line["id"]) and not any(found["facts"].get("mark") == line["id"] for found in run.findings) and not halted(run):
            run.violates("I4", f"{line['id']} was closed, its queue still stands, and nobody was told")


def shows(rows, line, rate):
    """Whether exactly the line's queue stands, switched on, with this rate; None: whether there is none."""
    if rate is None:
        return rows == []
    should = {"name": line["queue"], "target": sorted(json.loads(line["targets"])), "parent": line["parent"] or "none"}
    for field, (down, up) in rate.items():
        should[field] = f"{up}/{down}"
    return len(rows) == 1 and not rows[0]["disabled"] and owned(rows[0]) == should


MAY_WAIT = ("approved", "returning", "restoring")


def all_over(run):
    """I23: at the very end nothing is due but what waits for its room, its hour or for people, and no halt hides what is off."""
    if not run.wanted.get("over"):
        return
    if halted(run):
        run.violates("I23", "a halt stands at the end")
    for plan in run.plans.values():
        if plan["state"] != "due":
            continue
        stage = [row["stage_name"] for row in run.ledger("SELECT stage_name FROM request WHERE id = ?", plan["request"] or 0)]
        if plan["purpose"] != "pool" and not (stage and stage[0] in MAY_WAIT):
            run.violates("I23", f"plan {plan['id']} ({plan['purpose']} of {plan['owner']}) is still due")


def as_wanted(run):
    """What this one run had to come to."""
    marked = {mark_of(queue["comment"]): queue for queue in run.queues}
    for line, (down, up) in run.wanted.get("lines", {}).items():
        queue = marked.get(line)
        shown = queue and queue["maxLimit"]
        if shown != f"{up}/{down}":
            run.violates("I23", f"{line} should have {up}/{down}, the router shows {shown}")
        books = run.ledger(
            "SELECT down, up FROM allocation WHERE line = ? AND state = 'granted' AND window_from IS NULL", line)
        if [(row["down"], row["up"]) for row in books] != [(down, up)]:
            run.violates("I2", f"{line} should be granted {down}/{up} once, the books say {books}")
    for number in run.wanted.get("closed", []):
        stands = [row["stage_name"] for row in run.ledger("SELECT stage_name FROM request WHERE number = ?", number)]
        if stands != ["closed"]:
            run.violates("I5", f"{number} should be closed, it stands at {stands}")
    for number, may in run.wanted.get("stages", {}).items():
        stands = [row["stage_name"] for row in run.ledger("SELECT stage_name FROM request WHERE number = ?", number)]
        if len(stands) != 1 or stands[0] not in may:
            run.violates("I23", f"{number} should stand at {' or '.join(may)}, it stands at {stands}")
    codes = {found["code"] for found in run.findings}
    for wanted in run.wanted.get("findings", []):
        if not codes & set(wanted.split("|")):
            run.violates("I14", f"{wanted} was not found; found were {sorted(codes)}")
    told = run.ledger("SELECT count(*) AS n FROM outbox WHERE message ->> '$.notice.kind' = 'specialist/mismatch'")[0]["n"]
    if told > run.wanted.get("alarms", told):
        run.violates("I21", f"people were told of {told} mismatches")
    for ticket, may in run.wanted.get("asked", {}).items():
        for row in run.ledger("SELECT number, wanted_down, wanted_up FROM request WHERE ticket_id = ?", ticket):
            if row["wanted_down"] is not None and [row["wanted_down"], row["wanted_up"]] not in may:
                asked = json.loads(run.ledger("SELECT content FROM ticket WHERE id = ?", ticket)[0]["content"])
                run.violates("I25", f"{row['number']} {asked['wantedDown']!r}/{asked['wantedUp']!r} was read as "
                                    f"{row['wanted_down']}/{row['wanted_up']}, it may only be {may}")
    for ticket in run.wanted.get("within", []):
        for row in run.ledger("SELECT number, stage_name, targets, line FROM request WHERE ticket_id = ?", ticket):
            known = [json.loads(line["targets"]) for line in run.ledger("SELECT targets FROM line WHERE id = ?", row["line"])]
            if row["stage_name"] != "needs-clarification" and not all(inside(target, known) for target in json.loads(row["targets"])):
                run.violates("I25", f"{row['number']} goes on with the targets {row['targets']}")


def inside(target, known):
    try:
        network = ipaddress.ip_network(target)
    except ValueError:
        return False
    spaces = [ipaddress.ip_network(one) for one in sum(known, []) if "/" in one]
    return any(network.version == space.version and network.subnet_of(space) for space in spaces)


CHECKS = [intent_before_effect, no_over_commit, never_doubled, never_orphaned, chain_holds, never_lost, no_wrong_close, given_in_full, told_once,
          unknown_stays, as_planned, only_own, by_people, one_writer, bounded, failed_is_undone, in_agreement, all_over, as_wanted]


def main(folders):
    if not folders:
        print(__doc__, file=sys.stderr)
        return 2
    bad = False
    for folder in folders:
        run = Run(folder)
        for check in CHECKS:
            check(run)
        counted = {
            "checks": len(CHECKS), "ops": len(run.ops), "sentences": len(run.sentences), "queues": len(run.queues),
            "executed": sum(one["executed"] for one, _ in run.written), "findings": len(run.findings),
            "overwritten": run.overwritten, "overwrittenUnseen": run.overwritten_unseen,
            "requests": run.ledger("SELECT count(*) AS n FROM request")[0]["n"],
            "audit": run.ledger("SELECT count(*) AS n FROM audit")[0]["n"],
            "messages": 0 if run.helpdesk is None else run.helpdesk("SELECT count(*) AS n FROM messages")[0]["n"],
        }
        print(json.dumps({"folder": str(folder), "violations": run.violations, "counted": counted}))
        bad = bad or bool(run.violations)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
