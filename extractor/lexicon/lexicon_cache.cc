#include "extractor/lexicon/lexicon_cache.h"

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extractor/base/build_id.h"
#include "extractor/base/pack.h"
#include "extractor/base/private_files.h"
#include "extractor/base/sha256.h"
#include "extractor/lexicon/fields.h"

namespace pathex {
namespace {

constexpr std::string_view kPrefix = "lexicons-", kEnding = ".cache";
constexpr size_t kHashSize = 64;
constexpr size_t kNameHashSize = 32;

// Of each topic: its terms by number. In memory they are addresses.
std::vector<std::vector<uint32_t>> TermNumbers(const Lexicon& lexicon) {
  std::unordered_map<const Term*, uint32_t> numbers;
  for (const Term& term : lexicon.terms) {
    numbers.emplace(&term, static_cast<uint32_t>(numbers.size()));
  }
  std::vector<std::vector<uint32_t>> out;
  for (const Topic& topic : lexicon.topics) {
    std::vector<uint32_t>& of = out.emplace_back();
    for (const Term* term : topic.terms) of.push_back(numbers.at(term));
  }
  return out;
}

std::string Pack(const Lexicon& lexicon) {
  PackWriter writer;
  VisitFields(writer, lexicon);
  writer(TermNumbers(lexicon));
  return writer.bytes();
}

// The hash of an entry was right, so that only a mistake in fields.h can make this fail.
std::unique_ptr<const Lexicon> Unpack(std::string_view bytes) {
  auto lexicon = std::make_unique<Lexicon>();
  std::vector<std::vector<uint32_t>> numbers;
  PackReader reader(bytes);
  VisitFields(reader, *lexicon);
  reader(numbers);
  if (!reader.complete() || numbers.size() != lexicon->topics.size()) {
    throw std::logic_error("a compiled lexicon does not unpack; --no-cache does without");
  }
  for (size_t i = 0; i < numbers.size(); ++i) {
    Topic& topic = lexicon->topics[i];
    for (const uint32_t number : numbers[i]) topic.terms.push_back(&lexicon->terms.at(number));
    for (TopicPattern& of : topic.patterns) {
      of.regex = lexicon->rules.at(of.rule).patterns.at(of.pattern).regex;
    }
  }
  return lexicon;
}

// Also one that was never finished.
bool IsEntry(const std::string& name) { return name.starts_with(kPrefix); }

}  // namespace

LexiconCache::LexiconCache(std::string folder)
    : folder_(std::move(folder)), build_(folder_.empty() ? "" : BuildId()) {
  if (build_.empty()) folder_.clear();
}

std::string LexiconCache::PathOf(const std::string& sha256) const {
  const std::string key = Sha256Hex(build_ + '\0' + sha256).substr(0, kNameHashSize);
  return folder_ + '/' + std::string(kPrefix) + key + std::string(kEnding);
}

std::optional<LexiconSet> LexiconCache::Read(const std::string& sha256) const {
  if (folder_.empty()) return std::nullopt;
  const std::shared_ptr<const MappedFile> file = MapPrivateFile(PathOf(sha256));
  if (file == nullptr || file->bytes().size() < kHashSize) return std::nullopt;
  const std::string_view body = file->bytes().substr(kHashSize);
  if (Sha256Hex(body) != file->bytes().substr(0, kHashSize)) return std::nullopt;
  LexiconSet set;
  std::string build;
  std::vector<std::pair<std::string, bool>> languages;
  PackReader reader(body);
  reader(build, set.sha256, set.frequent, languages);
  if (build != build_ || set.sha256 != sha256) return std::nullopt;
  for (auto& [language, has_own_rules] : languages) {
    set.languages.emplace_back(std::move(language), has_own_rules,
                               [file, packed = reader.View()] { return Unpack(packed); });
  }
  if (!reader.complete() || set.languages.empty()) return std::nullopt;
  return set;
}

void LexiconCache::Write(const LexiconSet& set) const {
  if (folder_.empty()) return;
  PackWriter writer;
  std::vector<std::pair<std::string, bool>> languages;
  for (const LazyLexicon& language : set.languages) {
    languages.emplace_back(language.language(), language.has_own_rules());
  }
  writer(build_, set.sha256, set.frequent, languages);
  for (const LazyLexicon& language : set.languages) writer(Pack(*language));
  if (WritePrivateFile(PathOf(set.sha256), Sha256Hex(writer.bytes()) + writer.bytes())) DropOld();
}

// Of lexicons that change often, as those of an author do.
void LexiconCache::DropOld() const {
  size_t kept = 0;
  for (const std::string& name : ListPrivateFiles(folder_)) {
    if (IsEntry(name) && ++kept > kMostEntries) RemovePrivateFile(folder_ + '/' + name);
  }
}

}  // namespace pathex
