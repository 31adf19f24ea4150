#!/bin/sh
# Written by `build.py deploy` from generator/security.py and generator/hosting.py: change those.
# Publishes a built site to an object store behind a CDN: bucket.sh FOLDER REMOTE, where REMOTE is one of `rclone config`, such
# as store:sesac. What pages load goes up first, then pages, then the rest; then what is gone is removed. build.json says what is
# live, so it comes last of all: where a run breaks off, `build.py stale` still sees the site before and asks for another run.
# A store sends no other headers of ours: set those of generator/security.py at the CDN, or leave them to the <meta> of each page.
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

if [ ! -f "$folder/build.json" ]; then
    echo "'$folder' 폴더에 만든 누리집이 없습니다. 올린 것은 없습니다. 먼저 'build.py build'로 만드세요." >&2
    exit 1
fi
mark=$(cat "$folder/build.json")

# same: go on only while the folder holds the build that this run began with.
same() {
    [ "$mark" = "$(cat "$folder/build.json")" ] || {
        echo "올리는 동안 '$folder' 폴더의 누리집이 새로 만들어졌습니다. 두 누리집이 섞였을 수 있으니 다시 올리세요." >&2
        exit 1
    }
}

# put BEGINNING ENDING TYPE KEPT: upload what differs of one kind, but for the mark.
put() {
    find "$folder/$1" -iname "*.$2" 2>/dev/null | grep -q . || return 0
    rclone copy "$folder" "$remote" --checksum --ignore-case \
        --filter "- /build.json" --filter "+ /$1**.$2" --filter "- *" \
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
same
# Nothing else is left to upload; `_headers` and the like are not for a store, and compressed twins are for servers that know them.
rclone sync "$folder" "$remote" --checksum --delete-after --exclude "/build.json" --exclude "/_*" --exclude "*.gz" --exclude "*.br"
same
rclone copy "$folder" "$remote" --checksum --include "/build.json" \
    --header-upload "Content-Type: application/json; charset=utf-8" --header-upload "Cache-Control: no-cache"
