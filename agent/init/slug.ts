const LONGEST = 46;

/**
 * Lower-case letters, digits and single hyphens: what an id and a router's name may be. Empty when nothing of the text
 * is left.
 */
export function slugOf(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = plain.split(/[^a-z0-9]+/).filter((word) => word !== '');
  return words.join('-').slice(0, LONGEST).replace(/-$/, '');
}

/**
 * Gives each text an id that no earlier one has: `dinkes`, `dinkes-2`. `usual` stands for a text of which nothing is
 * left.
 */
export function uniqueSlugs(usual: string): (text: string) => string {
  const taken = new Set<string>();
  return (text) => {
    const base = slugOf(text) || usual;
    let id = base;
    for (let n = 2; taken.has(id); n += 1) id = `${base.slice(0, LONGEST - 4)}-${n}`;
    taken.add(id);
    return id;
  };
}
