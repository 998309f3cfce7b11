import { NO_RATE, mbps, rate } from '../../agent/domain/rate.ts';
import type { RouterSurvey } from '../../agent/ports/survey.ts';
import type { ObservedQueue } from '../../agent/shaping/queue.ts';
import { PLAIN_TRAITS } from '../../agent/shaping/router-traits.ts';
import { observedAs } from '../fakes/memory-router.ts';

export type QueueFields = Partial<ObservedQueue> & { readonly name: string };

/** A table in the order given; a queue without targets of its own gets 10.62.<place>.0/24, without a limit 10 Mbps. */
export function tableOf(...rows: readonly QueueFields[]): readonly ObservedQueue[] {
  const ten = rate(mbps(10), mbps(10));
  return rows.map((fields, position) => {
    const place = { id: `*${position + 1}`, position, targets: [`10.62.${position}.0/24`] };
    return observedAs({ ...place, parent: null, maxLimit: ten, limitAt: NO_RATE, comment: '', ...fields });
  });
}

/** A survey of a router with these queues and two uplinks. */
export function surveyOf(queues: readonly ObservedQueue[], fields: Partial<RouterSurvey> = {}): RouterSurvey {
  const port = { type: 'ether', running: true, disabled: false };
  return {
    identity: { identity: 'CORE Kasongan', version: '7.16.2 (stable)', serial: 'S1' },
    traits: PLAIN_TRAITS,
    queues,
    interfaces: [
      { ...port, name: 'ether1', comment: 'ISP-A (FO)' },
      { ...port, name: 'ether2', comment: '' },
      { ...port, name: 'ether3', comment: 'ke gedung' },
    ],
    addresses: [
      { address: '203.0.113.2/30', interface: 'ether2' },
      { address: '10.62.1.1/24', interface: 'ether3' },
    ],
    lists: [],
    past: { queueTree: 0, pppActive: null, hotspotActive: 0, dhcpLeases: 12 },
    ...fields,
  };
}
