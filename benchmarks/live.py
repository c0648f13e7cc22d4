"""Runs a simulated job with the live view and without it in turn, with Chromium on the page.

As fast as the job can, with no page open and with one, for what it costs where no core is left; and at a given rate, for
the delay where there is one. The rate of a run is
that of its progress lines, from the first one with a sample to the last, so the start of Flink is not part of it. The
delay is that of the first sample of each frame, which has waited longest: from the moment when the filter gave it
until the page had painted it, by the one clock of this machine.
"""

import argparse
import base64
import contextlib
import json
import pathlib
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

HOME = pathlib.Path(__file__).resolve().parent.parent
SHOWN = 8

JOB = """\
name: live-benchmark
tables:
  - |
    CREATE TABLE simulated (
      sensor STRING, `time` TIMESTAMP_LTZ(9), `value` DOUBLE,
      ts AS CAST(`time` AS TIMESTAMP_LTZ(3)), WATERMARK FOR ts AS ts - INTERVAL '0.1' SECOND
    ) WITH ('connector' = 'gaussflow-simulator', 'sensors' = '{sensors}', 'period' = '{period} ns'{more})
  - CREATE TABLE denoised (sensor STRING, denoised DOUBLE) WITH ('connector' = 'blackhole')
samples:
  table: simulated
  sensor: sensor
  time: time
  value: value
filter:
  lookahead: 16
  lookback: 16
  period: {period} ns
learning:
  scope: all
  window: 256
output:
  denoised: denoised
flink:
  execution.runtime-mode: STREAMING
"""


class Browser:
    """The Chromium of this machine, by the WebDriver protocol."""

    def __init__(self, profile):
        port = free_port()
        self.driver = subprocess.Popen(["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL)
        self.address = f"http://127.0.0.1:{port}"
        wait_for(lambda: self.send("GET", "/status"))
        arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1200,900"]
        options = {"binary": program("chromium"), "args": [*arguments, f"--user-data-dir={profile}"]}
        capabilities = {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}}
        self.session = "/session/" + self.send("POST", "/session", capabilities)["sessionId"]

    def send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)["value"]

    def open(self, url):
        self.send("POST", self.session + "/url", {"url": url})

    def value(self, expression):
        return self.send("POST", self.session + "/execute/sync", {"script": f"return {expression}", "args": []})

    def picture(self, file):
        file.write_bytes(base64.b64decode(self.send("GET", self.session + "/screenshot")))

    def close(self):
        with contextlib.suppress(OSError):
            self.send("DELETE", self.session)
        self.driver.terminate()
        self.driver.wait()


def program(name):
    found = subprocess.run(["sh", "-c", f"command -v {name}"], capture_output=True, text=True, check=False).stdout.strip()
    return found or sys.exit(f"live: there is no program '{name}'; install chromium and chromium-driver")


def free_port():
    with socket.socket() as any_free:
        any_free.bind(("127.0.0.1", 0))
        return any_free.getsockname()[1]


def wait_for(attempt, seconds=120):
    end = time.monotonic() + seconds
    while True:
        try:
            return attempt()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


class Run:
    """A run of bin/gaussflow, with the view or not, and with a page of it or not."""

    def __init__(self, folder, job, live, browser):
        self.err = folder / "err"
        file = folder / "job.yaml"
        file.write_text(job)
        port = free_port()
        options = ["--live", "--live-port", str(port)] if live else []
        with self.err.open("w") as err:
            command = [HOME / "bin/gaussflow", "run", *options, file]
            self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=err)
        if browser:
            page = f"http://127.0.0.1:{port}/"
            wait_for(lambda: urllib.request.urlopen(page).close())
            browser.open(page + "#" + "&".join(f"sensor=sensor-{n + 1}" for n in range(SHOWN)))

    def moments(self):
        """The seconds and samples of the progress lines, without those before the first sample."""
        found = re.findall(r"^([\d.]+) s: ([\d,]+) samples in", self.err.read_text(), re.MULTILINE)
        moments = [(float(seconds), int(samples.replace(",", ""))) for seconds, samples in found]
        return [moment for moment in moments if moment[1] > 0]

    def rate(self):
        moments = self.moments()
        # The last line is of the end, at which the job may have been idle for a while.
        (first, before), (last, after) = moments[0], moments[-2]
        return (after - before) / (last - first)

    def stop(self, seconds):
        """Ends it so long after its first samples."""
        while not self.moments():
            if self.process.poll() is not None:
                sys.exit(self.err.read_text())
            time.sleep(0.1)
        time.sleep(seconds)
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def quantiles(delays):
    ordered = sorted(delays)
    return statistics.median(ordered), ordered[int(0.99 * (len(ordered) - 1))]


def main():
    parser = argparse.ArgumentParser(prog="benchmarks/live.sh", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how many runs of each kind (%(default)s)")
    parser.add_argument("--seconds", type=int, default=30, help="how long each run is measured (%(default)s)")
    parser.add_argument("--sensors", type=int, default=50, help="how many sensors (%(default)s)")
    parser.add_argument("--rate", type=int, default=50_000, help="samples a second for the delay (%(default)s)")
    parser.add_argument("--case", action="append", choices=["no-page", "full", "rate"], help="one of them only")
    parser.add_argument("--picture", type=pathlib.Path, help="where to write what the page shows at last")
    options = parser.parse_args()
    period = 1_000_000_000 * options.sensors // options.rate

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        browser = Browser(folder / "profile")
        try:
            measure(options, period, folder, browser)
        finally:
            browser.close()


def measure(options, period, folder, browser):
    def run(live, page, rate):
        browser.open("about:blank")
        more = f", 'rows-per-second' = '{rate:.0f}'"
        job = JOB.format(sensors=options.sensors, period=period, more=more)
        one = Run(folder, job, live, browser if live and page else None)
        one.stop(options.seconds)
        return one.rate()

    print(f"{options.sensors} sensors, {SHOWN} of them on the page; runs of {options.seconds} s")
    everything = 1e9  # faster than the job can
    cases = {
        "no-page": ("as fast as it can, no page open", everything, False),
        "full": ("as fast as it can", everything, True),
        "rate": (f"at {options.rate:,} samples a second", options.rate, True),
    }
    for title, rate, page in (cases[name] for name in options.case or cases):
        ratios = []
        delays = []
        for n in range(options.rounds):
            rates = {}
            for live in (False, True) if n % 2 == 0 else (True, False):
                rates[live] = run(live, page, rate)
                if live and page:
                    # The first frames are painted while everything is being compiled.
                    shown = browser.value("gaussflow.live.delays")
                    delays += shown[len(shown) // 3 :]
                    if options.picture:
                        browser.picture(options.picture)
            ratios.append(rates[True] / rates[False])
            print(f"{title}: {rates[True]:,.0f} with, {rates[False]:,.0f} without: {ratios[-1]:.3f}", flush=True)
        line = f"{title}: ratio {statistics.median(ratios):.3f} ({min(ratios):.3f} to {max(ratios):.3f})"
        if delays:
            median, highest = quantiles(delays)
            line += f"; output to page {median:.0f} ms, 99 % within {highest:.0f} ms ({len(delays)} frames)"
        print(line, flush=True)


if __name__ == "__main__":
    main()
