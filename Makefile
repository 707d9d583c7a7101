# Everything starts with `make`; what each target does is in dev/.
.DEFAULT_GOAL := help
.PHONY: help setup build install deb demo console test check bench bench-speed bench-import bench-registers bench-layouts gate
.PHONY: stages spark-test bench-spark fuzz format clean

# Chosen by dev/setup: empty, or the package's traits where not all libraries can be had.
FLAGS = $$(cat .build/swift-flags)
SOURCES = Sources Tests dev Benchmarks Package.swift
# ZLIB_ONLY=1 builds without ISA-L, libxxhash and libxlsxwriter even where they are.
export ZLIB_ONLY

help: ## List the targets
	@echo "summit-cdr: rates the call records of a Summit Networks platform"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  ZLIB_ONLY=1 with any of them: build with zlib alone"

setup: ## Find the C libraries, install those missing (apt-get, dnf or brew)
	@dev/setup

build: setup ## Build the program in release mode
	@dev/build --product summit-cdr
	@echo "built $$(swift build -c release $(FLAGS) --show-bin-path)/summit-cdr"

PREFIX ?= /usr/local
install: build ## Install program, manual page and completions: make install PREFIX=/usr/local
	@dev/install "$$(swift build -c release $(FLAGS) --show-bin-path)/summit-cdr" "$(DESTDIR)$(PREFIX)"

deb: setup ## Build a Debian package in out/, Swift's libraries inside
	@dev/deb

demo: setup ## Build quickly, import the three days of SampleCDR, and activate a line on a simulated platform
	@dev/build-demo
	@dev/demo
	@dev/demo-registers

console: setup ## Build, make the sample with a made-up month, and serve it on http://127.0.0.1:8088 (PORT=…)
	@dev/build
	@dev/console

test: setup ## Build and run all tests
	@dev/test

check: ## What CI runs: format, both builds, tests, demo against what is expected
	@dev/check

bench: ## Measure against DuckDB, chDB and Polars and each bar; ARGS="--help" tells more
	@python3 Benchmarks/bench.py $(ARGS)

bench-import: ## Measure import: into an empty and a full ledger, nothing new, late calls
	@python3 Benchmarks/imports.py $(ARGS)

bench-speed: ## Measure the bars of speed that ask for no peer, in ten minutes; ARGS="--before PROGRAM"
	@python3 Benchmarks/speed.py $(ARGS)

bench-registers: ## Measure the registers: import, look-up, loading, the outbox beside an import
	@python3 Benchmarks/registers.py $(ARGS)

bench-layouts: build ## Measure rate on quoted files against plain ones
	@python3 Benchmarks/layouts.py $(ARGS)

bench-spark: build ## Measure rate, spread run and Spark with two workers
	@dev/spark-bench $(ARGS)

spark-test: build ## Run SampleCDR on a small Spark cluster, with losses
	@dev/spark-test $(ARGS)

gate: build ## Count instructions and allocations a row, against Benchmarks/gate.json
	@dev/gate

stages: export SUMMIT_CDR_BENCHMARKS = 1
stages: setup ## Time the stages a row passes through, one by one
	@dev/build --product stage-benchmarks
	@$$(swift build -c release $(FLAGS) --show-bin-path)/stage-benchmarks

fuzz: ## Fuzz the row reader and the registry reader for a minute each
	@dev/fuzz/run 60

format: ## Put the sources into the house format
	swift format -i -r $(SOURCES)

clean: ## Remove what was built, the demo's results and benchmark data
	rm -rf .build .build-zlib .build-fuzz .build-deb .bench out
