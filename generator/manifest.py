"""site.webmanifest, one for each language: what a device needs to put the site on its home screen."""

from generator.assets import Assets
from generator.icons import ICONS
from generator.model import Site
from generator.output import Output, json_file
from generator.pages.base import languages, text_of
from generator.urls import MAIN_LANGUAGE, localised

PATH = "/site.webmanifest"


def make_manifests(site: Site, assets: Assets) -> tuple[Output, ...]:
    """The manifest of each language of the site."""
    return tuple(Output(localised(PATH, language).lstrip("/"), _manifest(site, assets, language)) for language in languages(site))


def _manifest(site: Site, assets: Assets, language: str) -> bytes:
    ground = assets.colours["ground"][0]
    facts = {
        "lang": language,
        "dir": "ltr",
        "id": site.prefix + localised("/", language),
        "name": text_of(site.info, language, "name"),
        "short_name": text_of(site.info, language, "short_name"),
        "description": text_of(site.info, language, "description"),
        "start_url": site.prefix + localised("/", language),
        # The main language's pages stand at the top, so the scope of all is the whole site.
        "scope": site.prefix + localised("/", MAIN_LANGUAGE),
        "display": "minimal-ui",
        "background_color": ground,
        "theme_color": ground,
        "icons": [
            {
                "src": f"{site.prefix}/{assets.paths[name]}",
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "maskable" if "maskable" in name else "any",
            }
            for name, size, _ in ICONS
        ],
    }
    return json_file(facts)
