"""The one definition of what the site's pages may do and how long its files may be kept. Pure data.

Every host gets it from here (hosting.py), and the preview too; pages carry it once more in a <meta>, for hosts that
send no headers of our own. The policy is that of CSP Level 3 with Trusted Types; `default-src 'none'` and then only
what the site uses.
"""

from collections.abc import Mapping

# The one Trusted Types policy of the site's scripts: modules/offline.js names the service worker by it.
TRUSTED_POLICY = "offline"
_POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": TRUSTED_POLICY,
}
# A <meta> cannot say these (CSP 3, 3.3); a browser that meets them there complains.
_HEADER_ONLY = ("frame-ancestors",)
# What scripts use (nearest, share) is for this site alone; all else is for no one. Features that browsers do not know make them
# complain, so web-share is not named: it is for the site alone without a word.
_PERMISSIONS = {"clipboard-write": "(self)", "geolocation": "(self)"} | dict.fromkeys(
    (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen",
        "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
        "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
    ),
    "()",
)  # fmt: skip
REFERRER = "same-origin"


def content_policy(in_page: bool = False) -> str:
    """The Content-Security-Policy, as a header or (`in_page`) as the content of a <meta>."""
    return "; ".join(f"{name} {value}" for name, value in _POLICY.items() if not (in_page and name in _HEADER_ONLY))


HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": content_policy(),
    "Permissions-Policy": ", ".join(f"{name}={who}" for name, who in sorted(_PERMISSIONS.items())),
    "Referrer-Policy": REFERRER,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
# The host's choice, as it holds for a whole domain and cannot be taken back for a year (RFC 6797).
TRANSPORT = ("Strict-Transport-Security", "max-age=31536000")

# How long a browser may keep a file, by the beginning of its path. Names below the first two are made of what is in them.
# Names of `media/` hold a digest or are an editor's own; `fonts/rest.woff2` has none on purpose (docs/architecture.md).
KEPT: Mapping[str, str] = {
    "/assets/": "public, max-age=31536000, immutable",
    "/search/pieces/": "public, max-age=31536000, immutable",
    "/fonts/": "public, max-age=3600, stale-while-revalidate=604800",
    "/media/": "public, max-age=3600, stale-while-revalidate=604800",
}
# Everything else says when it changed and is asked for again: pages, feeds, calendars, data, the service worker.
ASKED_AGAIN = "no-cache"


def cache_control(path: str) -> str:
    """The Cache-Control of what lies at `path` ("/assets/site-0f3a.css")."""
    return next((value for start, value in KEPT.items() if path.startswith(start)), ASKED_AGAIN)
