// Sentences of the words file, filled in by a script. A Korean particle depends on the word before it, so the words file
// writes both forms after the blank, '{word}'(으)로 or '{word}'이(가), and the right one is chosen here.

const BLANK = /\{(\w+)\}(['’]?)(이\(가\)|\(으\)로)?/gu;
const RIEUL = 8; // 로 follows a vowel and ㄹ alike: 물로

/** The sentence with its blanks filled.
 * @param {string} sentence @param {Record<string, string | number>} values @returns {string} */
export function fill(sentence, values) {
  return sentence.replace(BLANK, (_, name, quote, both = "") => `${values[name]}${quote}${particle(String(values[name]), both)}`);
}

/** The form that fits the last syllable, or the digit as it is read; both where that is not known, as in 'AI'(으)로. */
function particle(word, both) {
  const final = finalOf(word.at(-1) ?? "");
  if (!both || final === undefined) return both;
  if (both === "이(가)") return final ? "이" : "가";
  return final && final !== RIEUL ? "으로" : "로";
}

function finalOf(letter) {
  if (/\d/.test(letter)) return finalOf("영일이삼사오육칠팔구"[letter]);
  const code = letter.charCodeAt(0) - 0xac00;
  return code >= 0 && code < 11172 ? code % 28 : undefined;
}

/** A polite live region speaks only when typing has paused: a sentence for every letter would bury the reader.
 * @param {HTMLElement} region @returns {(sentence: string) => void} */
export function announcer(region) {
  let later;
  return (sentence) => {
    clearTimeout(later);
    later = setTimeout(() => (region.textContent = sentence), 600);
  };
}
