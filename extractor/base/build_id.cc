#include "extractor/base/build_id.h"

#include <elf.h>
#include <link.h>

#include <cstdint>
#include <cstring>
#include <string_view>

namespace pathex {
namespace {

constexpr std::string_view kOwner("GNU\0", 4);

// Notes are a head, a name and a description, each filled up to four bytes.
size_t Filled(size_t size) { return (size + 3) & ~size_t{3}; }

std::string Hex(std::string_view bytes) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    out += kHex[static_cast<uint8_t>(c) >> 4];
    out += kHex[static_cast<uint8_t>(c) & 15];
  }
  return out;
}

std::string IdIn(std::string_view notes) {
  ElfW(Nhdr) head;
  while (notes.size() >= sizeof head) {
    std::memcpy(&head, notes.data(), sizeof head);
    const size_t description = sizeof head + Filled(head.n_namesz);
    const size_t size = description + Filled(head.n_descsz);
    if (size > notes.size()) break;
    if (head.n_type == NT_GNU_BUILD_ID && notes.substr(sizeof head, head.n_namesz) == kOwner) {
      return Hex(notes.substr(description, head.n_descsz));
    }
    notes.remove_prefix(size);
  }
  return "";
}

// Called with the program itself first; its libraries do not matter.
int ReadProgram(dl_phdr_info* program, size_t, void* id) {
  for (int i = 0; i < program->dlpi_phnum; ++i) {
    const ElfW(Phdr)& segment = program->dlpi_phdr[i];
    if (segment.p_type != PT_NOTE) continue;
    // The loader gives addresses as numbers.
    const std::string found =
        // NOLINTNEXTLINE(performance-no-int-to-ptr)
        IdIn({reinterpret_cast<const char*>(program->dlpi_addr + segment.p_vaddr),
              static_cast<size_t>(segment.p_memsz)});
    if (!found.empty()) *static_cast<std::string*>(id) = found;
  }
  return 1;  // no further
}

}  // namespace

std::string BuildId() {
  std::string id;
  dl_iterate_phdr(ReadProgram, &id);
  return id;
}

}  // namespace pathex
