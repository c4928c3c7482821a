FLAGS := $(shell scripts/swift-flags)
SOURCES := Sources Tests Package.swift experiments

.PHONY: build test lint format docs datasets bench reports coverage asan tsan fuzz check

build:
	swift build -c release --product margincall $(FLAGS)

test:
	scripts/test

lint:
	swift format lint --strict --recursive $(SOURCES)

format:
	swift format --in-place --recursive $(SOURCES)

docs:
	scripts/docs

datasets:
	scripts/rebuild-datasets

bench:
	experiments/benchmarks/run

reports: build
	.build/release/margincall run experiments/black-monday-1987.yaml --out reports/black-monday-1987

coverage:
	swift test --scratch-path .build-coverage --enable-code-coverage $(FLAGS)
	swift test --scratch-path .build-coverage --show-codecov-path

asan:
	swift test --scratch-path .build-asan --disable-xctest --sanitize=address $(FLAGS)

tsan:
	swift test --scratch-path .build-tsan --sanitize=thread $(FLAGS)

FUZZ ?= 10000000
FUZZ_YAML ?= 200000
fuzz:
	rm -f experiments/fuzz/.build/release.yaml # which files there are is not looked up again
	swift build -c release --package-path experiments/fuzz --sanitize=address -Xswiftc -enable-testing $(FLAGS)
	experiments/fuzz/.build/release/ReaderFuzz $(FUZZ)
	experiments/fuzz/.build/release/ReaderFuzz experiments $(FUZZ_YAML)

check:
	.ci/run
