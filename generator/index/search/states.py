"""The words of a query that ask for a state, as one word; the value is a group of `model/status.py`, a status, or until when one may
apply: "today", "week", "month"."""

from generator.model.status import GROUPS

# What a status is worth to a document that has it.
_WORTH = {
    "closing": 1.26,
    "open": 1.25,
    "rolling": 1.25,
    "upcoming": 1.12,
    "unconfirmed": 1.05,
    "running": 1,
    "closed": 0.92,
    "ended": 0.85,
}
# Each status with its group and that worth: `group` and `prior` in the browser (store.js).
STATUS_PRIORS = {status: [group, _WORTH[status]] for group, statuses in GROUPS.items() for status in statuses}

_KOREAN = {
    "now": "모집중 모집중인 접수중 접수중인 신청중 신청중인 모집진행중 지금신청 신청가능 신청가능한 지원가능 지원가능한 "
    "접수가능 접수가능한 수강신청가능 수강신청가능한 "
    "모집하는 모집하고있는 지금모집 현재모집중 신청받는 접수받는 접수하는 열린과정 열려있는 신청할수있는 지금신청할수있는 "
    "아직신청할수있는 지원할수있는 "
    "지금지원할수있는 수강신청할수있는 지금들을수있는 현재들을수있는 지금모집중 지금모집중인 지금모집하는 지금신청가능 지금신청가능한 "
    "모집중인과정 모집하는과정 신청가능한과정 신청할수있는과정 신청할수있는거 신청할수있는것 지금모집중인과정 지금모집하는과정 "
    "지금신청가능한과정 지금신청할수있는과정 지금신청할수있는거 지금신청할수있는것",
    "closing": "내일마감 내일마감인 내일까지 마감임박 마감임박한 곧마감 곧마감되는",
    "today": "오늘마감 오늘마감인 오늘마감하는 오늘까지",
    "week": "이번주마감 이번주까지 금주마감",
    "month": "이번달마감 이번달까지 이달마감",
    "upcoming": "모집예정 접수예정 신청예정 모집예정인 개강예정 오픈예정 예정인과정",
    "soon": "다음에모집하는 앞으로모집하는 곧모집하는 곧열리는 모집할",
    "rolling": "상시모집 상시접수 상시신청",
    "running": "교육중 수업중 진행중 교육중인 진행중인",
    "past": "마감된 종료 종료된 모집종료 끝난 모집끝난 지난과정",
}
_ENGLISH = {
    "now": "open opennow applynow nowopen recruiting",
    "closing": "closingsoon",
    "today": "closingtoday",
    "week": "closingthisweek",
    "month": "closingthismonth",
    "upcoming": "upcoming openingsoon",
    "rolling": "rolling openended",
    "running": "running inprogress ongoing",
    "past": "closed ended finished",
}
STATES = {
    language: {word: value for value, words in table.items() for word in words.split()}
    for language, table in (("ko", _KOREAN), ("en", _ENGLISH))
}
