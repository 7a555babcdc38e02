# Digitori: `make site` publishes this handbook to public/, `make test` checks everything.
# Both install what is missing first. The rest:
#
#   make                     the generator, build/digitori
#   make check               mistakes in the content, nothing written
#   make unit                unit tests only;  SANITIZE=1 with the sanitizers
#   make cases               whole-site cases only; make accept CASE=name takes the present result as right
#   make fuzz                every parser with random input, RUNS=5000000 or RUNS=60s for each
#   make coverage            which branches of the program the tests reach
#   make valgrind            unit tests and cases under valgrind, an hour or more;  ONLY=sites/ those cases alone
#   make bench               how fast, against the limit;  make peers  beside Hugo, Eleventy and Pagefind
#   make faults              2,600 failures of the machine, some ten minutes
#   make install             the program and its man page, PREFIX=/usr/local
#   make clean

.DELETE_ON_ERROR:
.SUFFIXES:
SHELL = /bin/bash

VERSION  := 0.1.0
BUILD    := build$(if $(SANITIZE),/sanitized)
CC       ?= gcc
CFLAGS   ?= -O2 -g
WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
CPPFLAGS += -Igenerator -D_GNU_SOURCE -DDIGITORI_VERSION='"$(VERSION)"'
ifdef SANITIZE
CFLAGS   += -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif

# Counts are in a file that all processes of a program share in memory: those of workers that are killed are kept.
# Assertions are for our own mistakes: no test takes the branch where one fails.
ifdef COVERAGE
BUILD    := build/coverage
CC       := clang-14
WARNINGS :=
COUNTS    = $(abspath $(BUILD))/counts/%c%m.profraw
CFLAGS    = -O1 -gline-tables-only -DNDEBUG -DLIMITS_TIMES=4 -fprofile-instr-generate='$(COUNTS)' -fcoverage-mapping \
            -fprofile-update=atomic -mllvm -runtime-counter-relocation
endif
ifdef VALGRIND
BUILD    := build/valgrind
CFLAGS   := -O1 -g -DLIMITS_TIMES=200
endif
ifdef FUZZ
BUILD    := build/fuzz
CC       := clang-14
# Not those of which clang has its own opinion: it takes names of functions for names that are shadowed.
WARNINGS := -Wall -Wextra -Wconversion -Werror
# What two numbers were that were compared is not noted: that took up to two thirds of the time, and found no more. Templates of millions of
# tags, which the fuzzer comes to like, are no others than those of a hundred thousand.
CFLAGS   := -O2 -gline-tables-only -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all \
            -fno-sanitize-coverage=trace-cmp -DMUSTACHE_TAG_LIMIT=100000
endif

PACKAGES := libcmark-gfm yaml-0.1 libvoikko libsodium libutf8proc libqrencode libjpeg libpng libwebp lcms2
# Not linked with, but opened when they are needed: those that few commands need (base/library.h), and those that a build
# mostly does without (base/late.h; but glib, of which macros read data; tests link with them, and so does the program on other processors than x86-64).
OPENED   := libcurl zbar poppler-glib
LATE     := libzip pangocairo pangoft2 fontconfig harfbuzz-subset librsvg-2.0 libmicrohttpd libqpdf xlsxwriter libgit2 libxml-2.0
LATE_FILES = libzip libpangocairo-1.0 libpangoft2-1.0 libpango-1.0 libfontconfig libharfbuzz-subset libharfbuzz librsvg-2 \
             libgobject-2.0 libcairo libmicrohttpd libqpdf libxlsxwriter libgit2 libxml2
# Asked once per run, and only when something is compiled: they are not there before the set-up.
# Vendors' headers are not held to our warnings.
INCLUDES  = $(eval INCLUDES := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags-only-I $(PACKAGES) $(LATE) $(OPENED))))$(INCLUDES)
NEEDED    = $(eval NEEDED := $(shell pkg-config --libs $(PACKAGES)) -lcmark-gfm-extensions -lstemmer -lhyphen -lglib-2.0 -lm -pthread)$(NEEDED)
LIBRARIES = $(eval LIBRARIES := $(shell pkg-config --libs $(LATE)) $(NEEDED))$(LIBRARIES)

SOURCES := $(wildcard generator/*.c generator/*/*.c generator/*/*/*.c)
OBJECTS := $(SOURCES:generator/%.c=$(BUILD)/%.o)
LIBRARY := $(BUILD)/libdigitori.a
# What the program carries inside itself: the default theme and kinds, and the first pages of a new site.
CARRIED := $(shell find themes/digitori content/kinds generator/commands/init generator/preview/live.* generator/answers/scans/review.* LICENSE-CC-BY-4.0.txt -type f 2>/dev/null | LC_ALL=C sort)

UNIT_TESTS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))

.PHONY: all site test check unit cases accept fuzz coverage valgrind scans bench peers faults install clean setup setup-tests FORCE
all: $(BUILD)/digitori

# ---- Set-up. The stamps are made anew when the scripts change.

build/.setup: generator/setup
	@generator/setup
	@mkdir -p $(@D) && touch $@
build/.setup-tests: tests/setup tests/package.json tests/package-lock.json | build/.setup
	@tests/setup
	@mkdir -p $(@D) && touch $@
setup: build/.setup
setup-tests: build/.setup-tests

# ---- The program

# Compiled anew is what was compiled in another way, or of other files: a new version, other flags, a file less. What is said here
# is written only when it is not the same as before.
# Sorted, so that what a make that calls another adds twice is the same.
$(BUILD)/.flags: export STATED = $(sort $(CC) $(CPPFLAGS) $(CFLAGS) $(WARNINGS) $(PACKAGES) $(LATE_FILES))
$(BUILD)/.carried: export STATED = $(CARRIED)
$(BUILD)/.sources: export STATED = $(SOURCES)
$(BUILD)/.flags $(BUILD)/.carried $(BUILD)/.sources: FORCE
	@mkdir -p $(@D)
	@[ "$$(cat $@ 2>/dev/null)" = "$$STATED" ] || printf '%s\n' "$$STATED" > $@
FORCE:

$(BUILD)/%.o: generator/%.c $(BUILD)/.flags | build/.setup
	@mkdir -p $(@D)
	$(CC) -std=c17 $(CPPFLAGS) $(INCLUDES) $(CFLAGS) $(WARNINGS) -MMD -MP -c $< -o $@

$(BUILD)/embedded.c: generator/embed $(BUILD)/.carried $(CARRIED)
	@mkdir -p $(@D)
	generator/embed $(CARRIED) > $@
$(BUILD)/embedded.o: $(BUILD)/embedded.c $(BUILD)/.flags | build/.setup
	$(CC) -std=c17 $(CPPFLAGS) $(CFLAGS) -c $< -o $@

$(LIBRARY): $(filter-out $(BUILD)/main.o,$(OBJECTS)) $(BUILD)/embedded.o $(BUILD)/.sources
	@rm -f $@
	$(AR) rcs $@ $(filter %.o,$^)
ifneq ($(filter x86_64-%,$(shell $(CC) -dumpmachine)),)
$(BUILD)/late.c: generator/late $(LIBRARY)
	generator/late $(LIBRARY) $(foreach name,$(LATE_FILES),$(shell $(CC) -print-file-name=$(name).so)) > $@
$(BUILD)/late.o: $(BUILD)/late.c generator/base/late.h
	$(CC) -std=c17 $(CPPFLAGS) $(CFLAGS) -c $< -o $@
$(BUILD)/digitori: $(BUILD)/main.o $(BUILD)/late.o $(LIBRARY)
	$(CC) $(CFLAGS) $^ $(NEEDED) -o $@
else
$(BUILD)/digitori: $(BUILD)/main.o $(LIBRARY)
	$(CC) $(CFLAGS) $^ $(LIBRARIES) -o $@
endif

-include $(OBJECTS:.o=.d) $(UNIT_TESTS:=.d)

# ---- The handbook

# Who only wants the site is not shown how each file is compiled.
site: build/.setup
	@[ -x $(BUILD)/digitori ] || echo "The generator is compiled first, which takes a minute or two."
	@$(MAKE) --silent --jobs="$$(nproc)" $(BUILD)/digitori
	$(BUILD)/digitori build . -o public
check: $(BUILD)/digitori
	$(BUILD)/digitori check .

# ---- Tests

$(BUILD)/tests/read-scans: tests/scans/read_scans.c $(LIBRARY) | build/.setup-tests
	@mkdir -p $(@D)
	$(CC) -std=c17 $(CPPFLAGS) $(INCLUDES) $(CFLAGS) $(WARNINGS) $< $(LIBRARY) $(LIBRARIES) -o $@

$(BUILD)/tests/%: tests/unit/%.c $(LIBRARY) | build/.setup-tests
	@mkdir -p $(@D)
	$(CC) -std=c17 $(CPPFLAGS) -Itests/unit $(INCLUDES) $(CFLAGS) $(WARNINGS) -MMD -MP $< $(LIBRARY) $(LIBRARIES) -lcmocka -o $@

unit: $(UNIT_TESTS)
	@UNDER="$(UNDER)" tests/run-unit $(UNIT_TESTS)
cases: $(BUILD)/digitori
	@UNDER="$(UNDER)" tests/run-cases $(if $(ONLY),--only "$(ONLY)") $(BUILD)/digitori
accept: $(BUILD)/digitori
	@tests/run-cases --accept "$(CASE)" $(BUILD)/digitori
# A parser with what feeds it random input (FUZZ=1): tests/fuzz/run makes and runs them.
$(BUILD)/targets/%: tests/fuzz/%.c tests/fuzz/fuzz.h $(LIBRARY) | build/.setup-tests
	@mkdir -p $(@D)
	$(CC) -std=c17 $(CPPFLAGS) -Itests/unit $(INCLUDES) $(CFLAGS) $(WARNINGS) -fsanitize=fuzzer $< $(LIBRARY) $(LIBRARIES) -lcmocka -o $@
fuzz: build/.setup-tests
	@tests/fuzz/run $(RUNS)
coverage: build/.setup-tests
	@tests/coverage
valgrind: build/.setup-tests
	$(MAKE) -s VALGRIND=1 UNDER=valgrind $(if $(ONLY),,unit) cases
test: build/.setup-tests
	@tests/run
scans: $(BUILD)/digitori $(BUILD)/tests/read-scans build/.setup-tests
	@tests/scans/run $(BUILD)/tests/read-scans $(BUILD)/digitori
bench: $(BUILD)/digitori build/.setup-tests
	@tests/bench/run $(BUILD)/digitori

peers: $(BUILD)/digitori build/.setup-tests
	@tests/bench/peers/run $(BUILD)/digitori

faults: $(BUILD)/digitori build/.setup-tests
	@FAULTS=$${FAULTS:-2600} tests/faults/run $(BUILD)/digitori

# ---- Installing

PREFIX ?= /usr/local
install: $(BUILD)/digitori
	install -D -m 755 $(BUILD)/digitori $(DESTDIR)$(PREFIX)/bin/digitori
	mkdir -p $(DESTDIR)$(PREFIX)/share/man/man1
	$(BUILD)/digitori help --man > $(DESTDIR)$(PREFIX)/share/man/man1/digitori.1

clean:
	rm -rf build public
