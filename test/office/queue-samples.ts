import { mbps, type Rate } from '../../agent/domain/rate.ts';
import type { ObservedQueue, QueueShape } from '../../agent/shaping/queue.ts';

export function mega(down: number, up = down): Rate {
  return { down: mbps(down), up: mbps(up) };
}

export const WANT: QueueShape = {
  name: 'DINKES',
  targets: ['10.62.20.0/24'],
  parent: '0.TOTAL-PEMDA',
  maxLimit: mega(40),
  limitAt: mega(0),
};

/** The queue as it is before: 30 Mbps, ours. */
export const BEFORE: QueueShape = { ...WANT, maxLimit: mega(30) };

export function row(rest: Partial<ObservedQueue> = {}): ObservedQueue {
  return {
    ...BEFORE,
    id: '*2',
    position: 2,
    comment: 'Dinas Kesehatan bwagent:dinkes',
    disabled: false,
    invalid: false,
    dynamic: false,
    queueType: 'pcq-upload-default/pcq-download-default',
    ...rest,
  };
}

export const POOL = row({
  id: '*1',
  position: 1,
  name: '0.TOTAL-PEMDA',
  targets: ['10.62.0.0/16'],
  parent: null,
  maxLimit: mega(500),
  comment: 'induk bwagent:total',
});

export const CATCH_ALL = row({
  id: '*9',
  position: 9,
  name: 'ZZ-LAINNYA',
  targets: ['10.62.0.0/16'],
  maxLimit: mega(10),
  comment: 'penampung akhir',
});
