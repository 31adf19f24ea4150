#!/bin/sh
# On one's own server. Each publish is a folder of its own in FOLDER/releases/, and FOLDER/site leads to one of them:
#   deploy/release.sh FOLDER [options of build.py build]   build, and lead there once it is whole
#   deploy/release.sh FOLDER back                          lead to the release before
# RELOAD is run where old addresses have changed, such as RELOAD="systemctl reload nginx". The last five releases are kept.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
folder=$1
shift
releases=$folder/releases
mkdir -p "$releases"

# One at a time, from the build to the switch: what an earlier one built must not be led to after what a later one built. The
# kernel frees the lock when nobody has file 9 open any more: after a kill, once the copy that was being made has ended.
exec 9>>"$folder/.lock"
flock -n 9 || {
    # With any other status flock has said itself what is wrong.
    [ $? -ne 1 ] || echo "다른 release.sh가 '$folder'에 공개하고 있습니다. 이번에는 아무것도 바꾸지 않았습니다. 그것이 끝난 뒤에 다시 하세요." >&2
    exit 1
}
now=$(readlink "$folder/site" 2>/dev/null || true)
# What is half made or half removed has a name that is no release's.
rm -rf "$releases/.new" "$releases/.old"

# moved RELEASE: its old addresses, below a comment that all have.
moved() {
    sed '/^#/d' "$folder/$1/_redirects.nginx" 2>/dev/null || true
}

# lead NAME: let FOLDER/site lead to this release, in one step.
lead() {
    # Noted first, so that the next run tells the server what this one may not come to tell.
    [ "$(moved "$now")" = "$(moved "releases/$1")" ] || : >"$folder/.reload"
    ln -sfn "releases/$1" "$folder/.site.new"
    mv -fT "$folder/.site.new" "$folder/site"
    if [ -e "$folder/.reload" ] && [ -n "${RELOAD:-}" ]; then
        # Without the lock: what it starts may stay.
        sh -c "$RELOAD" 9>&- || {
            echo "누리집은 바뀌었지만 RELOAD가 실패했습니다. 웹 서버가 바뀐 옛 주소를 아직 모릅니다." >&2
            exit 1
        }
        rm "$folder/.reload"
    fi
}

if [ "${1:-}" = back ]; then
    before=$(ls "$releases" | sort | awk -v now="${now#releases/}" '$0 < now' | tail -n 1)
    if [ -z "$before" ]; then
        echo "앞선 공개가 없습니다." >&2
        exit 1
    fi
    lead "$before"
    echo "$before 로 되돌렸습니다."
    exit 0
fi

# Always built in one place, whatever the options say, so that what stays is not made again. A release links to its files: a
# build replaces files, it never writes into one. It has a lock of its own.
"${PYTHON:-$here/.venv/bin/python}" "$here/build.py" build --compress "$@" --output "$folder/built" 9>&-
new=$(date -u +%Y%m%dT%H%M%S.%N)
cp -al "$folder/built" "$releases/.new"
mv -T "$releases/.new" "$releases/$new"
lead "$new"
# Five with this one, which is kept even where a clock that was wrong has named others later.
ls "$releases" | sort | grep -vxF "$new" | head -n -4 | while read -r old; do
    mv -T "$releases/$old" "$releases/.old"
    rm -rf "$releases/.old"
done
