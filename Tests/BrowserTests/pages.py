"""Drives the pages in a real Chromium: every page in three languages, on a phone, dark and without
a script; accessibility; and the work itself – a break is decided, a plan is made, a proof is
checked in the browser.

The browser signs in as people do: by the demonstration's link, and – on an empty book – by setting
the first account up with a second factor.

    python pages.py PROGRAM ASSETS [--pictures FOLDER]

PROGRAM is matchbook, ASSETS what scripts/web-assets fetched. With --pictures, one picture of each
page is taken instead. Needs playwright and axe-playwright-python (PyPI) and Debian's chromium;
without a chromium it says so and ends well.
"""

import argparse
import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Oracles"))
from one_time_code import code_of  # noqa: E402

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]
LANGUAGES = ["zh-CN", "zh-TW", "en"]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PAGES = ["/", "/breaks", "/workbench", "/approvals", "/runs", "/compare", "/imports", "/ledger",
         "/reports", "/evidence", "/definitions", "/trace",
         "/settings", "/settings/alerts", "/settings/calendars", "/settings/webhooks"]
PASSWORD = "twelve green umbrellas"
# The demonstration month is thirty days of files and runs.
FILLED_WITHIN_SECONDS = 1_800

# What moved by itself while a page came, as browsers count it (Layout Instability API).
SHIFT = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
        if (!entry.hadRecentInput) sum += entry.value; }))
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 50); })"""
# Half of what web.dev calls good.
STEADY = 0.05

# Lists whose longest choice does not fit beside its arrow, and by how many pixels.
CUT = """() => [...document.querySelectorAll('select')].filter((each) => each.offsetParent)
    .map((each) => {
        const twin = each.cloneNode(true);
        twin.style.cssText = 'width:max-content;max-width:none;position:absolute';
        each.parentNode.append(twin);
        const cut = twin.offsetWidth - each.offsetWidth;
        twin.remove();
        return `${each.name} ${cut}`; }).filter((text) => !/ (0|-.*)$/.test(text))"""

failures = []


def expect(holds, sentence):
    print(("ok   " if holds else "FAIL ") + sentence, flush=True)
    if not holds:
        failures.append(sentence)


@contextlib.contextmanager
def served(program, assets, demo=True):
    """A book on a free port – the demonstration's, once its month is there, or an empty one; its
    folder, and the link that the server prints for who comes first."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tempfile.mkdtemp()
    book = os.path.join(folder, "book")
    if not demo:
        subprocess.run([program, "init", book, "--merchant", "Tea & Books"], check=True,
                       stdout=subprocess.DEVNULL)
    server = subprocess.Popen(
        [program, "serve", *(["--demo"] if demo else []), "--book", book, "--port", str(port),
         "--assets", assets], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        end = time.monotonic() + FILLED_WITHIN_SECONDS
        said = ""
        while demo and "30/30" not in said:
            said += server.stderr.read(1)
            if server.poll() is not None or time.monotonic() > end:
                raise SystemExit("the server did not fill its month: " + said[-400:])
        # The address, what the link is, the link.
        link = [server.stdout.readline().strip() for _ in range(3)][2]
        yield book, link
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def origin(link):
    return "{0.scheme}://{0.netloc}".format(urllib.parse.urlsplit(link))


# What the browser holds once it is signed in; every context begins with it.
signed_in = None


def first(base, path, pattern):
    """The first address on a page that looks like this."""
    cookie = "; ".join(f"{c['name']}={c['value']}" for c in signed_in["cookies"])
    asked = urllib.request.Request(base + path, headers={"Cookie": cookie})
    with urllib.request.urlopen(asked) as answer:
        return re.search(pattern, answer.read().decode()).group(1)


def single_pages(base):
    found = first(base, "/breaks", r'data-href="(/breaks/[0-9a-f]+)"')
    return [found, first(base, found, r'href="(/trace\?ref=[^"]+)"'),
            first(base, "/runs", r'data-href="(/runs/\d+)"'),
            first(base, "/evidence", r'data-href="(/evidence/\d+)"')]


def context(browser, language="zh-CN", size=WIDE, dark=False, scripts=True, **more):
    return browser.new_context(
        viewport=size, locale=language, color_scheme="dark" if dark else "light",
        timezone_id="Asia/Shanghai", java_script_enabled=scripts,
        **{"storage_state": signed_in, **more})


def opens_by_a_link(browser, link):
    """One click, and the demonstration is there; a second browser does not come in with it."""
    global signed_in
    place = context(browser, "en", storage_state=None)
    page, answer = open_page(place, origin(link) + "/breaks", [])
    expect(page.url.endswith("/login?next=%2Fbreaks"), "who is not signed in is asked to")
    page, answer = open_page(place, link, [])
    expect(answer.status == 200 and "demo" in page.inner_text("body"), "the link signs in")
    signed_in = place.storage_state()
    place.close()
    place = context(browser, "en", storage_state=None)
    page, answer = open_page(place, link, [])
    expect(answer.status == 404, "the link counts once")
    place.close()


def set_up(page, link, name=None):
    """Goes through the page that a link opens; the second factor's secret and a recovery code."""
    page.goto(link)
    secret = page.inner_text("code.secret").replace(" ", "")
    expect(page.locator("svg.qr path").count() == 1, "the secret is shown as a QR code")
    if name:
        page.fill("input[name=name]", name)
    for field in ("password", "repetition"):
        page.fill(f"input[name={field}]", PASSWORD)
    page.fill("input[name=code]", code_of(secret, time.time()))
    page.click("button.primary")
    page.wait_for_load_state()
    codes = page.locator("li code").all_inner_texts()
    expect(len(codes) == 10, f"ten recovery codes are shown ({len(codes)})")
    return secret, codes[0] if codes else ""


def sign_in(page, base, name, code):
    page.goto(base + "/login")
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", PASSWORD)
    page.fill("input[name=code]", code)
    page.click("button.primary")
    page.wait_for_load_state()


def sets_up(browser, link):
    """The first account of an empty book: a name, a password, a second factor; then in, and out."""
    base = origin(link)
    for size, dark in ((WIDE, False), (PHONE, True)):
        place = context(browser, "zh-CN", size, dark, storage_state=None)
        for path in ("/login", link[len(base):]):
            page, _ = open_page(place, base + path, [])
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            expect(wide <= 0, f"{path[:6]} {size['width']}: nothing overflows ({wide})")
            page.close()
        place.close()
    place = context(browser, "en", storage_state=None, bypass_csp=True)
    heard = []
    page, _ = open_page(place, link, heard)
    expect(not violations(page), f"set-up: axe finds nothing {violations(page)}")
    secret, recovery = set_up(page, link, "Anna")
    sign_in(page, base, "anna", "000000")
    expect(page.locator(".fault").count() == 1, "a wrong code is refused")
    expect(not violations(page), f"sign-in: axe finds nothing {violations(page)}")
    # The code that set the account up is spent.
    time.sleep(30 - time.time() % 30 + 1)
    sign_in(page, base, "anna", code_of(secret, time.time()))
    expect(page.url == base + "/" and "Anna" in page.inner_text("body"), "a right one lets in")
    for path in PAGES:
        answer = page.goto(base + path)
        expect(answer.status == 200, f"{path}: an empty book has it")
    page.click(".who button")
    page.wait_for_url("**/login")
    expect(page.goto(base + "/breaks").url.endswith("/login?next=%2Fbreaks"), "signed out")
    sign_in(page, base, "Anna", recovery)
    expect("Anna" in page.inner_text("body"), "a recovery code lets in")
    page.click(".who button")
    page.wait_for_url("**/login")
    sign_in(page, base, "Anna", recovery)
    expect(page.locator(".fault").count() == 1, "it does so once")
    refused = [text for text in heard if "401" not in text]
    expect(not refused, f"no complaint {refused[:2]}")
    place.close()


def open_page(place, address, heard):
    page = place.new_page()
    page.on("console", lambda m: heard.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    answer = page.goto(address, wait_until="load")
    return page, answer


def looks(browser, base, paths):
    """Nothing overflows, complains, is empty or in another language."""
    kinds = [(language, WIDE, False) for language in LANGUAGES]
    kinds += [("zh-CN", PHONE, False), ("en", PHONE, True)]
    for language, size, dark in kinds:
        place = context(browser, language, size, dark)
        for path in paths:
            heard = []
            page, answer = open_page(place, base + path, heard)
            name = f"{path} {language} {size['width']}{' dark' if dark else ''}"
            expect(answer.status == 200, f"{name}: is there")
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            expect(wide <= 0, f"{name}: nothing overflows ({wide})")
            moved = page.evaluate(SHIFT)
            cut = page.evaluate(CUT)
            expect(not cut, f"{name}: no choice is cut {cut[:3]}")
            expect(moved < STEADY, f"{name}: nothing moves while it comes ({moved:.3f})")
            expect(not heard, f"{name}: the browser has no complaint {heard[:2]}")
            text = page.inner_text("main")
            # A leaf of the log is JSON, with lists in lists.
            expect(not re.search(r"\[\[[^\[\]]*\||\{\{", text),
                   f"{name}: templates are filled in")
            if language == "en":
                words = page.evaluate(
                    "[...document.querySelectorAll('main h1,main h2,main th,main label,"
                    "main button')].map(e => e.innerText).join(' ')")
                expect(not re.search(r"[\u4e00-\u9fff]", words), f"{name}: is English")
            charts = page.locator("[data-chart]")
            for index in range(charts.count()):
                drawn = charts.nth(index).locator("svg path").count()
                expect(drawn > 3, f"{name}: chart {index} is drawn ({drawn})")
            page.close()
        place.close()


def reads_without_script(browser, base, paths):
    place = context(browser, "en", scripts=False)
    for path in paths:
        page, _ = open_page(place, base + path, [])
        expect(len(page.inner_text("main")) > 20, f"{path}: reads without a script")
        page.close()
    place.close()


def violations(page):
    """What axe-core's rules for WCAG 2.2 A and AA find."""
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    return [f"{v['id']} {v['nodes'][0]['html'][:90]}"
            for v in Axe().run(page, options=options).response["violations"]]


def accessible(browser, base, paths):
    """Light and dark."""
    for dark in (False, True):
        # Its script is put into the page by the test, which the pages' policy refuses.
        place = context(browser, dark=dark, bypass_csp=True)
        for path in paths:
            page, _ = open_page(place, base + path, [])
            found = violations(page)
            expect(not found, f"{path}{' dark' if dark else ''}: axe finds nothing {found[:3]}")
            page.close()
        place.close()


def works(browser, base):
    """Filter, select, preview, decide; a note; a plan; a proof; the keys; the language."""
    place = context(browser, "en")
    heard = []
    page, _ = open_page(place, base + "/breaks", heard)
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.inner_text("#chosen").startswith("1 selected"), "keys select a row")
    page.keyboard.press("x")
    page.keyboard.press("Enter")
    page.wait_for_url("**/breaks/*")
    expect(page.locator(".sides").count() == 1, "Enter opens the break of the row")
    page.fill("textarea[name=comment]", "Asked the channel.")
    page.fill("input[name=owner]", "Lin")
    page.click("#notes button")
    page.wait_for_load_state()
    notes = page.inner_text("#notes")
    expect("Asked the channel." in notes and "Lin" in notes, "a note and an owner are kept")
    page.select_option("#decide select[name=kind]", "expected_until")
    page.fill("#decide input[name=until]", "2099-01-31")
    page.fill("#decide textarea[name=reason]", "The channel answers next month.")
    page.click("#decide button.main")
    page.wait_for_load_state()
    expect("One person may decide" in page.inner_text("main"), "a preview says who must agree")
    page.click("form[action='/decide'] button.main")
    page.wait_for_url("**/breaks/*decided=*")
    expect("expected until" in page.inner_text("#notes"), "the decision stands in the history")
    page.goto(base + "/runs")
    page.click("form[action='/runs/plan'] button.main")
    page.wait_for_load_state()
    expect("nothing new" in page.inner_text("main"), "a plan of what was run says so")
    page.goto(base + next(path for path in single_pages(base) if path.startswith("/trace")))
    expect(page.locator(".story li").count() > 1, "an order's story is told")
    with page.expect_download() as proof:
        page.click("a[download]")
    with open(proof.value.path()) as bundle:
        expect("matchbook-proof-bundle" in bundle.readline(), "its proof is a file")
    page.goto(base + "/evidence/3")
    page.click("#check")
    page.wait_for_selector("#checked.good")
    expect(True, "the browser arrives at the checkpoint's root by itself")
    page.goto(base + "/")
    page.click(".menu summary")
    page.click("button[name=lang][value=zh-TW]")
    page.wait_for_load_state()
    expect(page.get_attribute("html", "lang") == "zh-TW", "the language is kept")
    page.click(".menu summary")
    page.click("button[name=theme][value=dark]")
    page.wait_for_load_state()
    expect(page.get_attribute("html", "data-theme") == "dark", "dark is kept")
    page.goto(base + "/imports")
    page.set_input_files(
        "#files", [{"name": "notes.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"}])
    page.click("#drop button.main")
    page.wait_for_selector("#receipts .receipt")
    expect(page.locator("#receipts .pill.bad").count() == 1, "an unknown file is refused in place")
    expect(not [text for text in heard if "422" not in text], f"no complaint {heard[:2]}")
    place.close()


TILL = b"""Ref,Brutto,Wann,Zustand
B-1,12.50,2026-06-01 10:00:00,ok
B-2,7.00,2026-06-01 11:00:00,ok
"""


def uploads_till(page, base, name, text):
    page.goto(base + "/imports")
    page.set_input_files("#files", [{"name": name, "mimeType": "text/csv", "buffer": text}])
    page.click("#drop button.main")
    page.wait_for_selector(".receipt")


def names_columns(browser, base):
    """A file that no format knows: its columns are named, without a script, and the next one like
    it is known; on the way the page is looked at as all others are."""
    for language, size, dark in (("zh-CN", PHONE, True), ("en", WIDE, False)):
        place = context(browser, language, size, dark, bypass_csp=True)
        heard = []
        page, _ = open_page(place, base + "/imports", heard)
        uploads_till(page, base, "till.csv", TILL)
        page.click("a[href^='/imports/mapping/']")
        page.wait_for_selector("#mapping")
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        expect(wide <= 0, f"mapping {language}: nothing overflows ({wide})")
        found = violations(page)
        expect(not found, f"mapping {language}: axe finds nothing {found[:3]}")
        refused = [text for text in heard if "422" not in text]
        expect(not refused, f"mapping {language}: no complaint {refused[:2]}")
        place.close()
    place = context(browser, "en", scripts=False)
    page = place.new_page()
    uploads_till(page, base, "till.csv", TILL)
    page.click("a[href^='/imports/mapping/']")
    expect(page.locator("#fault").count() == 1, "what is missing is said")
    page.fill("input[name=name]", "own-till")
    for column, use in enumerate(("order", "amount", "time", "status")):
        page.select_option(f"select[name=use-{column}]", use)
    page.click("#mapping button.main")
    page.select_option("select[name=word-3-0]", "succeeded")
    page.click("#mapping button.main")
    expect(page.locator("#preview tbody tr").count() == 2, "the preview has both rows")
    expect("12.50 CNY" in page.inner_text("#preview"), "with their amounts")
    page.select_option("form[action$='/keep'] select[name=source]", "orders")
    page.click("form[action$='/keep'] button.main")
    expect("own-till" in page.inner_text("main") and page.locator(".pill.good").count() == 1,
           "the format is kept, and the file imported")
    uploads_till(page, base, "till-2.csv", TILL.replace(b"B-", b"C-"))
    expect("own-till" in page.inner_text(".receipt") and page.locator(".pill.good").count() == 1,
           "the next file like it is known")
    place.close()


def pictures(browser, base, paths, folder):
    os.makedirs(folder, exist_ok=True)
    place = context(browser, "en")
    for path in paths:
        page, _ = open_page(place, base + path, [])
        page.wait_for_timeout(400)
        parts = path.partition("?")[0].strip("/").split("/")
        name = parts[0] or "overview"
        if parts[1:]:
            name = {"breaks": "break", "runs": "run", "evidence": "leaf"}.get(name, parts[1])
        page.screenshot(path=os.path.join(folder, f"page-{name}.png"))
        page.close()
    place.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("assets")
    parser.add_argument("--pictures")
    parser.add_argument("--link", help="that a server which runs already printed")
    asked = parser.parse_args()
    if not os.path.exists(CHROMIUM):
        print("skipped: no chromium here (apt-get install chromium)")
        return
    from playwright.sync_api import sync_playwright

    program, assets = os.path.abspath(asked.program), os.path.abspath(asked.assets)
    serving = contextlib.nullcontext((None, asked.link)) if asked.link else served(program, assets)
    with sync_playwright() as playwright, serving as (_, link):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        base = origin(link)
        if not asked.pictures:
            with served(program, assets, demo=False) as (_, first_link):
                sets_up(browser, first_link)
        opens_by_a_link(browser, link)
        paths = PAGES + single_pages(base)
        if asked.pictures:
            pictures(browser, base, paths, asked.pictures)
        else:
            looks(browser, base, paths)
            reads_without_script(browser, base, paths)
            accessible(browser, base, paths)
            works(browser, base)
            names_columns(browser, base)
        browser.close()
    if failures:
        sys.exit(f"{len(failures)} of the checks failed")


if __name__ == "__main__":
    main()
