import { type Finding, finding } from '../../agent/domain/finding.ts';
import { Fault } from '../../agent/domain/fault.ts';
import type { Caller, Host } from '../../agent/ports/host.ts';

/** What the machine is said to be. */
export interface HostStory {
  /** User names by uid. */
  readonly users?: Readonly<Record<number, string>>;
  /** Who is at the other end of every connection; nobody by default. */
  readonly caller?: Caller;
  readonly watchdogEvery?: number;
  readonly findings?: readonly Finding[];
}

/** A host by its story; `told` is what the service manager heard, and `story` may be changed while it runs. */
export interface FakeHost extends Host {
  readonly told: readonly string[];
  story: HostStory;
}

export function fakeHost(story: HostStory = {}): FakeHost {
  const told: string[] = [];
  const host: FakeHost = {
    name: 'host',
    told,
    story,
    caller: () => {
      if (host.story.caller === undefined) throw new Fault('order/stranger');
      return host.story.caller;
    },
    userOf: (uid) => host.story.users?.[uid],
    notify: (state) => {
      told.push(state);
    },
    watchdogEvery: () => host.story.watchdogEvery,
    check: async () => await Promise.resolve(host.story.findings ?? [finding('host/ok', 'ok', 'host')]),
  };
  return host;
}
