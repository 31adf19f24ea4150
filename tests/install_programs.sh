#!/bin/sh
# The tests need programs that no package registry has: a Chromium, web servers, rclone. Where one is missing, Debian's packages are
# installed. Of the servers only the programs are used, with configurations of the tests.
set -eu

has() {
    for name; do
        if command -v "$name" >/dev/null 2>&1; then return 0; fi
    done
    return 1
}

packages=""
has chromium chromium-browser google-chrome || packages="$packages chromium fonts-noto-cjk"
has nginx || packages="$packages nginx"
[ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] || packages="$packages libnginx-mod-http-brotli-static"
has caddy || packages="$packages caddy"
has rclone || packages="$packages rclone"
if [ -z "$packages" ]; then
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "The tests need$packages: install them so that their programs are on the PATH." >&2
    exit 1
fi
if [ "$(id -u)" -eq 0 ]; then as_root=""; else as_root="sudo"; fi
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086 # a list
$as_root apt-get install -y -qq --no-install-recommends $packages
