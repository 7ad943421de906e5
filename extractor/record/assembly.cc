#include "extractor/record/assembly.h"

#include "extractor/base/sha256.h"

namespace pathex {
namespace {

constexpr const char* kAssembly = "assembly.json";
constexpr const char* kReport = "report.schema.json";
constexpr const char* kRecord = "record.schema.json";

}  // namespace

const MentionSpec* Assembly::Find(std::string_view type) const {
  const auto it = by_type.find(type);
  return it == by_type.end() ? nullptr : &mentions[it->second];
}

bool Assembly::IsA(std::string_view table, std::string_view special,
                   std::string_view general) const {
  if (special == general) return true;
  const auto found = is_a.find(table);
  if (found == is_a.end()) return false;
  const auto it = found->second.find(special);
  return it != found->second.end() && it->second.find(general) != it->second.end();
}

Result<Assembly> LoadAssembly(const std::string& folder, const FileReader& files) {
  std::string hashed;
  std::string texts[3];
  const char* names[] = {kAssembly, kRecord, kReport};
  for (int i = 0; i < 3; ++i) {
    Result<std::string> text = files.Read(folder + "/" + names[i]);
    if (!text) return text.error();
    texts[i] = std::move(*text);
    hashed += names[i];
    hashed += '\0';
    hashed += texts[i];
  }
  Result<JsonDocument> document =
      ParseJson(folder + "/" + kAssembly, std::move(texts[0]), Comments::kRefuse);
  if (!document) return document.error();
  Result<JsonDocument> schema =
      ParseJson(folder + "/" + kReport, std::move(texts[2]), Comments::kRefuse);
  if (!schema) return schema.error();
  Result<Assembly> assembly = ParseAssembly(*document);
  if (!assembly) return assembly.error();
  assembly->schema = std::move(schema->root);
  assembly->sha256 = Sha256Hex(hashed);
  return assembly;
}

}  // namespace pathex
