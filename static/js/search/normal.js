// Letters and words as search sees them: the twin of generator/letters.py.
// Both are held to tests/shared/search_words.json.

/** Longest first, so that 에서는 is cut whole. */
export const PARTICLES = (
  "이라도 에서는 에서도 에서의 으로는 으로도 으로의 으로서 으로써 까지는 부터는 에게는 에게서 이라는 입니다 이에요 인가요 이나마 에는 에도 에서 에게 에선 으로 로는 로도 로서 로써 로의 과는 과의 와는 와의 부터 " +
  "까지 마다 처럼 보다 밖에 조차 하고 이나 이랑 이란 이라 이며 이고 예요 라는 라도 만의 만을 만이 들은 들을 들의 들이 한테 께서 은 는 이 가 을 를 의 에 와 과 도 만 로 나 랑 란 라 며 고 인 들"
).split(" ");
/** What makes a verb of a noun: 신청합니다, 준비하려면, 진행되는. */
export const VERBAL = (
  "했습니다 됐습니다 되었습니다 하였습니다 합니다 됩니다 하십시오 하세요 하려면 하려는 하려고 하도록 되도록 하면서 하지만 하거나 하는지 하나요 해요 돼요 하네요 합니까 " +
  "됩니까 되나요 할까요 될까요 해도 하면 하여 하고 하며 하는 하기 하게 해서 해야 했던 했다 한다 된다 되는 되어 되고 되며 되면 되기 한 할 해 된 될 하 함 됨"
).split(" ");
const ENDS = new Set(PARTICLES);
const ENDINGS = new Set([...PARTICLES, ...VERBAL]);
const LONGEST = Math.max(...[...ENDINGS].map((ending) => ending.length));
const PIECE = /[0-9]+[가-힣]+|[a-z0-9\u00e0-\u024f]+(?:\+\+|#)?|[가-힣ㄱ-ㅎㅏ-ㅣ]+|[\u3040-\u30ff\u4e00-\u9fff]+/g;

/** NFC, then each letter in NFKC but for the jamo U+3131–318E (NFKC would break initials). @param {string} text */
export function folded(text) {
  return text.normalize("NFC").replace(/[^\x00-\x7f가-힣\u3131-\u318e]/gu, (letter) => letter.normalize("NFKC"));
}

/** `folded`, in lower case. @param {string} text */
export function normal(text) {
  return folded(text).toLowerCase();
}

/** The pieces of each run without white space: split at marks and where scripts change, a particle after Latin dropped.
 * @param {string} text @returns {string[][]} */
export function chunks(text) {
  return (normal(text).match(/\S+/g) ?? []).map(pieces).filter((found) => found.length);
}

function pieces(chunk) {
  const found = [];
  let end = -1;
  for (const { 0: piece, index } of chunk.matchAll(PIECE)) {
    const attached = index === end && /[a-z0-9+#]$/.test(found.at(-1) ?? "");
    if (!(attached && ENDS.has(piece))) found.push(piece);
    end = index + piece.length;
  }
  return found;
}

/** A name or a synonym as one word: normal letters without spaces and marks. @param {string} text */
export function squeezed(text) {
  return chunks(text).flat().join("");
}

/** Whether a text is a particle or a verb's ending. @param {string} text */
export function isEnding(text) {
  return ENDINGS.has(text);
}

/** What may remain of a Hangul word without a particle or a verb's ending, two syllables at least; the longest ending cut first.
 * @param {string} word @returns {string[]} */
export function stems(word) {
  const found = [];
  for (let size = Math.min(LONGEST, word.length - 2); size > 0; size--) {
    if (ENDINGS.has(word.slice(-size))) found.push(word.slice(0, -size));
  }
  return found;
}
