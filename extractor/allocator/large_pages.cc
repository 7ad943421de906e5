// Part of each program that allocates by mimalloc (pathex_allocator in CMakeLists.txt): asks it for
// pages of two megabytes where the system has them. The compiled lexicons are read all over, and
// with pages of four kilobytes a tenth to a quarter of the time goes into finding these, the more
// the busier the machine (tests/bench/README.md). MIMALLOC_LARGE_OS_PAGES=0 in the environment
// turns it off.
#include <mimalloc.h>

namespace {

void AskForLargePages() { mi_option_set_enabled_default(mi_option_large_os_pages, true); }

// The dynamic linker calls what stands here before anything else of the program or its libraries
// runs: before the first block is allocated, since what the first blocks lie in keeps its pages and
// has room for most of a lexicon. The option is a plain variable, and only a default, so that the
// library need not have been started.
[[gnu::section(".preinit_array"), gnu::used]] void (*const ask_first)() = AskForLargePages;

}  // namespace
