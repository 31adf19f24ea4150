"""The words of a query that ask for a state, as one word; the value is a group of `model/status.py` or a status."""

_KOREAN = {
    "now": (
        "모집중 모집중인 접수중 신청중 지금신청 신청가능 신청가능한 지원가능 지원가능한 모집하는 모집하고있는 지금모집 현재모집중 신청받는 "
        "접수하는 열린과정 열려있는 신청할수있는 지금신청할수있는 지원할수있는 지금지원할수있는 들을수있는"
    ),
    "closing": "마감임박 마감임박한 곧마감 오늘마감 오늘마감인 오늘마감하는 내일마감 내일마감인 오늘까지",
    "upcoming": "모집예정 접수예정 신청예정 모집예정인 개강예정 오픈예정",
    "rolling": "상시모집 상시접수 상시신청",
    "running": "교육중 수업중 진행중 교육중인 진행중인",
    "past": "마감 마감된 모집마감 접수마감 종료 종료된 모집종료 끝난 지난과정",
}
_ENGLISH = {
    "now": "open opennow applynow nowopen recruiting",
    "closing": "closingsoon",
    "upcoming": "upcoming openingsoon",
    "rolling": "rolling openended",
    "running": "running inprogress ongoing",
    "past": "closed ended finished",
}
STATES = {
    language: {word: value for value, words in table.items() for word in words.split()}
    for language, table in (("ko", _KOREAN), ("en", _ENGLISH))
}
