"""How the words of questions and wishes end, as patterns for the browser: such words are of the sentence, and nobody looks for them.

They come with the core, as the particles do.
"""

# A word that ends so adds to the score and is never asked for.
ENDING = (
    "려[면고는]|[나까가어아해돼세네지데래고]요|죠|니까|[는은인을]지|싶[어은다]|[은는인]데|[습입]니다|(?:하|되|배우|듣)기|[하받있없]는|해[서도]"
    "|[다으하]면|면서|[어아해워]야|[을할]까|[는한인]가"
)
# A noun that is asked after: 결석인가요. It counts as the noun.
COPULA = "인가요|입니까|이에요|예요|인지|인데|인데요|라서"
# What a verb looks like in a question, where the index does not know the word: 빌릴, 내야, 되고. Not 대구에서.
VERB = "[고지며면다요까기려러게던]|[어아워]도"
