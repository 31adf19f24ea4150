"""The definition of security.py as each host reads it: `_headers` and `_redirects`, nginx, Caddy.

The files of `deploy/` are written by `build.py deploy` and kept in git; a site carries its own `_headers` and redirects.
"""

import re
from collections.abc import Iterable, Mapping
from textwrap import indent

from generator.output import MARK, Output
from generator.security import ASKED_AGAIN, HEADERS, KEPT, TRANSPORT

# Media type of every ending that the site publishes; hosts know too few of them.
TYPES: Mapping[str, str] = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "geojson": "application/geo+json",
    "csv": "text/csv",
    "txt": "text/plain",
    "xml": "application/xml",
    "atom": "application/atom+xml",
    "ics": "text/calendar",
    "md": "text/markdown",
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "avif": "image/avif",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "hwp": "application/vnd.hancom.hwp",
    "hwpx": "application/vnd.hancom.hwpx",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "zip": "application/zip",
}
# Compressed already, each in its own way.
PACKED = ("png", "jpg", "jpeg", "webp", "avif", "woff2", "pdf", "hwp", "hwpx", "docx", "xlsx", "pptx", "zip")
TEXTS = tuple(ending for ending in TYPES if ending not in PACKED)
_NOTE = "# Written by `build.py deploy` from generator/security.py and generator/hosting.py: change those."
_OLD = "# Old addresses of pages.\n"


def media_type(name: str) -> str:
    """The Content-Type of a file by its name, with its encoding where it is text."""
    ending = name.rpartition(".")[2].lower()
    kind = TYPES.get(ending, "application/octet-stream")
    return f"{kind}; charset=utf-8" if ending in TEXTS else kind


def host_files(moved: Iterable[tuple[str, str]], prefix: str) -> tuple[Output, ...]:
    """What a published site says to its host. `moved` are old and new addresses without the path prefix.

    `_headers` and `_redirects` are for hosts of the Pages kind, the other two are included by nginx and Caddy. Those are never
    empty: Caddy 2.6 does not start with an empty file.
    """
    pairs = [(prefix + old, prefix + new) for old, new in moved]
    plain = [(old.rstrip("/"), new) for old, new in pairs]
    files = {
        "_headers": _pages_headers(prefix),
        "_redirects": "".join(f"{old} {new} 301\n" for old, new in (*pairs, *plain)),
        "_redirects.nginx": "".join([_OLD, *(f"{old} {new};\n" for old, new in (*pairs, *plain))]),
        "_redirects.caddy": "".join([_OLD, *(f"redir {old} {new} 301\n" for old, new in (*pairs, *plain))]),
    }
    return tuple(Output(name, text.encode()) for name, text in files.items())


def _pages_headers(prefix: str) -> str:
    """Cloudflare Pages and Netlify join the values of a header that two rules give, so none is given twice.

    What stays without a Cache-Control is asked for again there by itself.
    """
    lines = [f"{prefix}/*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    lines.append(f"  # The host's choice: {TRANSPORT[0]}: {TRANSPORT[1]}")
    for start, value in KEPT.items():
        lines += [f"{prefix}{start}*", f"  Cache-Control: {value}"]
    return "\n".join(lines) + "\n"


def deploy_files(prefix: str = "") -> dict[str, str]:
    """The files of `deploy/` that follow from the definition, by name: for a site at the top of a host or below the path `prefix`."""
    return {"nginx.conf": _nginx(prefix), "Caddyfile": _caddy(prefix), "bucket.sh": _bucket()}


def _standing(prefix: str) -> str:
    if prefix:
        return f"# For a site below {prefix}/ on its host."
    return "# For a site at the top of its host. Below a path: `build.py deploy --base-url https://host/path/ --output FOLDER`."


def _nginx_maps(prefix: str) -> str:
    # Of an answer only: what is not there today may be there tomorrow.
    kept = "\n".join(f'    "~^(200|206|304) {re.escape(prefix)}{start}" "{value}";' for start, value in KEPT.items())
    return f"""map_hash_bucket_size 256;  # long addresses

map "$status $uri" $site_cache {{
    default "{ASKED_AGAIN}";
{kept}
}}

# Old addresses, written with each build; reload nginx after a publish that moved something.
map $uri $site_moved {{
    default "";
    include /srv/sesac/site/_redirects.nginx*;  # yours
}}
"""


def _nginx_place(prefix: str) -> str:
    """Where the site lies and where on its host it stands."""
    if not prefix:
        return "    root /srv/sesac/site;  # yours"
    return f"""    location {prefix}/ {{
        alias /srv/sesac/site/;  # yours
    }}
    location = {prefix} {{
        return 301 {prefix}/;
    }}
    # The rest of the host: yours.
    location / {{
        return 404;
    }}"""


def _nginx(prefix: str) -> str:
    types = "\n".join(f"        {kind} {ending};" for ending, kind in TYPES.items())
    texts = " ".join(TYPES[ending] for ending in TEXTS if ending != "html")
    headers = "\n".join(f'    add_header {name} "{value}" always;' for name, value in HEADERS.items())
    return f"""{_NOTE}
{_standing(prefix)}
# For the http block of nginx 1.18 or later: see docs/publishing.md. In your copy, change the lines marked "yours".

{_nginx_maps(prefix)}
server {{
    listen 80;  # yours
{_nginx_place(prefix)}
    index index.html;
    server_tokens off;
    absolute_redirect off;

    types {{
{types}
    }}
    default_type application/octet-stream;
    charset utf-8;
    charset_types {texts};

    # Compressed once, by `build.py build --compress`; Brotli where the module is there (nginx-brotli.conf beside this file).
    gzip_static on;
    gzip_vary on;
    include nginx-brotli*.conf;

    sendfile on;
    tcp_nopush on;
    open_file_cache max=4000 inactive=60s;
    open_file_cache_valid 2s;

{headers}
    add_header Cache-Control $site_cache always;
    # The host's choice, once the whole domain is served by https for good:
    # add_header {TRANSPORT[0]} "{TRANSPORT[1]}" always;

    error_page 404 {prefix}/404.html;
    error_page 403 =404 {prefix}/404.html;  # a folder without a page
    if ($site_moved) {{
        return 301 $site_moved;
    }}
    # What is said to the host (beside the home page: below, `_` is a file's own), and what is hidden, is nobody's to read.
    location ~ (?:^{re.escape(prefix)}/_|/\\.(?!well-known/)) {{
        return 404;
    }}
}}
"""


def _caddy_place(prefix: str) -> str:
    """What is handed out of the site's folder, and where on its host."""
    served = """	# What is said to the host (beside the home page: below, `_` is a file's own), and what is hidden, is nobody's to read.
	@hidden {
		path_regexp (^/_|/\\.)
		not path */.well-known/*
	}
	error @hidden 404

	file_server {
		precompressed br gzip
	}"""
    if not prefix:
        return served
    deeper = indent(served, "\t")
    return f"""	redir {prefix} {prefix}/ 301
	handle_path {prefix}/* {{
{deeper}
	}}
	# The rest of the host: yours.
	handle {{
		error 404
	}}"""


def _caddy(prefix: str) -> str:
    headers = "\n".join(f'\t\t{name} "{value}"' for name, value in HEADERS.items())
    kept = "\n".join(f'\theader {prefix}{start}* Cache-Control "{value}"' for start, value in KEPT.items())
    starts = " ".join(f"{prefix}{start}*" for start in KEPT)
    types = "\n".join(
        f'\t@{ending} path *.{ending}\n\theader @{ending} {{\n\t\tContent-Type "{media_type("." + ending)}"\n\t\tdefer\n\t}}'
        for ending in TYPES
        if ending != "html"
    )
    return f"""{_NOTE}
{_standing(prefix)}
# For Caddy 2.6 or later: see docs/publishing.md. SITE_ADDRESS is the host's name, SITE_FOLDER where the site lies.

(policy) {{
	header {{
{headers}
		-Server
		# The host's choice, once the whole domain is served by https for good:
		# {TRANSPORT[0]} "{TRANSPORT[1]}"
	}}
}}

{{$SITE_ADDRESS:localhost}} {{
	root * {{$SITE_FOLDER:/srv/sesac/site}}

	import policy
{kept}
	@others not path {starts}
	header @others Cache-Control "{ASKED_AGAIN}"
{types}

	# Old addresses, written with each build; reload Caddy after a publish that moved something.
	import {{$SITE_FOLDER:/srv/sesac/site}}/_redirects.caddy*

{_caddy_place(prefix)}
	handle_errors {{
		import policy
		header Cache-Control "{ASKED_AGAIN}"
		header Content-Type "{media_type("404.html")}"
		rewrite * /404.html
		file_server
	}}
}}
"""


def _bucket() -> str:
    types = "\n".join(f"{ending}|{media_type('.' + ending)}" for ending in TYPES)
    kept = "\n".join(f'each "{start.strip("/")}/" "{value}"' for start, value in KEPT.items())
    return f"""#!/bin/sh
{_NOTE}
# Publishes a built site to an object store behind a CDN: bucket.sh FOLDER REMOTE, where REMOTE is one of `rclone config`, such
# as store:sesac. What pages load goes up first, then pages, then the rest; then what is gone is removed. {MARK} says what is
# live, so it comes last of all: where a run breaks off, `build.py stale` still sees the site before and asks for another run.
# A store sends no other headers of ours: set those of generator/security.py at the CDN, or leave them to the <meta> of each page.
set -eu
folder=$1 remote=$2
types='{types}'

if [ ! -f "$folder/{MARK}" ]; then
    echo "'$folder' 폴더에 만든 누리집이 없습니다. 올린 것은 없습니다. 먼저 'build.py build'로 만드세요." >&2
    exit 1
fi
mark=$(cat "$folder/{MARK}")

# same: go on only while the folder holds the build that this run began with.
same() {{
    [ "$mark" = "$(cat "$folder/{MARK}")" ] || {{
        echo "올리는 동안 '$folder' 폴더의 누리집이 새로 만들어졌습니다. 두 누리집이 섞였을 수 있으니 다시 올리세요." >&2
        exit 1
    }}
}}

# put BEGINNING ENDING TYPE KEPT: upload what differs of one kind, but for the mark.
put() {{
    find "$folder/$1" -iname "*.$2" 2>/dev/null | grep -q . || return 0
    rclone copy "$folder" "$remote" --checksum --ignore-case \\
        --filter "- /{MARK}" --filter "+ /$1**.$2" --filter "- *" \\
        --header-upload "Content-Type: $3" --header-upload "Cache-Control: $4" </dev/null
}}

each() {{
    printf '%s\\n' "$types" | while IFS='|' read -r ending type; do
        put "$1" "$ending" "$type" "$2"
    done
}}

{kept}
each "" "{ASKED_AGAIN}"
same
# Nothing else is left to upload; `_headers` and the like are not for a store, and compressed twins are for servers that know them.
rclone sync "$folder" "$remote" --checksum --delete-after --exclude "/{MARK}" --exclude "/_*" --exclude "*.gz" --exclude "*.br"
same
rclone copy "$folder" "$remote" --checksum --include "/{MARK}" \\
    --header-upload "Content-Type: {media_type(MARK)}" --header-upload "Cache-Control: {ASKED_AGAIN}"
"""
