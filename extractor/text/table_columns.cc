#include "extractor/text/table_columns.h"

#include <algorithm>
#include <optional>

#include "extractor/text/characters.h"
#include "extractor/text/source_fields.h"

namespace pathex {
namespace {

constexpr double kShortestText = 60;  // average length of a column that may be the text

std::optional<size_t> ColumnNumber(std::string_view name) {
  if (name.empty() || name.size() > 4) return std::nullopt;
  size_t n = 0;
  for (char c : name) {
    if (!IsAsciiDigit(c)) return std::nullopt;
    n = n * 10 + static_cast<size_t>(c - '0');
  }
  return n == 0 ? std::nullopt : std::optional<size_t>(n - 1);
}

// A column the user named, by name first, then by number.
std::optional<size_t> Named(const std::vector<std::string>& names, const std::string& wanted) {
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i] == wanted) return i;
  }
  const std::string normal = NormalColumnName(wanted);
  for (size_t i = 0; i < names.size(); ++i) {
    if (NormalColumnName(names[i]) == normal) return i;
  }
  const std::optional<size_t> number = ColumnNumber(wanted);
  return number && *number < names.size() ? number : std::nullopt;
}

// The first column whose normal name is in the list, in the list's order (most telling first).
int ByList(const std::vector<std::string>& normal, const std::vector<std::string>& list) {
  for (const std::string& wanted : list) {
    const auto it = std::find(normal.begin(), normal.end(), wanted);
    if (it != normal.end()) return static_cast<int>(it - normal.begin());
  }
  return -1;
}

double AverageLength(const std::vector<TableRow>& rows, size_t column) {
  size_t total = 0, count = 0;
  for (const TableRow& row : rows) {
    if (column >= row.size() || row[column].range.empty()) continue;
    total += row[column].range.end - row[column].range.begin;
    ++count;
  }
  return count == 0 ? 0 : static_cast<double>(total) / static_cast<double>(count);
}

Error Missing(const std::string& column) {
  return {"S051", "", "the table has no column \"" + column + "\""};
}

// By the names that tables usually give: columns of one value each.
void FindUsualColumns(const FormatTables& tables, const std::vector<std::string>& normal,
                      TableColumns* columns) {
  columns->id = ByList(normal, tables.List("table.id_columns"));
  columns->status = ByList(normal, tables.List("table.status_columns"));
  columns->sex = ByList(normal, tables.List("table.sex_columns"));
  columns->age = ByList(normal, tables.List("table.age_columns"));
  for (size_t i = 0; i < normal.size(); ++i) {
    const std::string* kind = tables.Find("table.dates", normal[i]);
    if (kind != nullptr) columns->dates.emplace_back(i, *kind);
  }
}

// By content: the longest column is the text. Whether it is long enough for one.
bool FindLongest(const std::vector<std::string>& names, const std::vector<TableRow>& rows,
                 TableColumns* columns) {
  size_t best = 0;
  double length = 0;
  for (size_t i = 0; i < names.size(); ++i) {
    const double average = AverageLength(rows, i);
    if (average > length) {
      best = i;
      length = average;
    }
  }
  const double own = best < names.size() ? static_cast<double>(names[best].size()) : 0;
  if (std::max(length, own) < kShortestText) return false;
  columns->texts.emplace_back(best, "");
  columns->by_length = true;
  columns->has_header = own < kShortestText;
  return true;
}

}  // namespace

std::string NormalColumnName(std::string_view name) {
  std::string normal;
  normal.reserve(name.size());
  for (char c : name) {
    const bool high = static_cast<unsigned char>(c) >= 0x80;
    if (IsAsciiLetter(c) || IsAsciiDigit(c) || high) normal += c;
  }
  return AsciiLower(normal);
}

Result<TableColumns> FindColumns(const std::vector<std::string>& names,
                                 const std::vector<TableRow>& rows, const ReadOptions& options) {
  const FormatTables& tables = TablesOf(options);
  std::vector<std::string> normal;
  normal.reserve(names.size());
  for (const std::string& name : names) normal.push_back(NormalColumnName(name));
  TableColumns columns;
  FindUsualColumns(tables, normal, &columns);
  if (!options.id_column.empty()) {
    const std::optional<size_t> id = Named(names, options.id_column);
    if (!id) return Missing(options.id_column);
    columns.id = static_cast<int>(*id);
  }
  if (!options.text_column.empty()) {
    const std::optional<size_t> text = Named(names, options.text_column);
    if (!text) return Missing(options.text_column);
    columns.texts.emplace_back(*text, "");
    // A number names a column of a table that may have no header.
    columns.has_header = names[*text] == options.text_column || columns.id >= 0 ||
                         static_cast<double>(names[*text].size()) < kShortestText;
    return columns;
  }
  for (size_t i = 0; i < names.size(); ++i) {
    const std::string* section = tables.Find("table.text_columns", normal[i]);
    if (section != nullptr) columns.texts.emplace_back(i, *section);
  }
  if (columns.texts.empty() && !FindLongest(names, rows, &columns)) {
    return Error{"S051", "", "no column looks like the text of a report; name it (text column)"};
  }
  return columns;
}

}  // namespace pathex
