// Random texts by a seed, of all that passwords and names may hold but control characters.

const SIGNS = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
const PIECES = ["%41", "%2F", "%", "\\n", "$(id)", "$HOME", "''", '""', "üß", "日本", "😀", "+", "&&", "--", "***"];

/** A function that returns random texts. */
export function createRandom(seed) {
  let state = seed;
  const below = (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const kinds = [
    () => SIGNS[below(SIGNS.length)],
    () => PIECES[below(PIECES.length)],
    () => String.fromCharCode(97 + below(26)),
    () => String(below(10)),
    () => String.fromCodePoint(0xa1 + below(0x500)),
  ];
  return (most = 12) => Array.from({ length: 1 + below(most) }, () => kinds[below(kinds.length)]()).join("");
}
