// Fuzzes the XML reader with the shipped profiles: a clear error, or parts whose maps stay inside
// the file.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extractor/text/source_xml.h"
#include "extractor/text/source_xml_profile.h"
#include "tests/fuzz/read_invariants.h"
#include "tests/where.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace pathex;
  static const XmlProfiles profiles = [] {
    Result<XmlProfiles> loaded = XmlProfiles::Load(SourceDir() + "/schemas/profiles", RealFiles());
    fuzz::Require(loaded.has_value(), "schemas/profiles can be loaded");
    return std::move(*loaded);
  }();
  ReadOptions options = fuzz::SmallOptions();
  options.profiles = &profiles;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  fuzz::CheckSources(ReadXml(bytes, "input.xml", options), bytes);
  return 0;
}
