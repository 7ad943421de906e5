#include "extractor/lexicon/lexicon_cache.h"

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extractor/base/pack.h"
#include "extractor/lexicon/fields.h"

namespace pathex {
namespace {

constexpr std::string_view kKind = "lexicons";

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

// The entry is whole, so that only a mistake in fields.h can make this fail.
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

}  // namespace

std::optional<LexiconSet> LexiconCache::Read(const std::string& sha256) const {
  const std::optional<CacheFolder::Entry> entry = folder_.Read(kKind, sha256);
  if (!entry) return std::nullopt;
  LexiconSet set;
  set.sha256 = sha256;
  std::vector<std::pair<std::string, bool>> languages;
  PackReader reader(entry->bytes);
  reader(set.frequent, languages);
  for (auto& [language, has_own_rules] : languages) {
    set.languages.emplace_back(
        std::move(language), has_own_rules,
        [file = entry->file, packed = reader.View()] { return Unpack(packed); });
  }
  if (!reader.complete() || set.languages.empty()) return std::nullopt;
  return set;
}

void LexiconCache::Write(const LexiconSet& set) const {
  if (!folder_.is_open()) return;
  PackWriter writer;
  std::vector<std::pair<std::string, bool>> languages;
  for (const LazyLexicon& language : set.languages) {
    languages.emplace_back(language.language(), language.has_own_rules());
  }
  writer(set.frequent, languages);
  for (const LazyLexicon& language : set.languages) writer(Pack(*language));
  folder_.Write(kKind, set.sha256, writer.bytes());
}

}  // namespace pathex
