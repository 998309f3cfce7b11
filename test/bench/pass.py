"""The peer of the provision pass: the same pass as users of librouteros write it. Prints one JSON line of milliseconds.

Arguments: host port what rows.json. What: all (read every field), some (read the fields a pass needs), pass (login, read every
field, compare with the table of expected values; nothing is written), pass-some (the same with the fields it needs).
"""
import json
import sys
import time

from librouteros import connect
from librouteros.query import Key

FIELDS = ('.id', 'name', 'target', 'parent', 'max-limit', 'limit-at', 'disabled', 'invalid', 'dynamic', 'comment', 'queue')
COMPARED = ('name', 'target', 'parent', 'max-limit', 'limit-at')


def read(host: str, port: int, what: str) -> list:
    api = connect(host=host, port=port, username='bench', password='bench', timeout=60)
    queues = api.path('queue', 'simple')
    rows = list(queues.select(*(Key(field) for field in FIELDS)) if what.endswith('some') else queues)
    api.close()
    return rows


def differing(rows: list, expected: dict) -> list:
    seen = {row['comment'].split('bwagent:')[-1]: row for row in rows}
    return [owner for owner, want in expected.items()
            if owner not in seen or any(str(seen[owner][field]) != want[field] for field in COMPARED)]


def main() -> None:
    host, port, what, file = sys.argv[1:5]
    with open(file, encoding='utf-8') as source:
        expected = json.load(source)
    begun = time.perf_counter()
    rows = read(host, int(port), what)
    differ = differing(rows, expected) if what.startswith('pass') else []
    spent = (time.perf_counter() - begun) * 1000
    print(json.dumps({'ms': spent, 'rows': len(rows), 'differ': len(differ)}))


main()
