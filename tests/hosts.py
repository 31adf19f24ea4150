"""Real web servers on the loopback address, each with the configuration of `deploy/`; nothing outside a folder is touched."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from generator.hosting import deploy_files
from generator.settings import HOME
from processes import free_port, running

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
LIMIT = 30
_HTTP = """{load}
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    {temporary}
    include {folder}/site.conf;
    {more}
}}
"""


def _shipped(name, at):
    return deploy_files(at)[name] if at else (HOME / "deploy" / name).read_text("utf-8")


@contextmanager
def nginx(site, folder, packed=True, more="", at=""):
    """The address of nginx serving `site` below the path `at`; `packed` with its module of Brotli, `more` for the http block."""
    assert shutil.which("nginx"), "run 'make test', which installs nginx"
    port = free_port()
    text = _shipped("nginx.conf", at)
    for old, new in (("listen 80;", f"listen 127.0.0.1:{port};"), ("/srv/sesac/site", str(site))):
        assert old in text
        text = text.replace(old, new)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.conf").write_text(text, "utf-8")
    if packed:
        shutil.copy(HOME / "deploy" / "nginx-brotli.conf", folder)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    (folder / "nginx.conf").write_text(
        _HTTP.format(
            load=f"load_module {BROTLI};" if packed else "",
            user="user root;" if os.getuid() == 0 else "",
            temporary=" ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds),
            folder=folder,
            more=more,
        )
    )
    command = ["nginx", "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log", "-g", "daemon off;"]
    with running(command, f"http://127.0.0.1:{port}", folder / "said.log", LIMIT, os.environ) as address:
        yield address + at


@contextmanager
def caddy(site, folder, at=""):
    """The address of Caddy serving `site` below the path `at`."""
    assert shutil.which("caddy"), "run 'make test', which installs Caddy"
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    # Neither its administration nor certificates: this is the loopback address.
    options = "{\n\tadmin off\n\tauto_https off\n}\n"
    (folder / "Caddyfile").write_text(options + _shipped("Caddyfile", at), "utf-8")
    about = {
        "SITE_ADDRESS": f"http://127.0.0.1:{port}",
        "SITE_FOLDER": str(site),
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    command = ["caddy", "run", "--config", folder / "Caddyfile", "--adapter", "caddyfile"]
    with running(command, about["SITE_ADDRESS"], folder / "said.log", LIMIT, {**os.environ, **about}) as address:
        yield address + at
