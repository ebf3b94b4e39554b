"""A running server with two agencies and somebody signed in for every role.

The program is started as an installation behind TLS is: its origin is an https address, so that cookies bear the names
that the OpenAPI document gives. What a proxy would do, this module does: it talks plain HTTP on loopback.
"""

import html
import http.client
import json
import os
import re
import subprocess
import tempfile
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("PRONGSAI_PROGRAM", ROOT / "target/release/prongsai"))
EXAMPLE = ROOT / "examples/tham-rong-2568.json"
OTHER = "องค์การบริหารส่วนตำบลอื่น"
PASSWORD = "ข้าวเหนียวมะม่วง 4 จาน"
#: Of agencies; the operator stands above them.
ROLES = ("agency-administrator", "officer", "unit-staff", "executive", "auditor")
TLS = "https://prongsai.test"


class Visitor:
    """A browser without scripts: cookies, forms, no redirects followed."""

    def __init__(self, port):
        self.port = port
        self.cookies = {}

    def ask(self, method, path, fields=None, body=None, media="application/x-www-form-urlencoded"):
        """Answers status, header fields and text; `fields` are sent as a form."""
        if fields is not None:
            body = urllib.parse.urlencode(fields).encode()
        headers = {"Content-Type": media} if body is not None else {}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            for line in answer.headers.get_all("Set-Cookie", []):
                name, value = line.split(";")[0].split("=", 1)
                self.cookies.pop(name, None) if value == "" else self.cookies.update({name: value})
            return answer.status, answer.headers, text
        finally:
            connection.close()

    def get(self, path):
        status, _, text = self.ask("GET", path)
        expect(status == 200, f"GET {path} answers {status}")
        return text

    def post(self, path, fields):
        """Sends a form; answers where it leads to, or the page that it shows."""
        status, headers, text = self.ask("POST", path, fields)
        expect(status in (200, 303), f"POST {path} answers {status}: {plain(text)[-400:]}")
        return headers["Location"] if status == 303 else text


def expect(is_so, words):
    if not is_so:
        raise SystemExit(f"the stage could not be set: {words}")


def plain(page):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", page)))


def found(pattern, text, words):
    match = re.search(pattern, text)
    expect(match is not None, f"no {words} in: {plain(text)[-400:]}")
    return html.unescape(match.group(1))


class Stage:
    """Starts the server, fills it by its own forms and ends it again.

    `origin` is where people would reach it; `sessions` has by role the cookies of somebody signed in; `facts` the ids
    and codes that requests need.
    """

    def __init__(self, origin=TLS):
        self.folder = tempfile.TemporaryDirectory(prefix="prongsai-security-", ignore_cleanup_errors=True)
        self.log = open(Path(self.folder.name) / "log", "w+", encoding="utf-8")
        words = ["serve", "--listen", "127.0.0.1:0", "--database", f"sqlite:{self.folder.name}/pages.db"]
        settings = ["--set", "log=info"] + (["--set", f"origin={origin}"] if origin else [])
        self.child = subprocess.Popen(
            [PROGRAM, *words, *settings], stdout=self.log, stderr=self.log, cwd=self.folder.name,
            env={"PATH": os.environ.get("PATH", "")})
        try:
            self.port, self.link = self._started()
            self.address = f"http://127.0.0.1:{self.port}"
            self.sessions, self.facts = {}, {}
            self._fill()
        except BaseException:
            self.end()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def said(self):
        return (Path(self.folder.name) / "log").read_text(encoding="utf-8", errors="replace")

    def faults(self):
        """Lines of the log that only a defect of the program writes."""
        return [line for line in self.said().splitlines() if '"level":"ERROR"' in line or "panicked" in line]

    def end(self):
        """Ends the server as an administrator does; answers its exit status."""
        if self.child.poll() is None:
            self.child.terminate()
            try:
                self.child.wait(20)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()
        self.log.close()
        return self.child.returncode

    def _started(self):
        for _ in range(1200):
            link = re.search(r"https?://\S+(/join/\w+)", self.said())
            port = re.search(r"127\.0\.0\.1:(\d+)", self.said())
            if link and port:
                return int(port.group(1)), link.group(1)
            expect(self.child.poll() is None, f"{PROGRAM} did not start:\n{self.said()}")
            time.sleep(0.05)
        expect(False, f"{PROGRAM} did not start:\n{self.said()}")

    def visitor(self, role=None):
        visitor = Visitor(self.port)
        visitor.cookies = dict(self.sessions.get(role, {}))
        return visitor

    def _join(self, role, link):
        visitor = Visitor(self.port)
        login = f"{role}-{len(self.sessions)}"
        fields = {"name": f"ทดสอบ {role}", "login": login, "password": PASSWORD, "again": PASSWORD}
        visitor.post(urllib.parse.urlsplit(link).path, fields)
        self.sessions[role] = visitor.cookies
        return visitor

    def _invite(self, visitor, path, fields):
        page = visitor.post(f"{path}/invite", fields)
        return found(r"(https?://[^\s\"<]+/join/\w+)", page, "link of an invitation")

    def _add_agency(self, operator, code, name):
        fields = {"name": name, "kind": "sao", "code": code, "district": "บ้านลาด", "province": "เพชรบุรี"}
        to = operator.post("/operator/agencies", fields)
        return found(r"/at/([^/]+)", to, "id of the agency")

    def _fill(self):
        operator = self._join("operator", self.link)
        own = self._add_agency(operator, "76010", "องค์การบริหารส่วนตำบลถ้ำรงค์")
        other = self._add_agency(operator, "76011", OTHER)
        link = self._invite(operator, f"/at/{own}/people", {"role": ROLES[0]})
        administrator = self._join(ROLES[0], link)
        administrator.post("/agency/suggested", {})
        unit = found(r'/agency/units/(\w+)"', administrator.get("/agency"), "unit")
        for role in ROLES[1:]:
            fields = {"role": role, "unit": unit} if role == "unit-staff" else {"role": role}
            self._join(role, self._invite(administrator, "/people", fields))
        assessment = self._hand_in(administrator, own, EXAMPLE.read_bytes())
        neighbour = self._join("neighbour", self._invite(operator, f"/at/{other}/people", {"role": ROLES[0]}))
        elsewhere = self._hand_in(neighbour, other, EXAMPLE.read_bytes().replace("อบต.ถ้ำรงค์".encode(), OTHER.encode()))
        del self.sessions["neighbour"]
        accepted = json.dumps({"doubts_are_accepted": True}).encode()
        path = f"/api/v1/desk/{own}/assessments/{assessment}/publish"
        status, _, text = administrator.ask("POST", path, body=accepted, media="application/json")
        expect(status == 200, f"publishing answers {status}: {text}")
        self.facts = {
            "agency": own, "code": "76010", "year": 2568, "unit": unit, "assessment": assessment,
            "other_agency": other, "other_assessment": elsewhere,
        }

    def _hand_in(self, visitor, agency, body):
        path = f"/api/v1/desk/{agency}/assessments?name=result.json"
        status, _, text = visitor.ask("POST", path, body=body, media="application/octet-stream")
        expect(status == 201, f"handing in answers {status}: {text}")
        return json.loads(text)["id"]


if __name__ == "__main__":
    with Stage() as stage:
        print(json.dumps({"address": stage.address, "facts": stage.facts, "sessions": stage.sessions}))
