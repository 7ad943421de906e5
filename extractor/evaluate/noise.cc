#include "extractor/evaluate/noise.h"

#include "extractor/base/json.h"

namespace pathex {
namespace {

std::string Expand(std::string_view put, std::string_view text,
                   const std::vector<Capture>& groups) {
  std::string out;
  for (size_t i = 0; i < put.size(); ++i) {
    const bool is_group =
        put[i] == '$' && i + 1 < put.size() && put[i + 1] >= '1' && put[i + 1] <= '9';
    if (!is_group) {
      out += put[i];
      continue;
    }
    const size_t group = static_cast<size_t>(put[++i] - '0');
    if (group < groups.size() && groups[group].found()) {
      out += text.substr(groups[group].begin, groups[group].end - groups[group].begin);
    }
  }
  return out;
}

std::vector<std::vector<Capture>> FindPlaces(std::string_view text, const Regex& pattern) {
  std::vector<std::vector<Capture>> places;
  std::vector<Capture> groups;
  size_t from = 0;
  while (from <= text.size() &&
         pattern.Search(text, from, text.size(), Regex::Anchor::kNone, &groups)) {
    places.push_back(groups);
    const size_t end = static_cast<size_t>(groups[0].end);
    from = end > from ? end : from + 1;
  }
  return places;
}

std::string Damage(std::string_view text, const Noise& noise, Dice* dice) {
  const std::vector<std::vector<Capture>> places = FindPlaces(text, noise.pattern);
  if (places.empty()) return std::string(text);
  std::vector<bool> hit(places.size());
  bool any = false;
  for (size_t i = 0; i < places.size(); ++i) {
    hit[i] = dice->Share() < noise.places;
    any = any || hit[i];
  }
  if (!any) hit[dice->Below(places.size())] = true;
  std::string out;
  size_t done = 0;
  for (size_t i = 0; i < places.size(); ++i) {
    if (!hit[i]) continue;
    const std::vector<Capture>& groups = places[i];
    out += text.substr(done, groups[0].begin - done);
    out += Expand(noise.put[dice->Below(noise.put.size())], text, groups);
    done = groups[0].end;
  }
  return out.append(text.substr(done));
}

Result<Noise> ReadNoise(const std::string& name, const Json& item) {
  const Error fault{"D014", name,
                    "noise needs \"id\", \"pattern\", \"put\", \"reports\", \"places\""};
  if (!item.is_object()) return fault;
  const auto is_text = [&](const char* key) { return item.contains(key) && item[key].is_string(); };
  const auto is_share = [&](const char* key) {
    return item.contains(key) && item[key].is_number();
  };
  if (!is_text("id") || !is_text("pattern") || !is_share("reports") || !is_share("places"))
    return fault;
  if (!item.contains("put") || !item["put"].is_array() || item["put"].empty()) return fault;
  Result<Regex> pattern = Regex::Compile(item["pattern"].get<std::string>());
  if (!pattern) return Error{pattern.error().code, name, pattern.error().message};
  Noise noise{item["id"].get<std::string>(),
              std::move(*pattern),
              {},
              item["reports"].get<double>(),
              item["places"].get<double>()};
  for (const Json& put : item["put"]) {
    if (!put.is_string()) return fault;
    noise.put.push_back(put.get<std::string>());
  }
  return noise;
}

}  // namespace

Result<NoiseTable> ParseNoise(const std::string& name, std::string text) {
  const Result<JsonDocument> document = ParseJson(name, std::move(text), Comments::kAllow);
  if (!document) return document.error();
  const Json& root = document->root;
  if (!root.is_object() || !root.contains("noise") || !root["noise"].is_array()) {
    return Error{"D014", name, "an object with the list \"noise\" is expected"};
  }
  NoiseTable table;
  for (const Json& item : root["noise"]) {
    Result<Noise> noise = ReadNoise(name, item);
    if (!noise) return noise.error();
    table.push_back(std::move(*noise));
  }
  return table;
}

Result<NoiseTable> LoadNoise(const std::string& path, const FileReader& files) {
  Result<std::string> text = files.Read(path);
  if (!text) return text.error();
  return ParseNoise(path, std::move(*text));
}

std::string AddNoise(std::string_view text, const NoiseTable& table, uint64_t seed, double factor) {
  Dice dice(seed);
  std::string out(text);
  for (const Noise& noise : table) {
    if (dice.Share() < noise.reports * factor) out = Damage(out, noise, &dice);
  }
  return out;
}

uint64_t Dice::Next() {
  uint64_t z = state_ += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

double Dice::Share() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }

size_t Dice::Below(size_t limit) { return static_cast<size_t>(Next() % limit); }

}  // namespace pathex
