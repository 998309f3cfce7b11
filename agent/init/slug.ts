const LONGEST = 46;

/**
 * Makes an id of a text: lower-case letters, digits and single hyphens, at most 46. `Dinas Kesehatan` gives
 * `dinas-kesehatan`. Empty when no letter or digit is left.
 */
export function slugOf(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = plain.split(/[^a-z0-9]+/).filter((word) => word !== '');
  return words.join('-').slice(0, LONGEST).replace(/-$/, '');
}

/**
 * Returns a function that gives each text an id of its own: `dinkes`, `dinkes-2`. `usual` stands for a text that gives
 * no id.
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
