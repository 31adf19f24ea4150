"""A text page, as an author writes it: `content/pages/<slug>.md`."""

from typing import ClassVar, Literal

from generator.records.record import Item, Markdown, Strict, Text


class TextPageEnglish(Strict):
    """글 쪽의 영어 글."""

    title: Text
    """영어 제목."""
    summary: Text | None = None
    """영어 요약."""
    body: Markdown
    """영어 본문."""


class TextPage(Item):
    """글로 된 쪽 하나. 주소는 /파일이름/ 입니다."""

    folder: ClassVar[str] = "pages"

    title: Text
    """제목."""
    order: int = 1000
    """차림표 안의 순서. 작은 수가 앞에 섭니다."""
    menu: Literal["main", "footer"] | None = None
    """차림표의 자리. main(위), footer(아래). 없으면 차림표에 넣지 않습니다."""
    summary: Text | None = None
    """한두 문장 요약."""
    body: Markdown
    """본문(마크다운). 제목은 ##부터 씁니다."""
    en: TextPageEnglish | None = None
    """영어 글."""
