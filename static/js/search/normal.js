// Letters and words as search sees them: the twin of generator/letters.py.
// Both are held to tests/shared/search_words.json.

const PIECE = /[0-9]+[가-힣]+|[a-z0-9\u00e0-\u024f]+(?:\+\+|#)?|[가-힣ㄱ-ㅎㅏ-ㅣ]+|[\u3040-\u30ff\u4e00-\u9fff]+/g;

/** NFC, then each letter in NFKC but for the jamo U+3131–318E (NFKC would break initials). @param {string} text */
export function folded(text) {
  return text.normalize("NFC").replace(/[^\x00-\x7f가-힣ㄱ-ㆎ]/gu, (letter) => letter.normalize("NFKC"));
}

/** What depends on the endings of the language, which the index brings. @param {{particles: string, verbal: string}} core each longest first @param {Map<string, any>} [members] the synonyms
 * @returns {{chunks: (text: string) => string[][], squeezed: (text: string) => string, isEnding: (text: string) => boolean, stems: (word: string) => string[]}} */
export function grammar({ particles, verbal }, members) {
  const ends = new Set(particles.split(" "));
  const endings = new Set([...ends, ...verbal.split(" ")]);

  function pieces(chunk) {
    const found = [];
    let end = -1;
    for (const { 0: piece, index } of chunk.matchAll(PIECE)) {
      const attached = index === end && /[a-z0-9+#]$/.test(found.at(-1) ?? "");
      if (!(attached && ends.has(piece))) found.push(piece);
      end = index + piece.length;
    }
    return found;
  }

  /** The pieces of each run without white space: split at marks and where scripts change, a particle after Latin dropped. */
  const chunks = (text) => (folded(text).toLowerCase().match(/\S+/g) ?? []).map(pieces).filter((found) => found.length);

  return {
    chunks,
    /** A name or a synonym as one word: normal letters without spaces and marks. */
    squeezed: (text) => chunks(text).flat().join(""),
    isEnding: (text) => endings.has(text),
    /** What may remain of a Hangul word without a particle or a verb's ending, the longest ending cut first: two syllables at least,
     * or one that is a synonym (밥은). */
    stems: (word) => [...word].map((_, at) => word.slice(0, at)).filter((stem) => (stem[1] || members?.has(stem)) && endings.has(word.slice(stem.length))),
  };
}
