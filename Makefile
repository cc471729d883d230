# Two commands matter: `make run` and `make test`. `make help` lists the rest.
# The work is done by the scripts in .ci/; caches live in ~/.cache/bailiwick, outside the clone.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run dev test lint advisories test-db bench bench-large torture fuzz release shots vitals clean-cache

help: ## list what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 20

run: ## install what is missing, build, and serve the portal with the demo organization
	@.ci/serve

dev: ## like run, and rebuild and reload on every change
	@.ci/dev

test: ## install what tests need and run every check and test
	@.ci/test

lint: ## only the quick checks: format, house rules, clippy
	@.ci/test --only lint

advisories: ## ask the RustSec database whether a dependency is known to be weak (needs the network)
	@.ci/advisories

test-db: ## keep a throw-away Postgres running for `cargo nextest run`, until Ctrl+C
	@.ci/postgres

bench: ## measure on 2,000 users and write docs/benchmarks.md; ROWS="submit approve" SECONDS_EACH=10
	@.ci/bench

bench-large: ## the same on 1,000,000 users: half an hour and some 20 GB of disk
	@.ci/bench --large

fuzz: ## feed parsers of outside input with spoiled input, each for MINUTES (10); TARGET=filter SEED=7
	@.ci/fuzz

release: ## one file that serves the whole portal, with what belongs beside it, in dist/
	@.ci/release

torture: ## try to break the release program for some 20 minutes: kills, races, outages, simulated years; MINUTES=5
	@.ci/torture

shots: ## pictures of the pages in both themes and two widths; ROUTES="/ /packages" AS=ada.lind OUT=folder
	@.ci/shots

vitals: ## how fast My Access feels in a browser slowed four times; RUNS=9
	@.ci/vitals

clean-cache: ## delete build results and tools in ~/.cache/bailiwick
	@.ci/clean-cache
