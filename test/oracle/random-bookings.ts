import type { Dice } from '../fakes/dice.ts';
import type { Booking, Span, Wish } from './booking.ts';
import { sizeOf, spanFrom, startFrom, type World } from './world.ts';

/**
 * Something asked for now; it may take the place of a booking (an extension, a check again with the own hold left out).
 */
export function wishOf(dice: Dice, world: World): Wish {
  const own = dice.onceIn(6) ? bookingLike(dice, world, ({ state }) => state !== 'ended') : undefined;
  if (own !== undefined) return again(dice, world, own);
  const line = dice.one(world.lines).id;
  const wanted = sizeOf(dice);
  if (dice.onceIn(24))
    return { line, wanted, window: null, from: dice.onceIn(4) ? startFrom(dice, world.now) : world.now, instead: null };
  return {
    line,
    wanted,
    window: ahead(
      world,
      dice.onceIn(2) && world.popular.from > world.now
        ? world.popular
        : spanFrom(dice, dice.onceIn(8) ? Math.max(0, world.now - 1800) : world.now),
    ),
    from: world.now,
    instead: null,
  };
}

/** A window may have begun, but is not over. */
function ahead({ now }: World, { from, until }: Span): Span {
  return { from, until: Math.max(until, now + 60) };
}

/** A running grant is asked to go on longer; a hold is asked again as it is, or with another size. */
function again(dice: Dice, world: World, { id, line, rate, window, state }: Booking): Wish {
  const wish = { line, wanted: rate, from: world.now, instead: id };
  if (window === null)
    return {
      ...wish,
      wanted: state === 'held' ? rate : sizeOf(dice),
      window: null,
      instead: state === 'held' ? id : null,
    };
  if (state === 'held') return { ...wish, wanted: dice.onceIn(2) ? rate : sizeOf(dice), window: ahead(world, window) };
  const from = Math.max(window.until, world.now);
  return { ...wish, window: { from, until: from + dice.one([900, 1800, 3600]) } };
}

/** Puts the wish into the books, held for a time or granted at once; returns the line that changed. */
export function book(dice: Dice, world: World, wish: Wish): string {
  const { line, wanted, window, instead } = wish;
  const old = world.bookings.find(({ id }) => id === instead);
  if (old?.state === 'granted' && window !== null) {
    old.window = { from: old.window!.from, until: window.until };
    return line;
  }
  if (old !== undefined) old.state = 'ended';
  const service = world.lines.find(({ id }) => id === line)!.service;
  const guaranteed = Math.max(
    0,
    ...world.bookings
      .filter((b) => b.line === line && b.window === null && b.state === 'granted')
      .map((b) => b.limitAt),
  );
  world.bookings.push({
    id: 1 + Math.max(0, ...world.bookings.map(({ id }) => id)),
    line,
    rate: wanted,
    limitAt: service === 'dedicated' && window === null ? wanted : guaranteed,
    window,
    state: dice.onceIn(2) ? 'held' : 'granted',
    holdUntil: world.now + 1 + dice.one([899, 3599, 86_399, 86_399]),
    applied: false,
  });
  return line;
}

/**
 * Time passes, and things happen to what is booked: granted, applied, returned early or late, released; an uplink goes
 * or comes back.
 */
export function happen(dice: Dice, world: World): void {
  if (dice.onceIn(3)) world.now += dice.one([1, 60, 60, 300, 899, 900]);
  if (dice.onceIn(20))
    for (const uplink of ['a', 'b']) if (!world.down.delete(uplink) && dice.onceIn(2)) world.down.add(uplink);
  const held = bookingLike(dice, world, ({ state, holdUntil }) => state === 'held' && world.now < holdUntil);
  if (held !== undefined && dice.onceIn(3)) held.state = dice.onceIn(6) ? 'ended' : 'granted';
  const granted = bookingLike(dice, world, ({ state, applied }) => state === 'granted' && !applied);
  if (granted !== undefined && dice.onceIn(2)) apply(world, granted);
  const running = bookingLike(
    dice,
    world,
    ({ state, window }) => state === 'granted' && window !== null && window.from <= world.now,
  );
  if (running !== undefined && dice.onceIn(8)) running.state = 'ended';
}

/** The router carries it: a permanent one ends those before it. */
function apply(world: World, granted: Booking): void {
  granted.applied = true;
  if (granted.window !== null) return;
  for (const b of world.bookings)
    if (b.line === granted.line && b.window === null && b.state === 'granted' && b !== granted) b.state = 'ended';
}

function bookingLike(dice: Dice, world: World, isLike: (booking: Booking) => boolean): Booking | undefined {
  const like = world.bookings.filter(isLike);
  return like.length === 0 ? undefined : dice.one(like);
}
