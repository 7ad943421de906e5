#include "extractor/sinks/layout.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>

#include "extractor/base/diagnostic.h"
#include "extractor/base/json.h"

namespace pathex {
namespace {

constexpr std::string_view kReport = "/report";
constexpr const char* kMeeting =
    "every item (\"*\") and a named one cannot be asked for at the same place";

std::vector<std::string> Segments(std::string_view path) {
  std::vector<std::string> out;
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const size_t end = std::min(path.find('/'), path.size());
    out.emplace_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return out;
}

size_t Stars(std::string_view path) {
  return static_cast<size_t>(std::count(path.begin(), path.end(), '*'));
}

// The node of a path, made when it is not there; nullptr where "*" and a name meet.
PathNode* Reach(PathNode* node, std::string_view path) {
  for (const std::string& segment : Segments(path)) {
    if (segment == "*" ? !node->members.empty() : node->each != nullptr) return nullptr;
    if (segment == "*") {
      if (node->each == nullptr) node->each = std::make_unique<PathNode>();
      node = node->each.get();
      continue;
    }
    const auto found = std::find_if(node->members.begin(), node->members.end(),
                                    [&](const auto& member) { return member.first == segment; });
    if (found != node->members.end()) {
      node = found->second.get();
    } else {
      node->members.emplace_back(segment, std::make_unique<PathNode>());
      node = node->members.back().second.get();
    }
  }
  return node;
}

template <typename T>
std::optional<T> ByName(const std::map<std::string, T>& names, const std::string& name) {
  const auto found = names.find(name);
  if (found == names.end()) return std::nullopt;
  return found->second;
}

// Reads tables.json; the first fault ends it.
class LayoutParser {
 public:
  explicit LayoutParser(const JsonDocument& document) : document_(document) {}

  Result<Layout> Run() {
    const Json& root = document_.root;
    if (!root.is_object() || !root.contains("version") || !root["version"].is_number_integer() ||
        !root.contains("tables") || !root["tables"].is_array() || root["tables"].empty()) {
      return Fault("", "needs \"version\" and \"tables\"");
    }
    layout_.version = root["version"].get<int>();
    for (size_t t = 0; t < root["tables"].size(); ++t) {
      ReadTable(root["tables"][t], "/tables/" + std::to_string(t));
      if (fault_) return *fault_;
    }
    if (!layout_.tables[0].rows.empty()) return Fault("/tables/0", "is not one row a record");
    return std::move(layout_);
  }

 private:
  Error Fault(const std::string& pointer, const std::string& message) const {
    const JsonPlace place = document_.Place(pointer);
    const LineColumn at = Locate(document_.text, place.value_begin);
    return {"L022",
            document_.name + ":" + std::to_string(at.line) + ":" + std::to_string(at.column),
            message};
  }

  void Give(const std::string& pointer, const std::string& message) {
    if (!fault_) fault_ = Fault(pointer, message);
  }

  static std::string Word(const Json& object, const char* key) {
    return object.is_object() && object.contains(key) && object[key].is_string()
               ? object[key].get<std::string>()
               : "";
  }
  static bool Flag(const Json& object, const char* key) {
    return object.contains(key) && object[key].is_boolean() && object[key].get<bool>();
  }

  PathNode* RootOf(const Table& table) {
    return table.csv_only ? &layout_.single : &layout_.database;
  }

  void ReadTable(const Json& json, const std::string& pointer) {
    Table table;
    table.name = Word(json, "name");
    table.about = Word(json, "about");
    table.parent = Word(json, "parent");
    table.rows = Word(json, "rows");
    table.csv_only = json.is_object() && Flag(json, "csv_only");
    if (table.name.empty() || !json.contains("columns") || !json["columns"].is_array()) {
      return Give(pointer, "a table needs a name and columns");
    }
    const auto number = static_cast<uint16_t>(layout_.tables.size());
    PathNode* node = Reach(RootOf(table), table.rows);
    if (node == nullptr) return Give(pointer, kMeeting);
    node->rows.push_back(number);
    for (size_t c = 0; c < json["columns"].size() && !fault_; ++c) {
      ReadColumn(json["columns"][c], pointer + "/columns/" + std::to_string(c), number, &table);
    }
    if (json.contains("indexes")) ReadIndexes(json["indexes"], pointer + "/indexes", &table);
    layout_.tables.push_back(std::move(table));
  }

  void ReadIndexes(const Json& json, const std::string& pointer, Table* table) {
    for (const Json& names : json) {
      std::vector<size_t> index;
      for (const Json& name : names) {
        const auto found = std::find_if(
            table->columns.begin(), table->columns.end(),
            [&](const Column& column) { return name.is_string() && column.name == name; });
        if (found == table->columns.end()) return Give(pointer, "an index names no column");
        index.push_back(static_cast<size_t>(found - table->columns.begin()));
      }
      table->indexes.push_back(std::move(index));
    }
  }

  void ReadColumn(const Json& json, const std::string& pointer, uint16_t number, Table* table) {
    static const std::map<std::string, ColumnType> kTypes = {{"text", ColumnType::kText},
                                                             {"integer", ColumnType::kInteger},
                                                             {"real", ColumnType::kReal},
                                                             {"boolean", ColumnType::kBoolean},
                                                             {"json", ColumnType::kJson}};
    static const std::map<std::string, Fill> kFills = {{"", Fill::kValue},
                                                       {"count", Fill::kCount},
                                                       {"list", Fill::kList},
                                                       {"json", Fill::kJson},
                                                       {"number", Fill::kNumber}};
    Column column;
    column.name = Word(json, "name");
    column.about = Word(json, "about");
    const auto type = ByName(kTypes, Word(json, "type"));
    const auto fill = ByName(kFills, Word(json, "as"));
    if (column.name.empty() || !type || !fill) {
      return Give(pointer,
                  "a column needs a name, a type (text, integer, real, boolean, json), "
                  "and as count, list, json, number or nothing");
    }
    column.type = *type;
    column.key = Flag(json, "key");
    const std::string from = Word(json, "from");
    if (from.starts_with('@')) {
      if (!ReadMade(from, &column)) return Give(pointer, "no such source \"" + from + "\"");
    } else {
      const std::string path =
          from.starts_with('/') ? from : table->rows + (from.empty() ? "" : "/" + from);
      PathNode::Target target{number,
                              static_cast<uint16_t>(table->columns.size()),
                              *fill,
                              static_cast<uint8_t>(Stars(table->rows)),
                              {}};
      if (json.contains("of")) {
        for (const Json& name : json["of"]) target.of.push_back(name.get<std::string>());
      }
      PathNode* node = Reach(RootOf(*table), path);
      if (node == nullptr) return Give(pointer, kMeeting);
      node->targets.push_back(std::move(target));
    }
    table->columns.push_back(std::move(column));
  }

  static bool ReadMade(const std::string& from, Column* column) {
    using Made = Column::Made;
    static const std::map<std::string, std::pair<Made, uint8_t>> kMade = {
        {"@index0", {Made::kIndex, 0}},    {"@index1", {Made::kIndex, 1}},
        {"@key0", {Made::kKey, 0}},        {"@key1", {Made::kKey, 1}},
        {"@pointer", {Made::kPointer, 0}}, {"@row", {Made::kRow, 0}},
        {"@field", {Made::kField, 0}}};
    const auto made = ByName(kMade, from);
    if (made) std::tie(column->made, column->star) = *made;
    return made.has_value();
  }

  const JsonDocument& document_;
  Layout layout_;
  std::optional<Error> fault_;
};

// "sqlite-2.sql" -> 2; 0 when it is no migration of that database.
int MigrationTo(const std::string& name, const std::string& database) {
  const std::string prefix = database + "-";
  if (!name.starts_with(prefix) || !name.ends_with(".sql")) return 0;
  const std::string digits = name.substr(prefix.size(), name.size() - prefix.size() - 4);
  const bool number = !digits.empty() && digits.size() < 6 &&
                      std::all_of(digits.begin(), digits.end(),
                                  [](unsigned char c) { return std::isdigit(c) != 0; });
  return number ? std::stoi(digits) : 0;
}

std::optional<Error> ReadMigrations(const std::string& folder, const std::string& database,
                                    const FileReader& files, std::vector<Migration>* out) {
  const Result<std::vector<std::string>> names = files.List(folder);
  if (!names) return names.error();
  for (const std::string& name : *names) {
    const int to = MigrationTo(name, database);
    if (to < 2) continue;
    const Result<std::string> sql = files.Read(folder + "/" + name);
    if (!sql) return sql.error();
    out->push_back({to, *sql});
  }
  std::sort(out->begin(), out->end(), [](const auto& a, const auto& b) { return a.to < b.to; });
  return std::nullopt;
}

bool IsIndex(std::string_view segment) {
  return !segment.empty() &&
         std::all_of(segment.begin(), segment.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

const PathNode* PathNode::Find(std::string_view key) const {
  for (const auto& [name, node] : members) {
    if (name == key) return node.get();
  }
  return nullptr;
}

Result<Layout> Layout::Load(const std::string& folder, const FileReader& files) {
  const std::string path = folder + "/tables.json";
  Result<std::string> text = files.Read(path);
  if (!text) return text.error();
  const Result<JsonDocument> document = ParseJson(path, std::move(*text), Comments::kAllow);
  if (!document) return document.error();
  Result<Layout> layout = LayoutParser(*document).Run();
  if (!layout) return layout;
  const Result<std::string> views = files.Read(folder + "/views.sql");
  if (!views) return views.error();
  layout->views = *views;
  if (auto error = ReadMigrations(folder, "sqlite", files, &layout->sqlite)) return *error;
  if (auto error = ReadMigrations(folder, "postgresql", files, &layout->postgresql)) return *error;
  return layout;
}

std::pair<std::string, std::string> SplitPointer(const Layout& layout, std::string_view pointer) {
  constexpr std::string_view kDerived = "/derived";
  const bool derived = pointer.starts_with(std::string(kDerived) + "/");
  if (derived) pointer.remove_prefix(kDerived.size());
  const PathNode* node = layout.database.Find(kReport.substr(1));
  size_t row_end = 0;
  for (size_t at = 0; node != nullptr && at < pointer.size();) {
    const size_t end = std::min(pointer.find('/', at + 1), pointer.size());
    const std::string_view segment = pointer.substr(at + 1, end - at - 1);
    node = node->each != nullptr && IsIndex(segment) ? node->each.get() : node->Find(segment);
    at = end;
    if (node != nullptr && !node->rows.empty()) row_end = end;
  }
  std::string rest(pointer.substr(std::min(row_end + 1, pointer.size())));
  return {std::string(pointer.substr(0, row_end)), (derived ? "derived/" : "") + rest};
}

}  // namespace pathex
