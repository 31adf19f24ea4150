"""Pictures of the content: their copies hold only what is seen, and a file that cannot be shown is named at its line."""

import re
from io import BytesIO
from urllib.parse import unquote

import pytest
from PIL import Image, ImageDraw

from generator import cache, pictures
from generator.drawing import lines_of

COURSE = "courses/dobong-ai-multimodal.md"
pytestmark = pytest.mark.usefixtures("empty_cache")


def photo(path, size=(2000, 1000), save=None, **more):
    """A picture with a camera's notes in it: red on the left, blue on the right."""
    picture = Image.new("RGB", size, "#c00")
    ImageDraw.Draw(picture).rectangle((size[0] // 2, 0, *size), fill="#00c")
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, save, **more)
    return path


def notes(turned=1):
    """What a telephone writes into a picture."""
    found = Image.Exif()
    found[0x010F], found[0x0112] = "Camera", turned
    found.get_ifd(0x8825)[1] = "N"
    return found


def copies(path, file="images/photo.jpg"):
    picture = pictures.picture_of(path, file)
    return picture, dict(pictures.copies_of(path, picture))


@pytest.fixture
def shown(small):
    """The small content with a picture in a record and in a body, in Korean and in English."""
    photo(small / "images" / "lounge.jpg", exif=notes())
    path = small / "campuses" / "dobong.yml"
    path.write_text(path.read_text("utf-8") + "\nimages:\n  - file: images/lounge.jpg\n    alt: 빨강과 파랑\n    credit: 시험\n", "utf-8")
    path = small / COURSE
    path.write_text(path.read_text("utf-8") + '\n![파랑 & "빨강"](../images/lounge.jpg)\n\n[원본](../images/lounge.jpg)\n', "utf-8")
    return small


def test_a_picture_has_three_formats_and_three_widths(tmp_path):
    picture, found = copies(photo(tmp_path / "photo.jpg"))
    assert (picture.width, picture.height) == (2000, 1000)
    assert [each.type for each in picture.formats] == ["image/avif", "image/webp", "image/jpeg"]
    for each in picture.formats:
        for name, width in each.copies:
            with Image.open(BytesIO(found[name])) as copy:
                assert (Image.MIME[copy.format], copy.size) == (each.type, (width, width // 2))
    assert len(found) == 9 and picture.path in found


@pytest.mark.parametrize(
    ("width", "widths"), [(300, [300]), (480, [480]), (700, [480, 700]), (1600, [480, 960, 1600]), (4000, [480, 960, 1600])]
)
def test_no_copy_is_wider_than_the_picture(width, widths, tmp_path):
    picture = pictures.picture_of(photo(tmp_path / "photo.jpg", (width, 40)), "images/photo.jpg")
    assert [width for _, width in picture.formats[0].copies] == widths


def test_the_notes_of_a_camera_are_gone(tmp_path):
    path = photo(tmp_path / "photo.jpg", (600, 300), exif=notes())
    assert Image.open(path).getexif()
    for name, body in [*copies(path)[1].items(), ("whole", pictures.clean_copy(path))]:
        with Image.open(BytesIO(body)) as copy:
            assert not copy.getexif() and not {"exif", "icc_profile", "xmp"} & copy.info.keys(), name
            assert b"Camera" not in body


def test_a_picture_that_lies_on_its_side_is_turned(tmp_path):
    picture, found = copies(photo(tmp_path / "photo.jpg", (600, 300), exif=notes(turned=6)))
    assert (picture.width, picture.height) == (300, 600)
    with Image.open(BytesIO(found[picture.path])) as copy:
        red, blue = copy.getpixel((150, 50)), copy.getpixel((150, 550))
    assert red[0] > red[2] and blue[2] > blue[0]


def test_what_is_transparent_stays_so(tmp_path):
    Image.new("RGBA", (100, 50), (0, 0, 0, 0)).save(tmp_path / "drawing.png")
    picture, found = copies(tmp_path / "drawing.png", "images/drawing.png")
    assert picture.formats[-1].type == "image/png"
    for body in found.values():
        with Image.open(BytesIO(body)) as copy:
            assert copy.convert("RGBA").getpixel((10, 10))[3] == 0


def test_the_same_picture_gives_the_same_bytes(tmp_path, monkeypatch):
    path = photo(tmp_path / "photo.jpg", (1000, 500))
    first = copies(path)
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "another")
    assert copies(path) == first


def test_nothing_is_done_twice(tmp_path, monkeypatch):
    path = photo(tmp_path / "photo.jpg", (500, 250))
    first = copies(path)
    for work in ("_examine", "_copy"):
        monkeypatch.setattr(pictures, work, lambda *_: pytest.fail("done again"))
    assert copies(path) == first


@pytest.mark.parametrize("place", ["some/where", "some/media"])
def test_a_page_shows_every_format(place, make, shown, tmp_path):
    make(shown, tmp_path / "site", base_url=f"https://host.example/{place}/")
    for page in ("campuses/dobong", "courses/dobong-ai-multimodal"):
        html = (tmp_path / "site" / page / "index.html").read_text("utf-8")
        picture = re.search(r"<picture>.*?</picture>", html)[0]
        assert re.findall(r'type="image/(\w+)"', picture) == ["avif", "webp"]
        assert 'width="2000" height="1000"' in picture and picture.count("sizes=") == 3
        found = set(re.findall(rf"/{place}/(media/[^ ,\"]+)", picture))
        assert len(found) == 9 and all((tmp_path / "site" / name).is_file() for name in found)
    assert 'alt="파랑 &amp; &quot;빨강&quot;"' in picture


def test_the_address_of_an_attachment_is_encoded(make, small, tmp_path):
    (small / "files").mkdir()
    (small / "files" / "guide#1 50%25.pdf").write_bytes(b"%PDF-1.4\n")
    said = "title: 소식\nkind: news\npublished: 2025-11-01\nsummary: 요약\nsources: [seoul-20251102]\nchecked: 2025-11-01\n"
    (small / "notices").mkdir(exist_ok=True)
    (small / "notices" / "odd.yml").write_text(f'{said}attachments: [{{file: "files/guide#1 50%25.pdf", label: 안내}}]\n', "utf-8")
    report = make(small, tmp_path / "site")
    assert not report.failed, report.problems
    address = re.search(r'href="/(media/[^"]*)"', (tmp_path / "site" / "notices" / "odd" / "index.html").read_text("utf-8"))[1]
    assert "#" not in address and (tmp_path / "site" / unquote(address)).is_file()


def test_what_is_linked_is_a_clean_copy(make, shown, tmp_path):
    make(shown, tmp_path / "site")
    with Image.open(tmp_path / "site" / "media" / "images" / "lounge.jpg") as copy:
        assert copy.size == (1600, 800) and not copy.getexif()


@pytest.mark.parametrize("name", ["files/poster.jpg", "files/in/POSTER.JPEG", "files/poster.png", "files/poster.webp", "files/poster.avif"])
def test_a_picture_among_the_files_is_a_clean_copy_too(name, make, small, tmp_path):
    """As an attachment of one notice, and as a link in another."""
    said = "title: 소식\nkind: news\npublished: 2025-11-01\nsummary: 요약\nsources: [seoul-20251102]\nchecked: 2025-11-01\n"
    (small / "notices").mkdir(exist_ok=True)
    linked = f"{name}.linked{name[name.rindex('.') :]}"
    for file in (name, linked):
        assert Image.open(photo(small / file, (600, 300), exif=notes())).getexif()
    (small / "notices" / "attached.yml").write_text(f"{said}attachments: [{{file: {name}, label: 포스터}}]\n", "utf-8")
    (small / "notices" / "linked.md").write_text(f"---\n{said}---\n\n[포스터](../{linked})\n", "utf-8")
    report = make(small, tmp_path / "site")
    assert not report.failed, report.problems
    for file in (name, linked):
        body = (tmp_path / "site" / "media" / file).read_bytes()
        with Image.open(BytesIO(body)) as copy:
            assert copy.size == (600, 300) and not copy.getexif() and b"Camera" not in body


def test_a_picture_that_nobody_names_is_not_published(make, shown, tmp_path):
    photo(shown / "images" / "other.jpg")
    make(shown, tmp_path / "site")
    assert not list((tmp_path / "site").rglob("other*"))


def broken(path):
    path.write_bytes(photo(path).read_bytes()[:3000])


def moving(path):
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(path, save_all=True, append_images=frames[1:])


def text(path):
    path.parent.mkdir(exist_ok=True)
    path.write_text("<svg/>")


FAULTS = (
    ("lounge.svg", text, "SVG 그림은 싣지 않습니다."),
    ("lounge.heic", text, "'.heic'는 실을 수 없는 그림입니다."),
    ("lounge.gif", photo, "'.gif'는 실을 수 없는 그림입니다."),
    ("lounge.jpg", text, "그림 파일이 아니거나 깨졌습니다."),
    ("lounge.jpg", broken, "그림 파일이 아니거나 깨졌습니다."),
    ("lounge.png", lambda path: photo(path, save="JPEG"), "이름은 .png인데 속은 JPEG입니다."),
    ("lounge.jpg", lambda path: photo(path, save="BMP"), "BMP 그림은 싣지 않습니다."),
    ("lounge.webp", moving, "움직이는 그림은 싣지 않습니다."),
)


@pytest.mark.parametrize(("name", "write", "message"), FAULTS)
def test_a_bad_picture_is_named_where_it_is_named(name, write, message, make, shown, tmp_path):
    (shown / "images" / "lounge.jpg").unlink()
    write(shown / "images" / name)
    for path in (shown / "campuses" / "dobong.yml", shown / COURSE):
        path.write_text(path.read_text("utf-8").replace("lounge.jpg", name), "utf-8")
    report = make(shown, tmp_path / "site")
    faults = [fault for fault in report.problems if fault.code == "bad-image"]
    assert report.failed and len(faults) == (2 if name[-4:] in ("heic", ".gif") else 3)
    for fault in faults:
        assert fault.message.startswith(message) and fault.repair
        with open(fault.where.path, encoding="utf-8") as file:
            line = file.read().split("\n")[fault.where.line - 1]
        assert line[fault.where.column - 1 :].startswith((f"images/{name}", f"../images/{name}"))


def test_a_huge_picture_is_refused_before_it_is_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 9_999)
    path = photo(tmp_path / "photo.png", (100, 100))
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("opened"))
    assert "그림이 너무 큽니다(100×100)" in pictures.fault_of(path)[0]


@pytest.mark.parametrize(
    ("path", "ends"),
    [
        ("M3 4h2v-1H0", [(3, 4), (5, 4), (5, 3), (0, 3)]),
        ("M1 1l2 0L0 0Z", [(1, 1), (3, 1), (0, 0), (1, 1)]),
    ],
)
def test_a_path_is_read(path, ends):
    assert lines_of(path) == [ends]


def test_a_curve_ends_where_it_should():
    assert lines_of("M1 2c0-5-3.5-8-10-8 0 5 3.5 8 10 8q0 3-3 3")[0][-1] == pytest.approx((-2, 5))
