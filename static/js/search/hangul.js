// Hangul as the keys of the common Korean keyboard (두벌식). A word as keys serves three ends: it is what was typed in
// the wrong mode, it is the word cut into single sounds (ㅘ is ㅗ and ㅏ, ㄳ is ㄱ and ㅅ), and its beginning is the
// word half typed.

const LETTERS = Array.from({ length: 51 }, (_, at) => String.fromCharCode(0x3131 + at)).join(""); // ㄱ to ㅎ, and ㅏ to ㅣ
const CONSONANTS = LETTERS.slice(0, 30);
const KEYS = "r R rt s sw sg e E f fr fa fq ft fx fv fg a q Q qt t T d w W c z x v g k o i O j p u P h hk ho hl y n nj np nl b m ml l".split(" ");
const VOWELS = KEYS.slice(30);
const INITIALS = [...CONSONANTS].filter((letter) => !keyOf(letter)[1]); // ㄳ and other pairs only end a syllable, as ㄸㅃㅉ never do
const FINALS = ["", ...Array.from(CONSONANTS.replace(/[ㄸㅃㅉ]/g, ""), keyOf)];
const FIRSTS = INITIALS.map(keyOf);
const FIRST = 0xac00;
const SYLLABLE = syllable();

function keyOf(letter) {
  return KEYS[LETTERS.indexOf(letter)] ?? letter;
}

function syllable() {
  const longFirst = (keys) => [...keys].filter(Boolean).sort((a, b) => b.length - a.length).join("|");
  const vowel = longFirst(VOWELS);
  return new RegExp(`(${FIRSTS.join("|")})(${vowel})((?:${longFirst(FINALS)})(?!${vowel}))?`, "g");
}

/** The keys that type a text: 도봉 → ehqhd. What is not Hangul stays. @param {string} text */
export function toKeys(text) {
  let keys = "";
  for (const letter of text) {
    const code = letter.charCodeAt(0) - FIRST;
    keys += code >= 0 && code < 11172 ? FIRSTS[Math.floor(code / 588)] + VOWELS[Math.floor(code / 28) % 21] + FINALS[code % 28] : keyOf(letter);
  }
  return keys;
}

/** What these keys type in Korean mode: ehqhd → 도봉. @param {string} keys letters as typed, capitals for ㄲㄸㅃㅆㅉㅒㅖ */
export function toHangul(keys) {
  const plain = keys.replace(/[^RETQWOP]/g, (key) => key.toLowerCase());
  const composed = plain.replace(SYLLABLE, (_, initial, vowel, final = "") =>
    String.fromCharCode(FIRST + (FIRSTS.indexOf(initial) * 21 + VOWELS.indexOf(vowel)) * 28 + FINALS.indexOf(final)),
  );
  return composed.replace(/[a-z]/gi, (key) => LETTERS[KEYS.indexOf(key)]); // each stands for a letter
}

/** The initial consonants of a word: 도봉 → ㄷㅂ. What is not Hangul stays. @param {string} word */
export function initials(word) {
  return word.replace(/[가-힣]/g, (letter) => INITIALS[Math.floor((letter.charCodeAt(0) - FIRST) / 588)]);
}

/** Consonants that the input method has drawn together, apart again: ㄳ → ㄱㅅ. @param {string} word */
export function apart(word) {
  return word.replace(/[ㄱ-ㅎ]/g, (letter) => [...keyOf(letter)].map(toHangul).join(""));
}
