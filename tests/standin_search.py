"""A small index with known answers, served in the place of the real engine: what box and page are tested against."""

import re
from pathlib import Path

ENGINE = (Path(__file__).parent / "standin_engine.js").read_text("utf-8")
OPEN = {"from": "2025-11-03", "until": "2025-11-21 18:00", "applies": True}
CLOSING = {"from": "2025-11-01", "until": "2025-11-05", "applies": True}
ENDED = {"ends": "2025-08", "starts": "2025-05"}


def card(slug, kind, title, **more):
    """A result card with what it does not say left empty."""
    empty = {"campuses": [], "campus": "", "field": "", "fieldSlug": "", "dates": None, "status": "", "summary": "", "text": ""}
    return {"slug": slug, "type": kind, "url": f"/{kind}/{slug}/", "title": title, **empty, **more}


DOCUMENTS = (
    card("dobong", "campuses", "도봉캠퍼스", campuses=["도봉캠퍼스"], campus="dobong", text="도봉캠퍼스는 도봉구에 있습니다."),
    card(
        "dobong-ai-multimodal", "courses", "AI 멀티모달 서비스 개발 과정 도봉", campuses=["도봉캠퍼스"], campus="dobong", field="AI 개발",
        fieldSlug="ai-development", dates=ENDED, status="ended", text="도봉캠퍼스에서 배우는 긴 과정입니다. " * 8,
    ),
    card(
        "mapo-microsoft-ai-3", "courses", "마이크로소프트 AI 데이터분석 3기", campuses=["마포캠퍼스"], campus="mapo", field="AI 개발",
        fieldSlug="ai-development", dates=OPEN, status="open", text="데이터분석을 배웁니다.",
    ),
    card(
        "jung-salesforce-ai-3", "courses", "세일즈포스 CRM 데이터분석을 연계한 아주 긴 이름의 인공지능 서비스 기획 과정",
        campuses=["중구캠퍼스"], campus="jung",
        field="AI 개발", fieldSlug="ai-development", dates=CLOSING, status="closing", text="고객 관리와 데이터분석을 함께 배웁니다.",
    ),
    card("questions", "pages", "자주 묻는 물음과 데이터분석", text="비용은 없습니다."),
    *(card(f"row-{number}", "notices", f"{number}번째 소식", text="여러 소식 가운데 하나입니다.") for number in range(45)),
)  # fmt: skip
ANSWERS = {
    "ehqhd": {"look": "도봉", "result": {"corrected": {"from": "ehqhd", "to": "도봉"}}},
    "대구 캠퍼스": {"look": "캠퍼스", "result": {"partial": {"missing": ["대구"]}}},
    "자바스크립트2": {"look": "∅", "result": {"suggest": ["데이터분석"]}},
    "데이터분석 모집중": {"look": "데이터분석", "result": {"filters": [{"name": "status", "value": "now", "word": "모집중"}]}},
    "상시모집": {
        "look": "∅",
        "result": {"partial": {"missing": ["상시모집"]}, "filters": [{"name": "status", "value": "rolling", "word": "상시모집"}]},
    },
    "느린 말": {"wait": 1500, "look": "도봉"},
    "조각": {"look": "도봉", "piece": "missing.json"},
}
CORE = {"documents": DOCUMENTS, "answers": ANSWERS, "names": {"campus": {}, "field": {}}}


def serve_standin(page):
    """Answer for the engine and the index with the stand-in; what it has not is not found, as on a host."""
    index = {"index.json": {"core": "core.json", "shards": [], "cards": []}, "core.json": CORE}

    def piece(route, request):
        found = index.get(request.url.rpartition("/")[2])
        route.fulfill(json=found) if found else route.fulfill(status=404, body="")

    page.route(
        re.compile(r"/js/search/engine\.js|/search/engine\.js"), lambda route: route.fulfill(content_type="text/javascript", body=ENGINE)
    )
    page.route(re.compile(r"/search/(ko|en)/"), piece)


def hold_index(page):
    """The index is asked for and never answered; the engine is there."""
    page.unroute(re.compile(r"/search/(ko|en)/"))
    page.route(re.compile(r"/search/(ko|en)/"), lambda _: None)


def break_index(page):
    """The index does not load any more; the engine does."""
    page.unroute(re.compile(r"/search/(ko|en)/"))
    page.route(re.compile(r"/search/(ko|en)/"), lambda route: route.abort())
