"""Reads, adds, sets, moves and removes a simple queue with librouteros and prints what it saw as one JSON line.

Arguments: host port user password login-method(plain|token).
"""
import json
import sys

from librouteros import connect
from librouteros.exceptions import TrapError
from librouteros.login import plain, token
from librouteros.query import Key


def main() -> None:
    host, port, user, password, method = sys.argv[1:6]
    api = connect(host=host, port=int(port), username=user, password=password,
                  login_method={'plain': plain, 'token': token}[method], timeout=5)
    queues = api.path('queue', 'simple')
    seen = {'count': len(list(queues))}
    seen['added'] = queues.add(name='LIBROUTEROS', target='10.62.210.7', **{'max-limit': '5M/20M'})
    row = next(iter(queues.select(Key('name'), Key('target'), Key('max-limit')).where(Key('name') == 'LIBROUTEROS')))
    seen['row'] = row
    queues.update(**{'.id': seen['added'], 'max-limit': '6M/30M', 'limit-at': '1M/2M'})
    seen['set'] = next(iter(queues.select(Key('max-limit'), Key('limit-at')).where(Key('name') == 'LIBROUTEROS')))
    tuple(api('/queue/simple/move', numbers=seen['added'], destination='*1'))
    seen['first'] = next(iter(queues.select(Key('name'))))['name']
    try:
        queues.add(name='LIBROUTEROS', target='10.62.210.8')
    except TrapError as trap:
        seen['trap'] = str(trap)
    queues.remove(seen['added'])
    seen['left'] = len(list(queues.select(Key('name')).where(Key('name') == 'LIBROUTEROS')))
    api.close()
    print(json.dumps(seen))


main()
