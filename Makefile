# Two commands do everything: `make report` and `make test`. Both install what is missing first.

# A tool that is linked with the Swift libraries runs without a toolchain.
RELEASE = -c release --static-swift-stdlib
SOURCES = Sources Tests Plugins Package.swift Notebooks/kernel/support

.PHONY: report test format lint fuzz gallery notebooks documents install setup setup-test clean

report: setup
	swift build $(RELEASE) --product reoffending
	"$$(swift build $(RELEASE) --show-bin-path)/reoffending" report --output Report

test: setup-test lint
	swift build --build-tests
	swift test --skip-build --disable-xctest

lint:
	swift format lint --strict --recursive $(SOURCES)

format:
	swift format --in-place --recursive $(SOURCES)

# Feeds every reader, parser and verb with made-up input, SECONDS each, under AddressSanitizer; needs libFuzzer, which
# the toolchains of swift.org for Linux have.
SECONDS = 900
fuzz: setup
	Tools/fuzz $(SECONDS)

# The committed gallery: every figure, and its index page.
gallery: setup
	swift build $(RELEASE) --product reoffending
	Tools/gallery "$$(swift build $(RELEASE) --show-bin-path)/reoffending" Plots

# Executes the notebooks in order, with a Jupyter kernel of their own in .venv-notebooks.
notebooks: setup
	Tools/notebooks

# The R Markdown and Quarto projects of Examples, rendered with what is installed.
documents: setup
	@Tools/setup --documents
	swift build $(RELEASE) --product reoffending
	Tools/documents "$$(swift build $(RELEASE) --show-bin-path)/reoffending" .build/documents

PREFIX ?= /usr/local
install: setup
	swift build $(RELEASE) --product reoffending
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install "$$(swift build $(RELEASE) --show-bin-path)/reoffending" "$(DESTDIR)$(PREFIX)/bin/reoffending"

setup:
	@Tools/setup

# What the tests need besides: programs that read our pictures.
setup-test:
	@Tools/setup --test

clean:
	rm -rf .build .build-fuzz .build-mutants .build-address .build-thread .build-undefined .venv-notebooks Report
