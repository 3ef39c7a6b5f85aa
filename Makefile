# Two commands do everything: `make report` and `make test`. Both install what is missing first.

# A tool that is linked with the Swift libraries runs without a toolchain.
RELEASE = -c release --static-swift-stdlib
# On Linux the toolchain's own linker leaves out what is not called. Packed relocations are for glibc 2.36 and later.
ifeq ($(shell uname -s),Linux)
RELEASE += -Xswiftc -use-ld=lld -Xlinker --gc-sections -Xlinker --icf=safe -Xlinker --no-export-dynamic \
  $(if $(filter 0,$(shell printf '2.36\n%s\n' "$$(getconf GNU_LIBC_VERSION | cut -d' ' -f2)" | sort -CV; echo $$?)),-Xlinker -z -Xlinker pack-relative-relocs)
endif
SOURCES = Sources Tests Plugins Package.swift Notebooks/kernel/swift_kernel/support Notebooks/forms

# What the packages are made of; TOOL=path takes one that is built already.
TOOL ?= $(shell swift build $(RELEASE) --show-bin-path)/reoffending
DIST = dist
VERSION = $(shell "$(TOOL)" --version)

.PHONY: report test format lint fuzz gallery notebooks documents install uninstall setup setup-test clean \
  tool bundle tarball deb wheel bindings r-functions docs api examples pages differential

report: tool
	"$(TOOL)" report --output Report

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

# Random files and calls against R and SciPy, where they are installed: CALLS of them, from SEED.
CALLS = 1000
SEED = 1
differential: tool
	Tools/differential/run "$(TOOL)" $(CALLS) $(SEED)

# The committed gallery: every figure, and its index page.
gallery: tool
	Tools/gallery "$(TOOL)" Plots

# Executes the notebooks in order, with a Jupyter kernel of their own in .venv-notebooks.
notebooks: setup
	@Tools/setup --notebooks
	Tools/notebooks

# The R Markdown and Quarto projects of Examples, rendered with what is installed.
documents: tool
	@Tools/setup --documents
	Tools/documents "$(TOOL)" .build/documents

# The release tool, unless TOOL names one, on the command line or in the environment.
tool: setup
ifeq ($(origin TOOL),file)
	swift build $(RELEASE) --product reoffending
endif

PREFIX ?= /usr/local
install: tool
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install "$(TOOL)" "$(DESTDIR)$(PREFIX)/bin/reoffending"
	strip "$(DESTDIR)$(PREFIX)/bin/reoffending"
	Tools/package/shell-files "$(TOOL)" "$(DESTDIR)$(PREFIX)/share"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/reoffending" "$(DESTDIR)$(PREFIX)/share/man/man1/reoffending.1" \
	  "$(DESTDIR)$(PREFIX)"/share/man/man1/reoffending-*.1 \
	  "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/reoffending" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_reoffending" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/reoffending.fish"

# The tool with every library that it needs, in a folder that runs wherever it is put.
bundle: tool
	Tools/package/bundle "$(TOOL)" .build/bundle
	Tools/package/shell-files "$(TOOL)" .build/bundle/share

tarball: bundle
	@mkdir -p $(DIST)
	tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -C .build \
	  --transform 's,^bundle,reoffending-$(VERSION),' -cf - bundle \
	  | gzip -9n > $(DIST)/reoffending-$(VERSION)-linux-$$(uname -m).tar.gz
	@ls -l $(DIST)/*.tar.gz

deb: tool
	Tools/package/deb "$(TOOL)" $(DIST)

wheel: bundle
	Tools/package/wheel "$(TOOL)" .build/bundle $(DIST)

# The examples of the help and of the guide, as they stand there, in an empty folder.
examples: tool
	Tools/examples "$(TOOL)" README.md Documentation/Guide/*.md

# The guide with a page for each verb, method and data set, as a site in docs/; a dead link fails.
docs: tool
	Tools/site "$(TOOL)" docs

# The reference of the Swift library in docs/api, of the modules that `swift build` or `make test` built; what is not
# documented fails. BASE is the path under which the folder will be served.
BASE = api
api:
	Tools/api docs/api "$(BASE)"

# The functions, pages and NAMESPACE of the R package, written anew from what the tool declares; to be committed.
r-functions: tool
	Tools/package/r-functions "$(TOOL)" Bindings/R

# The packages for Python and R, tested as their users have them.
bindings: wheel
	Tools/bindings "$$(ls -t $(DIST)/reoffending-$(VERSION)-*.whl | head -n 1)"

setup:
	@Tools/setup

# What the tests need besides: programs that read our pictures.
setup-test:
	@Tools/setup --test

# Pages of reports before the W3C's validator and axe-core, in Chromium.
pages: tool
	rm -rf .build/pages
	"$(TOOL)" report --documents none --output .build/pages/Report
	"$(TOOL)" report Examples/people.yml --documents none --output .build/pages/people
	"$(TOOL)" report Examples/analysts.yml --documents none --output .build/pages/analysts
	Tools/pages .build/pages/*/index.html

clean:
	rm -rf .build .build-fuzz .build-mutants .build-address .build-thread .build-undefined .venv-notebooks .venv-bindings .venv-pages Report dist docs
