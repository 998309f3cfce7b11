#!/usr/bin/python3
"""Decides from outside whether a run kept its promises. Standard library only; imports nothing of the agent.

Usage: check.py FOLDER...
  FOLDER/ledger.db    the agent's books            FOLDER/router.json   {"queues": [...], "sentences": [...]} of the lab
  FOLDER/helpdesk.db  the helpdesk, if there       FOLDER/wanted.json   {"settled": bool, "lines": {line: [down, up]},
                                                                        "closed": [number, ...]}, if there
Prints one JSON object a folder: {"folder", "violations": [{"invariant", "what"}], "counted": {...}}.
Exit: 0 no violation, 1 some, 2 usage.
"""
import hashlib
import json
import re
import sqlite3
import sys
from pathlib import Path

MARK = re.compile(r"(?:^|\s)bwagent:([a-z0-9-]+)(?=\s|$)")
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
        wanted = self.folder / "wanted.json"
        self.wanted = json.loads(wanted.read_text()) if wanted.exists() else {}
        self.ops = [dict(op, change=json.loads(op["change"])) for op in self.ledger("SELECT * FROM op ORDER BY id")]

    def violates(self, invariant, what):
        self.violations.append({"invariant": invariant, "what": what})


def rows_of(file):
    base = sqlite3.connect(file)
    base.row_factory = sqlite3.Row
    return lambda sql, *values: [dict(row) for row in base.execute(sql, values)]


def words_of(sentence):
    words = sentence["words"]
    pairs = [word[1:].partition("=") for word in words[1:] if word.startswith("=")]
    return words[0].rsplit("/", 1)[-1], {key: value for key, _, value in pairs}


def asked(change):
    """What a change may look like on the wire: its verb and the fields that tell it from others."""
    if change["kind"] in ("remove", "move"):
        return change["kind"], {}
    rate, floor = change["want"]["maxLimit"], change["want"]["limitAt"]
    fields = {"max-limit": (rate["up"], rate["down"]), "limit-at": (floor["up"], floor["down"])}
    return ("add" if change["kind"] == "add" else "set"), fields


def answers(op, verb, words):
    """Whether this sentence is the one that the op intended."""
    wanted, fields = asked(op["change"])
    if verb != wanted:
        return False
    for key, value in fields.items():
        if key in words and tuple(int(part) for part in words[key].split("/")) != value:
            return False
    comment = words.get("comment")
    if comment is not None and mark_of(comment) != op["change"]["owner"]:
        return False
    was = op["change"].get("was")
    if was is not None and verb != "add":
        return words.get(".id", words.get("numbers")) in (was["id"], was["name"])
    return verb != "add" or words.get("name") == op["change"]["want"]["name"]


def mark_of(comment):
    found = MARK.search(comment)
    return found and found.group(1)


def intent_before_effect(run):
    """I1: every mutating sentence that reached the router has its durable intent; no intent is written twice."""
    free = list(run.ops)
    for sentence in run.sentences:
        verb, words = words_of(sentence)
        if verb not in MUTATING or sentence["user"] != "bwagent":
            continue
        mine = next((op for op in free if op["intended_at"] <= sentence["at"] and answers(op, verb, words)), None)
        if mine is None:
            run.violates("I1", f"no intent of its own: {' '.join(sentence['words'])}")
        else:
            free.remove(mine)


def never_doubled(run):
    """I3: at most one queue of a mark, and of a name."""
    for what, key in (("mark", lambda q: mark_of(q["comment"])), ("name", lambda q: q["name"])):
        seen = {}
        for queue in run.queues:
            seen.setdefault(key(queue), []).append(queue["id"])
        for value, ids in seen.items():
            if value and len(ids) > 1:
                run.violates("I3", f"{len(ids)} queues of the {what} {value}")
    for plan in run.ledger("SELECT plan FROM op WHERE state = 'open' GROUP BY plan HAVING count(*) > 1"):
        run.violates("I3", f"two open ops of plan {plan['plan']}")


def never_orphaned(run):
    """I4: each queue with our mark has its line or pool, or a finding that says so."""
    known = {row["id"] for row in run.ledger("SELECT id FROM line UNION SELECT id FROM pool")}
    found = "".join(row["findings"] for row in run.ledger("SELECT findings FROM router_findings"))
    for queue in run.queues:
        mark = mark_of(queue["comment"])
        if mark and mark not in known and queue["name"] not in found:
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
            last = {stage: len(stages) - 1 - stages[::-1].index(stage) for stage in SOP if stage in stages}
            missing = [stage for stage in SOP if stage not in last]
            if missing:
                run.violates("I6", f"{request['number']} was closed without {', '.join(missing)}")
            elif sorted(last.values()) != list(last.values()):
                run.violates("I6", f"{request['number']} went through {', '.join(stages)}")
            acts = [row["act"] for row in run.ledger("SELECT act FROM audit WHERE request = ? ORDER BY seq", request["id"])]
            if "op/verified" not in acts:
                run.violates("I6", f"{request['number']} was closed and no op of it was verified")
        if run.helpdesk is not None:
            shown = run.helpdesk("SELECT 1 FROM progress WHERE number = ? AND closed = 1", request["number"])
            if shown and not request["ended"]:
                run.violates("I6", f"the helpdesk shows {request['number']} closed, the books {request['stage_name']}")


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
    for row in run.helpdesk(
        "SELECT ticket_id, subject, count(*) AS n FROM messages GROUP BY ticket_id, audience, subject, text HAVING n > 1"
    ):
        run.violates("I7", f"{row['n']} times the same message on {row['ticket_id']}: {row['subject']}")


def unknown_stays(run):
    """I8: an op in doubt keeps its allocation; the next op of a plan comes only after the one before is settled."""
    last = {}
    for op in run.ops:
        before = last.get(op["plan"])
        if before is not None and (before["settled_at"] is None or before["settled_at"] > op["intended_at"]):
            run.violates("I8", f"op {op['id']} was intended while op {before['id']} was in doubt")
        last[op["plan"]] = op
        if op["state"] == "open" and op["request"] is not None and not run.ledger(
            "SELECT 1 FROM allocation WHERE request = ? AND state <> 'ended'", op["request"]
        ):
            run.violates("I8", f"op {op['id']} is in doubt and its allocation is gone")


def only_own(run):
    """I13: nothing but adoption and new queues is written to a row that does not carry our mark."""
    by_id = {queue["id"]: queue for queue in run.queues}
    for sentence in run.sentences:
        verb, words = words_of(sentence)
        if sentence["user"] != "bwagent" or verb not in ("set", "remove", "move") or not sentence["executed"]:
            continue
        queue = by_id.get(words.get(".id", words.get("numbers")))
        if queue is not None and mark_of(queue["comment"]) is None:
            run.violates("I13", f"{queue['name']} is not ours: {' '.join(sentence['words'])}")


def in_agreement(run):
    """I22, I23: after a quiet end the router shows what the books grant, or people were asked."""
    if not run.wanted.get("settled"):
        return
    for op in run.ops:
        if op["state"] == "open":
            run.violates("I23", f"op {op['id']} is still in doubt")
    marked = {mark_of(queue["comment"]): queue for queue in run.queues}
    for line, (down, up) in run.wanted.get("lines", {}).items():
        queue = marked.get(line)
        shown = queue and queue["maxLimit"]
        if shown != f"{up}/{down}":
            run.violates("I23", f"{line} should have {up}/{down}, the router shows {shown}")
        granted = run.ledger(
            "SELECT down, up FROM allocation WHERE line = ? AND state = 'granted' AND window_from IS NULL", line)
        if [(row["down"], row["up"]) for row in granted] != [(down, up)]:
            run.violates("I2", f"{line} should be granted {down}/{up} once, the books say {granted}")
    for number in run.wanted.get("closed", []):
        stands = [row["stage_name"] for row in run.ledger("SELECT stage_name FROM request WHERE number = ?", number)]
        if stands != ["closed"]:
            run.violates("I5", f"{number} should be closed, it stands at {stands}")


CHECKS = [intent_before_effect, never_doubled, never_orphaned, chain_holds, never_lost, no_wrong_close, told_once, unknown_stays,
          only_own, in_agreement]


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
            "requests": run.ledger("SELECT count(*) AS n FROM request")[0]["n"],
            "audit": run.ledger("SELECT count(*) AS n FROM audit")[0]["n"],
            "messages": 0 if run.helpdesk is None else run.helpdesk("SELECT count(*) AS n FROM messages")[0]["n"],
        }
        print(json.dumps({"folder": str(folder), "violations": run.violations, "counted": counted}))
        bad = bad or bool(run.violations)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
