#!/bin/sh
# Written by `build.py deploy` from generator/security.py and generator/hosting.py: change those.
# Publishes a built site to an object store behind a CDN: bucket.sh FOLDER REMOTE, where REMOTE is one of `rclone config`, such
# as store:sesac. What pages load goes up first, then pages, then the rest; what is gone is removed last. A store sends no
# other headers of ours: set those of generator/security.py at the CDN, or leave them to the <meta> of each page.
set -eu
folder=$1 remote=$2
types='html|text/html; charset=utf-8
css|text/css; charset=utf-8
js|text/javascript; charset=utf-8
json|application/json; charset=utf-8
jsonld|application/ld+json; charset=utf-8
geojson|application/geo+json; charset=utf-8
csv|text/csv; charset=utf-8
txt|text/plain; charset=utf-8
xml|application/xml; charset=utf-8
atom|application/atom+xml; charset=utf-8
ics|text/calendar; charset=utf-8
md|text/markdown; charset=utf-8
webmanifest|application/manifest+json; charset=utf-8
svg|image/svg+xml; charset=utf-8
png|image/png
jpg|image/jpeg
jpeg|image/jpeg
webp|image/webp
avif|image/avif
woff2|font/woff2
pdf|application/pdf
hwp|application/vnd.hancom.hwp
hwpx|application/vnd.hancom.hwpx
docx|application/vnd.openxmlformats-officedocument.wordprocessingml.document
xlsx|application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
pptx|application/vnd.openxmlformats-officedocument.presentationml.presentation
zip|application/zip'

# put BEGINNING ENDING TYPE KEPT: upload what differs of one kind.
put() {
    find "$folder/$1" -iname "*.$2" 2>/dev/null | grep -q . || return 0
    rclone copy "$folder" "$remote" --checksum --ignore-case --include "/$1**.$2" \
        --header-upload "Content-Type: $3" --header-upload "Cache-Control: $4" </dev/null
}

each() {
    printf '%s\n' "$types" | while IFS='|' read -r ending type; do
        put "$1" "$ending" "$type" "$2"
    done
}

each "assets/" "public, max-age=31536000, immutable"
each "search/pieces/" "public, max-age=31536000, immutable"
each "fonts/" "public, max-age=3600, stale-while-revalidate=604800"
each "media/" "public, max-age=3600, stale-while-revalidate=604800"
each "" "no-cache"
# Nothing is left to upload; `_headers` and the like are not for a store, and compressed twins are for servers that know them.
rclone sync "$folder" "$remote" --checksum --delete-after --exclude "/_*" --exclude "*.gz" --exclude "*.br"
