"""Words of questions and wishes that nobody searches for: those that only fill a sentence, and the endings of others, as patterns.

They come with the core, as the particles do. A site has more that fill in its synonyms.yml.
"""

import re
from unicodedata import normalize

FILLERS = (
    "동안 지금 현재 아직 요즘 많이 안녕하세요 어디예요 어딘가요 어디죠 어딨어요 있어 없어 "
    "추천 추천해 추천해줘 추천해주세요 쪽 쪽으로 쪽은 쪽이 만한 만한곳 데 "
    "배워요 배워야 배울래요 들으면 뭐가 만드는 만들고 만들기 다루는 다니는 다닐 근처 근처에 근처에서 부근 주변 가까운 "
    "이거 그거 이게 그게 진짜 정말 혹시 그냥 꼭 다시 또 다른 우리 제가 저는 저도 전에 나중에 하다가 한번 한달에 달에 다른일 다른일을 "
    "예전에 너무 좀 여기 거기 여기서 같은 완전 바로 자꾸 계속 아예 약간 먼저 군데 이번에 새로 날은 중인데 "
    "두 세 개 개예요 개인가요 개나 명 명이에요 명인가요 명이나 어디어디 뭐부터 일을 일은 일이 "
    # Endings among friends, also where they are written onto a noun: 공짜야, 온라인이죠, 비전공이어도.
    "야 이야 죠 이죠 냐 이냐 인거야 인거임 인건가 인건가요 이어도 여도 어디야 언제야 누구야 어디로 하루에 전액 "
    "들어 들어요 다녀 다녀요 내나 드나 받나 배움 괜찮아 괜찮나요 괜찮아요 괜찮음 맞아 상관없어 상관없나 상관없음 "
    # For whom one asks: 우리 아들 취업, 엄마가 아이 대신 신청해도 되나요. Not 동생, which asks for what 동생 옷 does.
    "아들 딸 딸이 딸도 우리애 우리아이 엄마가 아빠가 부모가 부모님이 동생이 언니가 오빠가 누나가 친구가 친구랑 대신 아이대신"
).split()

# How the verb of a synonym may end: 회사 다니는데, 문 열어, 돈 받나; and what may stand behind 몇 (몇 시부터) or name who asks (대학생).
SPOKEN = re.compile("[는은을할줘나쳐려써싶데고면도어아여와워야봐돼해]$|면서$|^시(?:간|부터|까지|에)?$|^[생인자원]$")
# A word that ends so adds to the score and is never asked for.
_ENDING = (
    "(?:려[면고는]|[^필중동민강수소주개]요|[나까돼되어해가세네데져줘]여|죠|니까|[는은인을]지|싶[어은다]"
    # 고등학생인데 is a noun, and asks for it.
    "|[은는든운픈큰린쁜른긴]데|[^생]인데|[습입]니다|(?:하|되|배우|듣)기|[하받있없주사]는|해[서도]"
    "|[다으하]면|면서|[어아해워써와봐가여겨녀려셔져쳐켜둬줘춰내매]야|야[돼되됨해함]|[을할]까|[는한인]가"
    "|수[있없][어나음냐]|는거[야임죠]|[해여와려켜]줘|[해여와려켜봐]줌|(?:보장|제공|지급)[돼됨])$|^몇"
)
PATTERNS = {
    "ending": _ENDING,
    # So does one that asks, or that what follows makes a verb, also where the index has the word: 빌려주나요, 일하고 싶은데, 막는 법.
    "asks": "(?:[나까어아해돼세네지]요|니까|[을할]까) |고 싶|[는은] (?:법|곳|데|거)",
    # A verb made of a noun: where no other word counts, that noun does. 승마하면서 is of riding.
    "act": "..[하해되돼]",
    # Who asks when asks for no state: 마감 언제예요.
    "when": "언제|when",
    # A noun that is asked after: 결석인가요. It counts as the noun.
    "copula": "(?:인가요|입니까|이에요|예요|인지|인데|인데요|라서)$|^몇.",
    # What a verb looks like in a question: 내야, 되고. Not 대구에서, nor what is a name or a synonym.
    "verb": f"{_ENDING}|(?:[고며면다요까려러게던음됨함]|게까지|다가|[어아겨녀려셔여져쳐켜워둬줘춰가파나와봐해돼내써][도서])$",
    # A verb such as 빌릴 and 배울 with what follows it, taken apart (NFD): it ends in ㄹ. Nouns end so as well: 거울, 대출.
    "future": "\u11af (?:" + normalize("NFD", "수|때|데|만|곳|것|거|건|지") + ")(?![\u11a8-\u11c2])",
    # Particles that seldom end a noun: what stands before one is the word.
    "sure": "(?:[을를은는의에]|.(?:에서|으로|까지|부터|에게|이나|에는|에도))$",
    # A place, by what is named after it: 공릉역, 노원구청; and the number of a house behind its street: 신반포로 188.
    "place": "^(.+?)(?:구청역?|역)$",
    "house": r"[로길동가\d] \d+$",
}
