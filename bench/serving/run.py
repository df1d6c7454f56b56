#!/usr/bin/env python3
"""Requests that a CPU second of the server answers: our page of all components, kept, and the same bytes as a file of nginx.

    bench/serving/run.py PROGRAM DATABASE [ROUNDS]

Needs nginx-light and wrk (Debian). Both serve in turn on loopback, 64 connections kept open; the time is the server's own
(user and system, from /proc), so that wrk's part does not count. Each round prints both and their ratio.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

SECONDS, CONNECTIONS = 5, 64


def cpu_seconds(pids):
    ticks = 0
    for pid in pids:
        fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def children(pid):
    listed = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout
    return [int(child) for child in listed.split()]


def get(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read()


def wait_for(url):
    for _ in range(200):
        try:
            return get(url)
        except OSError:
            time.sleep(0.05)
    sys.exit(f"{url} does not answer")


def load(url, pids):
    """Requests per CPU second, and the 99th percentile as wrk tells it."""
    before = cpu_seconds(pids)
    told = subprocess.run(["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", url],
                          capture_output=True, text=True, check=True).stdout
    spent = cpu_seconds(pids) - before
    if "Non-2xx" in told:
        sys.exit(f"{url}: errors\n{told}")
    requests = int(re.search(r"(\d+) requests in", told).group(1))
    return requests / spent, re.search(r"99%\s+(\S+)", told).group(1)


def main():
    program, database = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    folder = tempfile.mkdtemp(prefix="maillage-serving-")
    ours_url, nginx_url = "http://127.0.0.1:9011/_composants", "http://127.0.0.1:9012/page.html"
    ours = subprocess.Popen([program, "servir", "--port", "9011", "--database", database],
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    nginx = None
    try:
        page = wait_for(ours_url)
        open(f"{folder}/page.html", "wb").write(page)
        os.chmod(folder, 0o755)
        open(f"{folder}/nginx.conf", "w").write(
            f"daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;\n"
            "events { worker_connections 4096; }\n"
            "http { access_log off; sendfile on; open_file_cache max=10; keepalive_requests 100000000;\n"
            f"  server {{ listen 127.0.0.1:9012; root {folder}; }} }}\n")
        nginx = subprocess.Popen(["nginx", "-c", f"{folder}/nginx.conf"])
        if wait_for(nginx_url) != get(ours_url):
            sys.exit("the two pages differ")
        print(f"a page of {len(page) / 1000:.1f} kB")
        for _ in range(rounds):
            theirs, their_tail = load(nginx_url, children(nginx.pid))
            mine, my_tail = load(ours_url, [ours.pid])
            print(f"nginx {theirs:9,.0f} (p99 {their_tail})   ours {mine:9,.0f} (p99 {my_tail})"
                  f"   ratio {mine / theirs:.2f}", flush=True)
    finally:
        for server in (ours, nginx):
            if server:
                server.terminate()
                server.wait()
        shutil.rmtree(folder)


main()
