// Reading a reliability table: from its file, or as a cache has kept it. What `pathex evaluate
// --write-reliability` wrote becomes steps and numbers.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "extractor/base/json.h"
#include "extractor/base/pack.h"
#include "extractor/base/sha256.h"
#include "extractor/record/reliability.h"

namespace pathex {

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<MeasuredValues> auto& values) {
  auto& [all, rule, kind, unsupported] = values;
  visit(all, rule, kind, unsupported);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<PatternStep> auto& step) {
  auto& [key, keys, items, values] = step;
  visit(key, keys, items, values);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<MeasuredSign> auto& sign) {
  auto& [reason, by_count, by_value] = sign;
  visit(reason, by_count, by_value);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<Reliability> auto& table) {
  auto& [lexicons_sha256, by, steps, values, sections, prior, signs] = table;
  visit(lexicons_sha256, by, steps, values, sections, prior, signs);
}

namespace {

constexpr std::string_view kCacheKind = "reliability";
constexpr double kPull = 4;     // a small group counts as if so many cases of the whole were in it
constexpr double kScale = 1e3;  // shares are written with three decimals
constexpr double kZ = 1.96;     // 95 %
constexpr char kByKind[] = "by";  // the sign that is no reason
constexpr std::string_view kUnsupported = "none|0|none";

std::string Pack(const Reliability& table) {
  PackWriter writer;
  VisitFields(writer, table);
  return writer.bytes();
}

bool Unpack(std::string_view bytes, Reliability* table) {
  PackReader reader(bytes);
  VisitFields(reader, *table);
  return reader.complete();
}

int32_t Rounded(double share) { return static_cast<int32_t>(std::lround(share * kScale)); }

double Low(const Measured& of) {
  const double n = of.n, p = of.hits / n;
  const double d = 1 + kZ * kZ / n;
  const double c = p + kZ * kZ / (2 * n);
  const double h = kZ * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n));
  return (c - h) / d;
}

Measured ReadMeasured(const Json& json, const char* hits) {
  const auto number = [&](const char* key) {
    const auto it = json.find(key);
    return it != json.end() && it->is_number_unsigned() ? it->get<int>() : 0;
  };
  Measured of{number("n"), number(hits)};
  if (of.n == 0) return of;
  of.precision = Rounded(static_cast<double>(of.hits) / of.n);
  of.low = Rounded(Low(of));
  return of;
}

Measured ReadAll(const Json& json, const char* hits) {
  const auto it = json.find("all");
  return it == json.end() ? Measured() : ReadMeasured(*it, hits);
}

// Calls read(name, json of its count) for the members of a member that is an object.
template <typename Read>
void ForEachOf(const Json& json, const char* member, const Read& read) {
  const auto kinds = json.find(member);
  if (kinds == json.end() || !kinds->is_object()) return;
  for (const auto& [name, tally] : kinds->items()) read(name, tally);
}

bool HasShape(const Json& root) {
  const auto is = [&](const char* key, auto predicate) {
    return root.contains(key) && predicate(root[key]);
  };
  const auto text = [](const Json& json) { return json.is_string(); };
  const auto objects = [](const Json& json) {
    return json.is_object() &&
           std::all_of(json.begin(), json.end(), [](const Json& one) { return one.is_object(); });
  };
  return root.is_object() && is("lexicons_sha256", text) && is("by", text) &&
         is("values", objects) && is("signs", objects) && root.contains("all");
}

class TableReader {
 public:
  explicit TableReader(const Json& root) : root_(root) {}

  Reliability Read() {
    table_.lexicons_sha256 = root_["lexicons_sha256"].get<std::string>();
    table_.by = root_["by"].get<std::string>();
    for (const auto& [pattern, json] : root_["values"].items()) ReadValues(pattern, json);
    const Measured documents = ReadAll(root_, "wrong");
    whole_ = (documents.hits + 1.0) / (documents.n + 2.0);
    table_.prior = std::log(whole_ / (1 - whole_));
    for (const auto& [reason, json] : root_["signs"].items()) ReadSign(reason, json);
    return std::move(table_);
  }

 private:
  void ReadValues(std::string_view pattern, const Json& json) {
    table_.steps[StepOf(pattern)].values = static_cast<int32_t>(table_.values.size());
    MeasuredValues& values = table_.values.emplace_back();
    values.all = ReadAll(json, "right");
    ForEachOf(json, "rule", [&](const std::string& rule, const Json& tally) {
      values.rule[rule] = ReadMeasured(tally, "right");
    });
    ForEachOf(json, "kind", [&](std::string_view kind, const Json& tally) {
      const Measured measured = ReadMeasured(tally, "right");
      if (kind == kUnsupported) {
        values.unsupported = measured;
      } else if (const std::optional<size_t> number = NumberOf(kind)) {
        if (*number >= values.kind.size()) values.kind.resize(*number + 1);
        values.kind[*number] = measured;
      }
    });
  }

  // "diagnosis|3+|certain", as KindOfSupport::kind() of evaluate/reliability.h.
  std::optional<size_t> NumberOf(std::string_view kind) {
    constexpr std::string_view kCertainty[] = {"certain", "probable", "uncertain", "hypothetical"};
    const size_t first = kind.find('|'), second = kind.rfind('|');
    if (first == std::string_view::npos || second == first) return std::nullopt;
    const std::string_view section = kind.substr(0, first);
    const std::string_view count = kind.substr(first + 1, second - first - 1);
    const auto* const certainty =
        std::find(std::begin(kCertainty), std::end(kCertainty), kind.substr(second + 1));
    size_t mentions = 0;
    std::from_chars(count.data(), count.data() + count.size(), mentions);
    if (mentions == 0 || mentions > Reliability::kMostCounted || certainty == std::end(kCertainty))
      return std::nullopt;
    const size_t number = table_.SectionOf(section);
    if (number == table_.sections.size()) table_.sections.emplace_back(section);
    return Reliability::KindOf(number, mentions,
                               static_cast<Certainty>(certainty - std::begin(kCertainty)));
  }

  // The last step of a pattern; made when it is missing.
  uint32_t StepOf(std::string_view pattern) {
    uint32_t step = 0;
    while (!pattern.empty()) {
      const size_t end = std::min(pattern.find('/', 1), pattern.size());
      const std::string_view key = pattern.substr(1, end - 1);
      pattern.remove_prefix(end);
      const uint32_t known = key == "*" ? table_.steps[step].items : table_.Below(step, key);
      if (known != 0) {
        step = known;
        continue;
      }
      const auto made = static_cast<uint32_t>(table_.steps.size());
      table_.steps.emplace_back().key = key;
      if (key == "*") {
        table_.steps[step].items = made;
      } else {
        table_.steps[step].keys.push_back(made);
      }
      step = made;
    }
    return step;
  }

  void ReadSign(const std::string& reason, const Json& json) {
    MeasuredSign& sign = table_.signs.emplace_back();
    if (reason != kByKind) sign.reason = reason;
    for (const auto& [count, tally] : json.items()) {
      const Measured measured = ReadMeasured(tally, "wrong");
      if (measured.n == 0) continue;
      const double shift = LogOdds(measured) - table_.prior;
      if (sign.reason.empty()) sign.by_value[count] = shift;
      for (size_t n = 0; n < sign.by_count.size(); ++n) {
        if (count == std::to_string(n) + (n == Reliability::kMostCounted ? "+" : "")) {
          sign.by_count[n] = shift;
        }
      }
    }
  }

  // The logarithm of the odds of a group, pulled towards those of the whole: few cases prove
  // little.
  double LogOdds(const Measured& group) const {
    const double share = (group.hits + kPull * whole_) / (group.n + kPull);
    return std::log(share / (1 - share));
  }

  const Json& root_;
  double whole_ = 0;
  Reliability table_;
};

}  // namespace

uint32_t Reliability::Below(uint32_t step, std::string_view key) const {
  for (const uint32_t below : steps[step].keys) {
    if (SameName(steps[below].key, key)) return below;
  }
  return 0;
}

const MeasuredValues* Reliability::Find(std::string_view pattern) const {
  uint32_t step = 0;
  while (!pattern.empty()) {
    const size_t end = std::min(pattern.find('/', 1), pattern.size());
    const std::string_view key = pattern.substr(1, end - 1);
    step = key == "*" ? steps[step].items : Below(step, key);
    if (step == 0) return nullptr;
    pattern.remove_prefix(end);
  }
  return steps[step].values < 0 ? nullptr : &values[static_cast<size_t>(steps[step].values)];
}

size_t Reliability::SectionOf(std::string_view id) const {
  return static_cast<size_t>(std::find(sections.begin(), sections.end(), id) - sections.begin());
}

Result<std::optional<Reliability>> LoadReliability(const std::string& folder,
                                                   const FileReader& files,
                                                   const CacheFolder& cache) {
  const Result<std::vector<std::string>> names = files.List(folder);
  if (!names) return names.error();
  if (std::find(names->begin(), names->end(), kReliabilityFile) == names->end()) {
    return std::optional<Reliability>();
  }
  const std::string path = folder + "/" + kReliabilityFile;
  Result<std::string> bytes = files.Read(path);
  if (!bytes) return bytes.error();
  const std::string sha256 = cache.is_open() ? Sha256Hex(*bytes) : "";
  if (const auto kept = cache.Read(kCacheKind, sha256)) {
    Reliability table;
    if (Unpack(kept->bytes, &table)) return std::optional<Reliability>(std::move(table));
  }
  const Result<JsonDocument> document = ParseJson(path, std::move(*bytes), Comments::kRefuse);
  if (!document) return document.error();
  if (!HasShape(document->root)) {
    return Error{"L021", path,
                 "not a reliability table; write it anew with pathex evaluate GOLD RECORDS "
                 "--write-reliability FILE, or remove it"};
  }
  Reliability table = TableReader(document->root).Read();
  if (cache.is_open()) cache.Write(kCacheKind, sha256, Pack(table));
  return std::optional<Reliability>(std::move(table));
}

}  // namespace pathex
