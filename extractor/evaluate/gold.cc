#include "extractor/evaluate/gold.h"

#include <algorithm>
#include <set>

#include "extractor/evaluate/facts.h"
#include "extractor/evaluate/letters.h"

namespace pathex {
namespace {

constexpr int kMaxDepth = 4;
constexpr std::string_view kCaseFile = "expected.json";

std::string Join(const std::string& folder, const std::string& name) {
  return folder.empty() || folder.back() == '/' ? folder + name : folder + "/" + name;
}

std::string_view Folder(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string TextMember(const Json& object, const char* key) {
  const auto it = object.find(key);
  if (it == object.end()) return {};
  if (it->is_string()) return it->get<std::string>();
  return it->is_number() && *it != 0 ? it->dump() : std::string();
}

bool Exists(const std::string& folder, const std::string& name, const FileReader& files) {
  const Result<std::vector<std::string>> names = files.List(folder.empty() ? "." : folder);
  return names && std::find(names->begin(), names->end(), name) != names->end();
}

Result<GoldCase> ReadCase(const std::string& path, const FileReader& files,
                          std::string* text_file) {
  const Result<std::string> text = files.Read(path);
  if (!text) return text.error();
  const Result<Json> json = ParseJsonValue(*text);
  if (!json) return Error{json.error().code, path, json.error().message};
  if (!json->is_object()) return Error{"D011", path, "an object with \"report\" is expected"};
  GoldCase out;
  out.id = TextMember(*json, "id");
  *text_file = TextMember(*json, "text_file");
  const auto report = json->find("report");
  out.report = report == json->end() ? *json : *report;
  if (!out.report.is_object()) return Error{"D011", path, "\"report\" is not an object"};
  const auto flags = json->find("ambiguous");
  if (flags != json->end() && flags->is_array()) {
    for (const Json& flag : *flags) {
      if (flag.is_string()) out.ambiguous.push_back(flag.get<std::string>());
    }
  }
  return out;
}

std::string FindText(const GoldCase& gold, const std::string& text_file,
                     const std::vector<std::string>& folders, const FileReader& files) {
  for (const std::string& folder : folders) {
    for (const std::string& name : {text_file, gold.id + ".txt"}) {
      if (!name.empty() && Exists(folder, name, files)) return Join(folder, name);
    }
  }
  return {};
}

Result<std::vector<GoldCase>> LoadFlat(const std::string& folder, const std::string& texts,
                                       const std::vector<std::string>& names,
                                       const FileReader& files) {
  std::vector<GoldCase> out;
  std::vector<std::string> text_folders = {folder, Join(folder, "../text")};
  const std::string parent(Folder(folder));
  text_folders.push_back(Join(parent, "text"));
  if (!texts.empty()) text_folders.insert(text_folders.begin(), texts);
  for (const std::string& name : names) {
    if (!name.ends_with(".json")) continue;
    std::string text_file;
    Result<GoldCase> gold = ReadCase(Join(folder, name), files, &text_file);
    if (!gold) return gold.error();
    if (gold->id.empty()) gold->id = FileStem(name);
    gold->text_path = FindText(*gold, text_file, text_folders, files);
    const auto same = std::find_if(out.begin(), out.end(),
                                   [&](const GoldCase& other) { return other.id == gold->id; });
    if (same != out.end()) {
      *same = std::move(*gold);
    } else {
      out.push_back(std::move(*gold));
    }
  }
  return out;
}

// Cases below `folder`; `id` is the path from GOLD_DIR to it.
std::optional<Error> LoadCases(const std::string& folder, const std::string& id, int depth,
                               const FileReader& files, std::vector<GoldCase>* out) {
  const Result<std::vector<std::string>> names = files.List(folder);
  if (!names) return names.error();
  for (const std::string& name : *names) {
    const std::string path = Join(folder, name);
    if (name == kCaseFile && !id.empty()) {
      std::string text_file;
      Result<GoldCase> gold = ReadCase(path, files, &text_file);
      if (!gold) return gold.error();
      gold->id = id;
      if (Exists(folder, "report.txt", files)) gold->text_path = Join(folder, "report.txt");
      out->push_back(std::move(*gold));
    } else if (depth < kMaxDepth && files.IsFolder(path)) {
      const std::string below = id.empty() ? name : id + "/" + name;
      if (auto error = LoadCases(path, below, depth + 1, files, out)) return error;
    }
  }
  return std::nullopt;
}

// One row of a tab-separated table from *at on, which moves behind it.
std::vector<std::string> ReadRow(std::string_view text, size_t* at) {
  std::vector<std::string> row(1);
  bool quoted = false, fresh = true;
  while (*at < text.size()) {
    const char c = text[(*at)++];
    if (quoted) {
      if (c != '"') {
        row.back() += c;
      } else if (*at < text.size() && text[*at] == '"') {
        row.back() += text[(*at)++];
      } else {
        quoted = false;
      }
      continue;
    }
    if (c == '\n') break;
    if (c == '"' && fresh) {
      quoted = true;
      fresh = false;
    } else if (c == '\t') {
      row.emplace_back();
      fresh = true;
    } else if (c != '\r') {
      row.back() += c;
      fresh = false;
    }
  }
  return row;
}

}  // namespace

std::string FileStem(std::string_view path) {
  std::string_view name = path.substr(path.rfind('/') + 1);
  const size_t dot = name.rfind('.');
  const size_t first = name.find_first_not_of('.');
  const bool has_ending =
      dot != std::string_view::npos && first != std::string_view::npos && dot > first;
  return std::string(has_ending ? name.substr(0, dot) : name);
}

Result<std::vector<GoldCase>> LoadGold(const std::string& folder, const std::string& texts,
                                       const FileReader& files) {
  const Result<std::vector<std::string>> names = files.List(folder);
  if (!names) return names.error();
  const bool flat = std::any_of(names->begin(), names->end(),
                                [](const std::string& name) { return name.ends_with(".json"); });
  std::vector<GoldCase> out;
  if (flat) {
    Result<std::vector<GoldCase>> loaded = LoadFlat(folder, texts, *names, files);
    if (!loaded) return loaded.error();
    out = std::move(*loaded);
  } else if (auto error = LoadCases(folder, "", 0, files, &out)) {
    return *error;
  }
  if (out.empty()) {
    return Error{"D012", folder, "no gold found; expected <id>.json or <case>/expected.json"};
  }
  return out;
}

Result<RecordSet> RecordSet::Parse(const std::string& name, std::string_view ndjson) {
  RecordSet out;
  size_t line = 0;
  while (!ndjson.empty()) {
    const size_t end = ndjson.find('\n');
    const std::string_view text = Trim(ndjson.substr(0, end));
    ndjson.remove_prefix(end == std::string_view::npos ? ndjson.size() : end + 1);
    ++line;
    if (text.empty()) continue;
    Result<Json> record = ParseJsonValue(text);
    const std::string where = name + ":" + std::to_string(line);
    if (!record) return Error{"D001", where, record.error().message};
    if (!record->is_object()) return Error{"D001", where, "a record is a JSON object, one a line"};
    out.Add(std::move(*record));
  }
  return out;
}

void RecordSet::Add(Json record) {
  const size_t index = records_.size();
  std::string id, path;
  if (const Json* source = ValueAt(record, "/source"); source != nullptr && source->is_object()) {
    id = TextMember(*source, "id");
    path = TextMember(*source, "path");
  }
  by_stem_.emplace(FileStem(id.empty() ? path : id), index);
  if (!path.empty()) by_stem_.emplace(FileStem(path), index);
  std::string_view folder = Folder(path);
  for (size_t slash = folder.size(); slash != std::string_view::npos && slash > 0;) {
    slash = folder.rfind('/', slash - 1);
    by_folder_.emplace(folder.substr(slash == std::string_view::npos ? 0 : slash + 1), index);
  }
  records_.push_back(std::move(record));
}

const Json* RecordSet::Find(std::string_view gold_id) const {
  for (const auto* names : {&by_stem_, &by_folder_}) {
    const auto it = names->find(gold_id);
    if (it != names->end()) return &records_[it->second];
  }
  return nullptr;
}

std::vector<std::pair<std::string, const Json*>> RecordSet::All() const {
  std::vector<std::pair<std::string, const Json*>> out;
  std::set<std::string> seen;
  for (const Json& record : records_) {
    const Json* source = ValueAt(record, "/source");
    std::string id = source != nullptr && source->is_object() ? TextMember(*source, "id") : "";
    const std::string path =
        source != nullptr && source->is_object() ? TextMember(*source, "path") : "";
    std::string name = FileStem(id.empty() ? path : id);
    // Samples are all called "report"; only their path tells them apart.
    if (!seen.insert(name).second && !path.empty()) name = path;
    out.emplace_back(std::move(name), &record);
  }
  return out;
}

Result<std::map<std::string, std::string>> LoadIndex(const std::string& path,
                                                     const std::string& column,
                                                     const FileReader& files) {
  const Result<std::string> text = files.Read(path);
  if (!text) return text.error();
  size_t at = text->starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const std::vector<std::string> header = ReadRow(*text, &at);
  const auto id = std::find(header.begin(), header.end(), "id");
  const auto wanted = std::find(header.begin(), header.end(), column);
  if (id == header.end() || wanted == header.end()) {
    return Error{"D013", path, "the table needs the columns \"id\" and \"" + column + "\""};
  }
  const size_t id_at = id - header.begin(), wanted_at = wanted - header.begin();
  std::map<std::string, std::string> out;
  while (at < text->size()) {
    const std::vector<std::string> row = ReadRow(*text, &at);
    if (id_at < row.size()) out[row[id_at]] = wanted_at < row.size() ? row[wanted_at] : "";
  }
  return out;
}

bool IsHeldOut(std::string_view id, int parts) {
  uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a: stable across machines and releases
  for (unsigned char c : id) hash = (hash ^ c) * 0x100000001b3u;
  return (hash ^ hash >> 32) % static_cast<uint64_t>(std::max(parts, 1)) == 0;
}

std::vector<GoldCase> SelectGold(const std::vector<GoldCase>& gold,
                                 const std::function<bool(const std::string& id)>& keep) {
  std::vector<GoldCase> out;
  for (const GoldCase& one : gold) {
    if (keep(one.id)) out.push_back(one);
  }
  return out;
}

}  // namespace pathex
