import type { RouterSurvey, SeenInterface } from '../ports/survey.ts';
import { uniqueSlugs } from './slug.ts';

/** An uplink proposed for the configuration. */
export interface UplinkGuess {
  readonly id: string;
  readonly name: string;
  readonly interface: string;
}

/** Words for an uplink, and providers in Indonesia. */
const UPLINK_WORDS =
  'isp|wan|uplink|internet|telkom|astinet|indihome|lintasarta|icon ?\\+?|iconnet|biznet|indosat|moratel';
const NAMED = new RegExp(`(?:^|[^a-z])(?:${UPLINK_WORDS})(?![a-z])`, 'i');
const ISP = /isp[-_ ]?[a-z0-9]+/i;
/** Addresses that are not public: RFC 1918, 6598, 3927, loopback. */
const PRIVATE =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|127\.)/;
const LONGEST_NAME = 80;

/** Finds interfaces that look like uplinks: a public address, or a provider in name or comment. */
export function guessUplinks(survey: RouterSurvey): readonly string[] {
  const open = new Set(
    survey.addresses.filter(({ address }) => address.includes('.') && !PRIVATE.test(address)).map((a) => a.interface),
  );
  return survey.interfaces
    .filter((port) => !port.disabled && (open.has(port.name) || NAMED.test(port.name) || NAMED.test(port.comment)))
    .map((port) => port.name);
}

/**
 * Makes uplinks of the chosen interfaces, in their order. Names come from the interface's comment, else from its name.
 */
export function uplinksOf(chosen: readonly string[], ports: readonly SeenInterface[]): readonly UplinkGuess[] {
  const idOf = uniqueSlugs('uplink');
  return chosen.map((name) => {
    const comment = ports.find((port) => port.name === name)?.comment.trim() ?? '';
    const provider = ISP.exec(comment)?.[0] ?? ISP.exec(name)?.[0] ?? (comment === '' ? name : comment);
    return { id: idOf(provider), name: (comment === '' ? name : comment).slice(0, LONGEST_NAME), interface: name };
  });
}
