# SPDX-License-Identifier: GPL-2.0-or-later
#
# ptdesc: moves the Linux kernel from struct page to struct ptdesc.
#
#   make demo           all three jobs on the make-believe tree
#   make check          unit tests and golden cases
#   make help           everything else
#
# V=1 shows the commands; O=DIR builds there; SANITIZE=address,undefined builds
# with sanitizers; prefix= and DESTDIR= steer install.

V        ?= 0
O        ?= build
SANITIZE ?=
prefix   ?= /usr/local
DESTDIR  ?=
bindir   ?= $(prefix)/bin
datadir  ?= $(prefix)/share
mandir   ?= $(datadir)/man

Q := $(if $(filter-out 0,$(V)),,@)
say = $(if $(Q),@printf '  %-7s %s\n' '$(1)' '$(2)')

# -- what it stands on -------------------------------------------------------

PACKAGES := gcc clang-19 libclang-19-dev coccinelle sparse pkg-config \
	libglib2.0-dev libcyaml-dev libjansson-dev libsqlite3-dev libxxhash-dev \
	libcmocka-dev git perl python3 flex bison bc libelf-dev libssl-dev xz-utils
KERNEL_PACKAGES := linux-source-6.1 linux-source-6.12

# Asked of the shell, for make remembers directories as they were before "make deps".
LLVM     ?= $(shell ls -d /usr/lib/llvm-19 /usr/lib/llvm-2? /usr/lib/llvm-1[78] 2>/dev/null | head -n 1)
MODULES  := glib-2.0 gio-2.0 libcyaml jansson sqlite3 libxxhash

# -- how it is built ---------------------------------------------------------

CFLAGS   ?= -O2 -g
WARNINGS := -Wall -Wextra -Wmissing-prototypes -Wstrict-prototypes -Wshadow -Werror
override CFLAGS += -std=gnu11 $(WARNINGS)
override CPPFLAGS += -D_GNU_SOURCE -Isrc -I. -DPTDESC_DATA_DIR='"$(datadir)/ptdesc"' \
	-DPTDESC_SOURCE_DIR='"$(CURDIR)"'
ifneq ($(SANITIZE),)
override CFLAGS += -fsanitize=$(SANITIZE) -fno-omit-frame-pointer -fno-sanitize-recover=undefined
endif

SOURCES  := $(sort $(wildcard src/*/*.c checker/*.c))
OBJECTS  := $(SOURCES:%.c=$(O)/obj/%.o)
LIBRARY  := $(filter-out $(O)/obj/src/cmd/main.o,$(OBJECTS))
UNITS    := $(patsubst testcases/unit/%.c,$(O)/unit/%,$(sort $(wildcard testcases/unit/*.c)))

# Looked up when a recipe runs, for make deps may just have installed them.
pkg_cflags = $(shell pkg-config --cflags $(MODULES)) -isystem $(LLVM)/include
pkg_libs   = $(shell pkg-config --libs $(MODULES)) -L$(LLVM)/lib -Wl,-rpath,$(LLVM)/lib -lclang -lpthread

.PHONY: all
all: $(O)/ptdesc

$(O)/ptdesc: $(OBJECTS)
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJECTS) $(pkg_libs)

$(O)/obj/%.o: %.c $(O)/flags | deps
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(CPPFLAGS) $(pkg_cflags) -MMD -MP -c -o $@ $<

$(O)/unit/%: testcases/unit/%.c $(LIBRARY)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(CPPFLAGS) $(pkg_cflags) $(LDFLAGS) -MMD -MP -o $@ $< $(LIBRARY) $(pkg_libs) -lcmocka

# What is remembered between runs is of this very checker.
CHECKER_SOURCES := $(sort $(wildcard checker/*.[ch])) $(addprefix src/tree/,lexer.c macros.c words.c words.h)
CHECKER_VERSION := $(shell cat $(CHECKER_SOURCES) | cksum | cut -d' ' -f1)
$(O)/obj/checker/unit.o $(O)/obj/checker/check.o: $(CHECKER_SOURCES)
$(O)/obj/checker/unit.o $(O)/obj/checker/check.o: \
	override CPPFLAGS += -DCHECKER_VERSION='"$(CHECKER_VERSION)"'

# Objects are made anew when the flags change.
.PHONY: FORCE
$(O)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(CC) $(CFLAGS) $(CPPFLAGS)' | cmp -s - $@ || \
		printf '%s\n' '$(CC) $(CFLAGS) $(CPPFLAGS)' > $@

-include $(OBJECTS:.o=.d) $(UNITS:=.d)

# -- dependencies --------------------------------------------------------------

# $(call install,PACKAGES): what of them dpkg does not have, through apt.
define install
	@have=$$(dpkg-query -W -f '$${Package} $${db:Status-Status} ' $(1) 2>/dev/null); \
	missing=$$(for p in $(1); do \
		case " $$have" in *" $$p installed "*) ;; *) echo "$$p";; esac; done); \
	[ -z "$$missing" ] && exit 0; \
	if ! command -v apt-get >/dev/null; then \
		echo "Please install what your distribution calls these Debian packages:" $$missing >&2; \
		exit 1; \
	fi; \
	sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	echo "  APT     "$$missing; \
	$$sudo apt-get update -qq && \
	DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing >/dev/null
endef

# Elsewhere than on Debian a build may have all it needs under other names.
.PHONY: deps
deps:
	@if ! command -v dpkg-query >/dev/null && pkg-config --exists $(MODULES) 2>/dev/null && \
	    command -v spatch >/dev/null && [ -n "$(LLVM)" ]; then exit 0; fi; \
	$(MAKE) --no-print-directory install-packages

.PHONY: install-packages
install-packages:
	$(call install,$(PACKAGES))

# -- kernels to try it on ---------------------------------------------------------

KERNELS := $(O)/kernels

.PHONY: kernel-6.1 kernel-6.12
kernel-6.1 kernel-6.12: kernel-%: $(KERNELS)/linux-source-%/.unpacked

define unpack
	$(call install,linux-source-$(1) xz-utils)
	$(call say,UNPACK,linux-source-$(1))
	$(Q)mkdir -p $(KERNELS)
	$(Q)rm -rf $(@D)
	$(Q)tar -C $(KERNELS) -xf /usr/src/linux-source-$(1).tar.xz
	$(Q)touch $@
endef

# A link leads to a tree that is kept elsewhere.
$(KERNELS)/linux-source-%/.unpacked:
	$(if $(shell [ -L $(@D) ] && echo linked),@:,$(call unpack,$*))

# -- the three jobs ------------------------------------------------------------------

# make coccicheck-ptdesc KDIR=DIR [MODE=] [COCCI=] [M=] [J=] [V=] [SPFLAGS=] [DEBUG_FILE=]:
# what the kernel's "make coccicheck" takes, and prints what it prints.
.PHONY: coccicheck-ptdesc
coccicheck-ptdesc: $(O)/ptdesc
	@if [ -z "$(KDIR)" ]; then echo 'Which kernel tree? make coccicheck-ptdesc KDIR=DIR' >&2; exit 2; fi
	+@$(O)/ptdesc coccicheck --tree '$(KDIR)' $(if $(MODE),--mode '$(MODE)') \
		$(if $(COCCI),--cocci '$(COCCI)') $(if $(M),--dir '$(M)') $(if $(J),--jobs '$(J)') \
		--verbose '$(V)' $(if $(SPFLAGS),--spflags='$(SPFLAGS)') \
		$(if $(DEBUG_FILE),--debug-file '$(DEBUG_FILE)')

.PHONY: demo
demo: $(O)/ptdesc
	@PTDESC=$(O)/ptdesc testcases/demo

# -- tests ----------------------------------------------------------------------------

.PHONY: check
check: $(O)/ptdesc $(UNITS)
	@PTDESC=$(abspath $(O)/ptdesc) testcases/run $(UNITS) $(sort $(wildcard testcases/*.t))

.PHONY: check-kernel
check-kernel: $(O)/ptdesc kernel-6.1 kernel-6.12
	@PTDESC=$(abspath $(O)/ptdesc) KERNELS=$(abspath $(KERNELS)) \
		XDG_CACHE_HOME=$(abspath $(O)/cache) \
		testcases/run $(sort $(wildcard testcases/kernel/*.t))

# What is known of variables, and whether the converted tree compiles, is seen on these;
# "all" takes an hour.
SCORE_VARIANTS ?= x86_64,i386,arm64,arm_v7,s390,riscv_nommu,arm_nommu,um,sh4

.PHONY: score
score: $(O)/ptdesc kernel-6.1
	@mkdir -p $(O)/score
	@rm -rf $(O)/score/series
	+$(Q)$(O)/ptdesc convert --bootstrap --quiet --tree $(KERNELS)/linux-source-6.1 \
		--output $(O)/score/series --facts-on $(SCORE_VARIANTS) > $(O)/score/log || [ $$? -eq 3 ]
	$(Q)testcases/kernel/score $(KERNELS)/linux-source-6.1 $(O)/score/series
	$(Q)PTDESC=$(abspath $(O)/ptdesc) testcases/kernel/compile $(KERNELS)/linux-source-6.1 \
		$(O)/score/series $(SCORE_VARIANTS) $(O)/score/compile

.PHONY: bench
bench: $(O)/ptdesc kernel-6.12
	@PTDESC=$(O)/ptdesc WORK=$(O)/bench testcases/bench $(KERNELS)/linux-source-6.12 $(BENCH)

# -- the rest ----------------------------------------------------------------------------

.PHONY: install
install: $(O)/ptdesc
	$(Q)install -d $(DESTDIR)$(bindir) $(DESTDIR)$(datadir)/ptdesc
	$(Q)install -m 755 $(O)/ptdesc $(DESTDIR)$(bindir)/ptdesc
	$(Q)cp -r rules cocci $(DESTDIR)$(datadir)/ptdesc/

.PHONY: clean
clean:
	$(Q)rm -rf $(O)/obj $(O)/unit $(O)/ptdesc $(O)/flags $(O)/score

.PHONY: help
help:
	@echo 'make                   build $(O)/ptdesc'
	@echo 'make deps              install what is missing (apt)'
	@echo 'make demo              check, convert and lint on the make-believe tree'
	@echo 'make check             unit tests and golden cases'
	@echo 'make check-kernel      the same on real kernels (see kernel-6.1)'
	@echo 'make kernel-6.1        unpack a Debian kernel source; also kernel-6.12'
	@echo 'make coccicheck-ptdesc KDIR=DIR   run the semantic patches over a kernel tree;'
	@echo '                       takes MODE, COCCI, M, J, V, SPFLAGS, DEBUG_FILE'
	@echo 'make score             how much of the 2023 series is converted on 6.1, and compiles'
	@echo 'make bench             what our commands cost beside clang and the kernel'"'"'s coccicheck;'
	@echo '                       takes BENCH, BENCH_COCCI, BENCH_ALL, REPEAT (see testcases/bench)'
	@echo 'make install           to $(prefix); honours DESTDIR'
	@echo 'V=1 shows commands, O=DIR builds there, SANITIZE=address,undefined'
