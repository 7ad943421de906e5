#include "extractor/review/deck.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <set>
#include <unordered_set>

#include "extractor/base/sha256.h"
#include "extractor/evaluate/facts.h"
#include "extractor/evaluate/letters.h"
#include "extractor/evaluate/score.h"
#include "extractor/review/record_line.h"
#include "extractor/text/fold.h"

namespace pathex {
namespace {

Error CannotRead(const std::string& path) {
  return {"S001", path, std::string("cannot be read: ") + std::strerror(errno)};
}

std::string TextAt(const Json& value, std::string_view pointer) {
  const Json* found = ValueAt(value, pointer);
  return found != nullptr && found->is_string() ? found->get<std::string>() : std::string();
}

void AppendWords(const Json& value, std::string* out) {
  if (value.is_structured()) {
    for (const Json& member : value) AppendWords(member, out);
  } else {
    *out += ' ';
    *out += value.is_string() ? value.get_ref<const std::string&>() : value.dump();
  }
}

Card MakeCard(const Json& head, std::string_view line, const FieldTable& table,
              const EvaluationSpec& spec) {
  Card card;
  card.hash = Sha256Hex(line);
  card.id = TextAt(head, "/source/id");
  card.path = TextAt(head, "/source/path");
  card.sha256 = TextAt(head, "/source/sha256");
  card.rank = ReviewRank(head, spec);
  std::set<int> fields;
  std::string words = card.id + " " + card.path;
  for (const ReviewItem& item : FindItems(head, table)) {
    fields.insert(item.field);
    ++card.items;
    AppendWords(item.value, &words);
  }
  card.fields.assign(fields.begin(), fields.end());
  std::replace(words.begin(), words.end(), '_', ' ');
  card.search = LowerCase(FoldString(words));
  if (const Json* reasons = ValueAt(head, "/review/reasons"); reasons != nullptr) {
    for (const Json& reason : *reasons) {
      const std::string name = TextAt(reason, "/reason");
      if (std::find(card.reasons.begin(), card.reasons.end(), name) == card.reasons.end()) {
        card.reasons.push_back(name);
      }
    }
  }
  return card;
}

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

Result<Deck> LoadDeck(const std::string& path, const FieldTable& table, const EvaluationSpec& spec,
                      const SampleWish& wish) {
  std::error_code code;
  if (std::filesystem::is_directory(path, code)) {
    return Error{"S001", path, "cannot be read: is a folder; review takes the file of records"};
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) return CannotRead(path);
  Deck deck;
  deck.path = path;
  std::vector<Card> all;
  std::unordered_set<std::string> seen;
  uint64_t at = 0;
  size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const uint64_t begin = at;
    at += line.size() + 1;
    if (IsBlank(line)) continue;
    const Result<Json> head = ParseRecordHead(line);
    if (!head) {
      deck.faults.push_back(
          {head.error().code, path + ":" + std::to_string(number), head.error().message});
      continue;
    }
    Card card = MakeCard(*head, line, table, spec);
    card.begin = begin;
    card.size = line.size();
    if (seen.insert(card.hash).second) {
      all.push_back(std::move(card));
    } else {
      ++deck.repeated;
    }
  }
  if (in.bad()) return CannotRead(path);
  if (all.empty()) {
    if (!deck.faults.empty()) return deck.faults.front();
    return Error{"D012", path, "no record in it; pathex extract writes one a line"};
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Card& a, const Card& b) { return a.rank > b.rank; });
  SampleDraw draw = DrawSample(all.size(), wish);
  deck.design = draw.design;
  for (const auto& [index, stratum] : draw.chosen) {
    deck.cards.push_back(std::move(all[index]));
    deck.cards.back().stratum = stratum;
  }
  return deck;
}

Result<std::string> ReadLine(const Deck& deck, const Card& card) {
  std::ifstream in(deck.path, std::ios::binary);
  if (!in) return CannotRead(deck.path);
  std::string line(card.size, '\0');
  in.seekg(static_cast<std::streamoff>(card.begin));
  in.read(line.data(), static_cast<std::streamsize>(line.size()));
  if (!in || Sha256Hex(line) != card.hash) {
    return Error{"R001", deck.path, "has changed since it was opened; start the review again"};
  }
  return line;
}

}  // namespace pathex
