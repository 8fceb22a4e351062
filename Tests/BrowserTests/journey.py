"""One book from its first minute, in a real Chromium: the first account with a second factor, the
sample day uploaded, reconciled, its statement; a break that a maker decides in one browser and a
checker approves in another; an order traced; reports as XLSX and PDF, opened; and a break
resolved with the keys alone.

    python journey.py PROGRAM ASSETS

PROGRAM is matchbook, ASSETS what scripts/web-assets fetched. Needs playwright,
axe-playwright-python and openpyxl (PyPI), pdftotext (poppler-utils) and Debian's chromium;
without a chromium it says so and ends well.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from decimal import Decimal

from one_day import sample_day
from pages import (CHROMIUM, FLAGS, WIDE, context, expect, failures, open_page, origin, served,
                   set_up, sign_in)
from one_time_code import code_of

# What `matchbook demo` plants whatever its size: an order whose money never came.
FORGED = "paid here, not in the channel"
# How long something takes is not asked here: a machine that builds beside it is waited for.
PATIENCE_MS = 600_000


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, browser, base, name):
        self.base, self.name, self.heard = base, name, []
        self.place = context(browser, "en", WIDE, storage_state=None, accept_downloads=True)
        self.place.set_default_timeout(PATIENCE_MS)
        self.page, _ = open_page(self.place, "about:blank", self.heard)
        self.secret = None

    def enrols(self, link, name=None):
        self.secret, _ = set_up(self.page, link, name)

    def enters(self):
        # The code that enrolled counted once; the one after it counts already.
        sign_in(self.page, self.base, self.name, code_of(self.secret, time.time() + 30))
        expect(self.name in self.page.inner_text(".who"), f"{self.name} is signed in")

    def goes(self, path):
        answer = self.page.goto(self.base + path)
        expect(answer.status == 200, f"{self.name} sees {path}")

    def clicks(self, selector):
        """Onto another page, which is there when this ends: a click alone does not wait for it."""
        with self.page.expect_navigation():
            self.page.click(selector)

    def leaves(self):
        expect(not self.heard, f"{self.name}'s browser has no complaint {self.heard[:2]}")
        self.place.close()


def uploads(owner, files):
    """All files at once; the page says what each was, and leads on to the run."""
    owner.goes("/imports")
    page = owner.page
    page.set_input_files("#files", files)
    page.click("#drop button.main")
    page.locator("#receipts .receipt").nth(len(files) - 1).wait_for()
    taken = page.locator("#receipts .pill.good").count()
    expect(taken == len(files), f"every file of the day is taken ({taken} of {len(files)})")
    page.wait_for_selector("#waiting a[href='/runs']")
    expect(page.locator("#missing tbody tr").count() > 5, "the sources are there without a reload")
    owner.clicks("#waiting a[href='/runs']")


def runs(owner):
    """The plan, then the run; its statement closes and says why it is not reconciled."""
    page = owner.page
    owner.clicks("form[action='/runs/plan'] button.main")
    planned = page.inner_text(".hash")
    owner.clicks("form[action='/runs'] button.main")
    page.wait_for_url("**/runs/1")
    expect(page.inner_text(".hash") == planned, "the run is the plan that was shown")
    closing = page.locator("table.statement tbody tr .good").count()
    rows = page.locator("table.statement tbody tr").count()
    expect(rows > 8 and closing == rows, f"every identity closes ({closing} of {rows})")
    unexplained = page.locator("table.bridge tr:last-child td.n.bad").count()
    expect(unexplained == 0, "no difference is left unexplained")
    expect(page.locator(".verdict.bad").count() == 1, "the verdict is breaks")
    expect(page.locator(".reason").count() > 0, "and the page says why")


def invites(owner, name, role):
    """The link for a colleague."""
    owner.goes("/settings")
    form = "form[action='/settings/accounts']"
    owner.page.fill(f"{form} input[name=name]", name)
    owner.page.select_option(f"{form} select[name=role]", role)
    owner.clicks(f"{form} button.main")
    return owner.base + owner.page.inner_text(".notice.good code").strip()


def break_of(person, words):
    """The first break of this class in the queue: its address and reference."""
    person.goes("/breaks")
    row = person.page.locator("table.queue tbody tr", has_text=words).first
    return row.get_attribute("data-href"), row.locator("td.ref").inner_text()


def decides(maker, checker):
    """Two browsers, two people: what the one proposes counts when the other agrees."""
    address, reference = break_of(maker, FORGED)
    maker.goes(address)
    page = maker.page
    page.select_option("#decide select[name=kind]", "write_off")
    page.fill("#decide textarea[name=reason]", "The callback was forged; nothing was delivered.")
    maker.clicks("#decide button.main")
    expect("second person" in page.inner_text("main"), "the preview says that two must agree")
    expect(page.locator("table tbody tr td.ref").count() >= 2, "and what it would post")
    maker.clicks("form[action='/decide'] button.main")
    maker.goes("/approvals")
    expect(page.locator("form[action$='/approve']").count() == 0, "a maker cannot approve")
    checker.goes(address)
    expect(checker.page.locator("#decide").count() == 0, "a checker does not decide")
    checker.goes("/approvals")
    card = checker.page.locator("article.decision")
    expect("forged" in card.inner_text() and maker.name in card.inner_text(),
           "the checker sees who proposed what, and why")
    checker.clicks("form[action$='/approve'] button.main")
    expect("applied" in checker.page.inner_text(".notice"), "approved, it is applied")
    maker.goes(address)
    expect("resolved" in page.inner_text(".head"), "the break is resolved for its maker too")
    return reference


def matches_by_hand(maker, checker):
    """Left beside right: a candidate is taken, what is selected is added up, and both go away."""
    leg = "orders-wechat"
    maker.goes(f"/workbench?leg={leg}")
    page = maker.page
    sides = page.locator("table[data-rows]")
    before = [sides.nth(side).locator("tbody tr").count() for side in (0, 1)]
    expect(min(before) > 0, f"both sides have entries without a partner ({before})")
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_url("**/workbench?break=*")
    first = page.locator("td.weights").first.inner_text()
    expect("amount" in first and "time" in first, f"a candidate says what speaks for it ({first})")
    said = page.inner_text("#chosen")
    expect(said.startswith("1 ") and "difference" in said, f"the sums are there ({said})")
    page.keyboard.press("l")
    page.keyboard.press("x")
    amounts = [Decimal(text) for text in page.evaluate(
        "[...document.querySelectorAll('input[name=break]:checked')].map(e => e.dataset.amount)")]
    gap = f"{amounts[1] - amounts[0]:,.2f}".replace("-", "\u2212")
    said = page.inner_text("#chosen")
    expect(f"difference {gap} CNY" in said, f"right less left is the difference ({said})")
    page.fill("#tray input[name=reason]", "The payer typed the wrong number.")
    maker.clicks("#tray button.main")
    maker.clicks("form[action='/decide'] button.main")
    page.wait_for_url("**/workbench?leg=*decided=*")
    expect("matched by hand" in page.inner_text(".notice"), "the bench says what came of it")
    checker.goes("/approvals")
    checker.clicks("form[action$='/approve'] button.main")
    maker.goes(f"/workbench?leg={leg}")
    after = [sides.nth(side).locator("tbody tr").count() for side in (0, 1)]
    expect(after == [count - 1 for count in before], f"both entries are gone ({after})")


def keeps_a_view(person):
    """A filter gets a name, is there again, and goes."""
    person.goes("/breaks?leg=orders-wechat&sort=amount")
    page = person.page
    page.click(".views summary")
    page.fill(".views input[name=name]", "WeChat")
    person.clicks(".views details button")
    person.goes("/breaks")
    person.clicks(".views a")
    expect("leg=orders-wechat" in page.url, "a view that was kept leads there again")
    person.clicks(".views button[name=drop]")
    expect(page.locator(".views a").count() == 0, "and goes when it is dropped")


def traces(person, reference):
    person.goes("/trace")
    person.page.fill("main input[name=ref]", reference)
    person.clicks("main form[role=search] button")
    story = person.page.inner_text(".story")
    expect(reference in person.page.input_value("main input[name=ref]"), "the number stands there")
    expect("orders.csv" in story, "the story begins in the shop's file")
    expect(maker_name_in(story), "and tells who decided")


def maker_name_in(story):
    return "Lin" in story and "Wei" in story


def exports(person):
    """The day's report as two files that other programs open; both say what the page says."""
    from openpyxl import load_workbook

    person.goes("/reports?kind=daily")
    page = person.page
    title = page.inner_text(".report h2")
    numbers = [text for text in page.locator(".report td.n").all_inner_texts()
               if re.fullmatch(r"[\d,]+\.\d\d", text)]
    expect(len(numbers) > 3, f"the page shows amounts ({len(numbers)})")
    files = {}
    for kind in ("xlsx", "pdf"):
        with page.expect_download() as waiting:
            page.click(f"a[href^='/reports/daily.{kind}']")
        files[kind] = os.path.join(tempfile.mkdtemp(), "report." + kind)
        waiting.value.save_as(files[kind])
    book = load_workbook(files["xlsx"])
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    expect(any(str(value) == title for value in cells), "the workbook bears the report's title")
    held = {f"{float(value):.2f}" for value in cells
            if isinstance(value, (int, float)) or re.fullmatch(r"-?\d+\.\d\d", str(value))}
    absent = [text for text in numbers if text.replace(",", "") not in held]
    expect(not absent, f"the workbook holds the page's amounts {absent[:3]}")
    text = subprocess.run(["pdftotext", "-layout", files["pdf"], "-"], check=True,
                          capture_output=True, text=True).stdout
    expect(title in text, "the PDF bears the report's title")
    absent = [number for number in numbers if number not in text]
    expect(not absent, f"the PDF holds the page's amounts {absent[:3]}")


def chooses_by_key(page, value):
    """Down a list that has the focus, until it says this."""
    page.keyboard.press("Home")
    for _ in range(12):
        if page.evaluate("document.activeElement.value") == value:
            return True
        page.keyboard.press("ArrowDown")
    return False


def tabs_to(page, selector):
    for _ in range(60):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return True
        page.keyboard.press("Tab")
    return False


def keys_alone(person):
    """From the overview to a resolved break without a mouse: nothing is clicked or filled in."""
    person.goes("/")
    page, keys = person.page, person.page.keyboard
    keys.press("Tab")
    expect(page.evaluate("document.activeElement.matches('a.skip')"),
           "the first key leads past the navigation")
    keys.press("g")
    keys.press("b")
    page.wait_for_url("**/breaks")
    keys.press("/")
    keys.type("fee rate")
    keys.press("Enter")
    page.wait_for_url("**/breaks?*q=fee*")
    keys.press("j")
    keys.press("Enter")
    page.wait_for_url("**/breaks/*")
    page.wait_for_load_state()
    address = page.url
    keys.press("d")
    expect(chooses_by_key(page, "write_off"), "the kind is chosen with arrows")
    expect(tabs_to(page, "#decide textarea[name=reason]"), "Tab comes to the reason")
    keys.type("The channel pays it back next month.")
    expect(tabs_to(page, "#decide button.main"), "Tab comes to the button")
    keys.press("Enter")
    page.wait_for_url("**/decide/preview")
    page.wait_for_load_state()
    keys.press("Enter")
    page.wait_for_url(address + "?decided=*")
    expect("resolved" in page.inner_text(".head"), "the break is resolved with keys alone")
    # Where the focus is can be seen on everything that it comes to.
    unseen = page.evaluate(
        """() => [...document.querySelectorAll('main a, main button, main input, main select')]
            .filter((each) => each.offsetParent && each.checkVisibility())
            .filter((each) => { each.focus({ focusVisible: true });
                return getComputedStyle(each).outlineStyle === 'none'; })
            .map((each) => each.outerHTML.slice(0, 60))""")
    expect(not unseen, f"the focus can be seen wherever it is {unseen[:2]}")


def whole_way(owner, maker, checker, link, files):
    owner.enrols(link, owner.name)
    owner.enters()
    uploads(owner, files)
    runs(owner)
    for person, role in ((maker, "maker"), (checker, "checker")):
        person.enrols(invites(owner, person.name, role))
    maker.enters()
    checker.enters()
    traces(checker, decides(maker, checker))
    matches_by_hand(maker, checker)
    keeps_a_view(maker)
    exports(owner)
    keys_alone(maker)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("assets")
    asked = parser.parse_args()
    if not os.path.exists(CHROMIUM):
        print("skipped: no chromium here (apt-get install chromium)")
        return
    from playwright.sync_api import sync_playwright

    program, assets = os.path.abspath(asked.program), os.path.abspath(asked.assets)
    with sync_playwright() as playwright, sample_day(program) as files, \
            served(program, assets, demo=False) as (_, link):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        owner, maker, checker = (Person(browser, origin(link), name)
                                 for name in ("Anna", "Lin", "Wei"))
        try:
            whole_way(owner, maker, checker, link, files)
        except Exception:
            # What each of them saw last says more than where the script stood.
            for person in (owner, maker, checker):
                print(f"{person.name} at {person.page.url}: "
                      + person.page.inner_text("body", timeout=1000)[:600].replace("\n", " · "),
                      person.heard[:3], flush=True)
            raise
        for person in (owner, maker, checker):
            person.leaves()
        browser.close()
    if failures:
        sys.exit(f"{len(failures)} of the checks failed")


if __name__ == "__main__":
    main()
