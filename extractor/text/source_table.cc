#include "extractor/text/source_table.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "extractor/text/characters.h"
#include "extractor/text/csv.h"
#include "extractor/text/decode.h"
#include "extractor/text/json_scan.h"
#include "extractor/text/source_fields.h"
#include "extractor/text/table_columns.h"

namespace pathex {
namespace {

constexpr size_t kSampleRows = 200;  // looked at to find the text column

std::string Ending(std::string_view path) {
  const size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? std::string() : AsciiLower(path.substr(dot + 1));
}

// A table, however it was written.
struct Table {
  std::string_view text;
  std::vector<std::string> names;
  std::vector<TableRow> rows;
  std::vector<size_t> numbers;      // of each row in the file, from 1
  std::vector<std::string> faults;  // of each row; "" = none
  std::string unit = "row";         // for locators
};

// The first row of a CSV is taken for names; FindColumns says when it is data after all.
Table ReadCsvTable(std::string_view text, const ReadOptions& options, std::string_view path) {
  Table table;
  table.text = text;
  std::string delimiter = options.delimiter;
  if (delimiter.empty() && Ending(path) == "tsv") delimiter = "\t";
  if (delimiter.empty()) delimiter = GuessDelimiter(text);
  if (delimiter.empty()) delimiter = ",";
  CsvReader reader(text, delimiter);
  std::vector<CsvField> fields;
  bool damaged = false;
  size_t number = 0;
  while (reader.Next(&fields, &damaged)) {
    ++number;
    TableRow row;
    for (const CsvField& field : fields) {
      row.push_back(
          {field.range, field.quoted ? TableCell::Kind::kQuoted : TableCell::Kind::kPlain});
    }
    if (number == 1) {
      for (const TableCell& cell : row) table.names.emplace_back(cell.range.In(text));
    }
    std::string fault;
    if (damaged) fault = "a quote is not closed";
    if (row.size() != table.names.size()) {
      fault = "row has " + std::to_string(row.size()) + " fields, the first row " +
              std::to_string(table.names.size());
    }
    table.rows.push_back(std::move(row));
    table.numbers.push_back(number);
    table.faults.push_back(std::move(fault));
  }
  return table;
}

// Objects of an array, or one document a line.
class JsonTable {
 public:
  JsonTable(std::string_view text, const ReadOptions& options) : options_(options) {
    table_.text = text;
    table_.unit = "line";
  }

  Table Run() {
    const std::string_view text = table_.text;
    size_t at = 0;
    while (true) {
      while (at < text.size() && (IsBlank(text[at]) || text[at] == ',')) ++at;
      if (at >= text.size()) break;
      const size_t number = table_.numbers.size() + 1;
      Result<JsonTree> json =
          ScanJson(text, at, {options_.limits.json_depth, options_.limits.json_nodes});
      if (json) {
        at = json->end;
        AddRoot(*json, number);
        continue;
      }
      table_.rows.emplace_back();
      table_.numbers.push_back(number);
      table_.faults.push_back(json.error().where + ": " + json.error().message);
      const size_t line_end = text.find('\n', at);
      at = line_end == std::string_view::npos ? text.size() : line_end + 1;
    }
    return std::move(table_);
  }

 private:
  void AddRoot(const JsonTree& json, size_t number) {
    if (json.nodes[0].kind != JsonKind::kArray) return AddObject(json, 0, number);
    for (int32_t i = json.nodes[0].first_child; i >= 0; i = json.nodes[i].next) {
      AddObject(json, i, number++);
    }
  }

  void AddObject(const JsonTree& json, int32_t object, size_t number) {
    TableRow row;
    for (int32_t i = json.nodes[object].first_child; i >= 0; i = json.nodes[i].next) {
      const JsonNode& node = json.nodes[i];
      if (node.kind == JsonKind::kObject || node.kind == JsonKind::kArray) continue;
      const std::string name(json.Key(node));
      const auto [entry, added] = columns_.emplace(name, table_.names.size());
      if (added) table_.names.push_back(name);
      if (row.size() <= entry->second) row.resize(entry->second + 1);
      if (node.kind != JsonKind::kNull) {
        row[entry->second] = {{node.begin, node.end}, TableCell::Kind::kJson};
      }
    }
    table_.rows.push_back(std::move(row));
    table_.numbers.push_back(number);
    table_.faults.emplace_back();
  }

  const ReadOptions& options_;
  Table table_;
  std::map<std::string, size_t> columns_;
};

// The text begins with an object or a list of objects; a brace alone is a misread character.
bool IsJson(std::string_view text) {
  const auto next = [&](size_t from) {
    const size_t at = text.find_first_not_of(" \t\r\n", from);
    return at == std::string_view::npos ? text.size() : at;
  };
  size_t at = next(0);
  if (at < text.size() && text[at] == '[') at = next(at + 1);
  if (at >= text.size() || text[at] != '{') return false;
  const size_t inside = next(at + 1);
  return inside >= text.size() || text[inside] == '"' || text[inside] == '}';
}

// "report_id", "Final diagnosis": what a header cell looks like.
bool IsColumnName(std::string_view name) {
  if (name.empty() || name.size() > 40 || IsAsciiDigit(name[0])) return false;
  for (char c : name) {
    const bool word = IsAsciiLetter(c) || IsAsciiDigit(c) || static_cast<unsigned char>(c) >= 0x80;
    if (!word && c != '_' && c != ' ' && c != '-' && c != '/') return false;
  }
  return true;
}

// `cut`: the head is not the whole file, so that its last row does not count.
bool HasTableShape(std::string_view head, const char* delimiter, bool cut) {
  constexpr size_t kLongCell = 40;
  CsvReader reader(head, delimiter);
  std::vector<CsvField> names, row;
  if (!reader.Next(&names, nullptr) || names.size() < 2) return false;
  for (const CsvField& name : names) {
    if (!IsColumnName(name.range.In(head))) return false;
  }
  size_t rows = 0, longest = 0;
  while (rows < 20 && reader.Next(&row, nullptr)) {
    if (cut && reader.position() >= head.size()) break;
    if (row.size() != names.size()) return false;
    for (const CsvField& field : row) {
      longest = std::max(longest, field.range.end - field.range.begin);
    }
    ++rows;
  }
  // Two lines of prose with as many commas: behind one of those stands a blank.
  const auto after_blank = [head](const CsvField& name) { return name.range.In(head)[0] == ' '; };
  if (rows == 1 && std::any_of(names.begin(), names.end(), after_blank)) return false;
  // One long cell may fill the whole head; then the quote in front of it is the sign.
  if (rows == 0) return cut && row.size() <= names.size() && head.find('"') != std::string::npos;
  return longest >= kLongCell;
}

class RowReader {
 public:
  RowReader(const Table& table, const TableColumns& columns, const Decoded& decoded,
            std::string_view path, const ReadOptions& options)
      : t_(table),
        columns_(columns),
        decoded_(decoded),
        path_(path),
        options_(options),
        tables_(TablesOf(options)) {}

  Source Read(size_t index) const {
    const TableRow& row = t_.rows[index];
    Source source = StartSource(path_, t_.unit == "line" ? "jsonl" : "csv", options_.language);
    source.media_type = t_.unit == "line" ? "application/x-ndjson" : "text/csv";
    source.encoding = decoded_.encoding;
    const std::string where = t_.unit + "[" + std::to_string(t_.numbers[index]) + "]";
    const std::string id = Value(row, columns_.id);
    source.id = id.empty() ? source.id + "#" + std::to_string(t_.numbers[index]) : id;
    source.status = tables_.Get("table.status", AsciiLower(Value(row, columns_.status)));
    for (const auto& [column, kind] : columns_.dates) {
      AddDate(kind, Value(row, static_cast<int>(column)), &source);
    }
    for (const auto& [column, section] : columns_.texts) {
      AddCell(row, column, where, section, &source);
    }
    if (!t_.faults[index].empty()) {
      AddDiagnostic(Severity::kWarning, t_.unit == "line" ? "S034" : "S050", where,
                    t_.faults[index], &source);
    }
    if (!HasText(source)) {
      AddDiagnostic(Severity::kWarning, "S046", where, "row holds no report text", &source);
      return source;
    }
    AddCoded(row, columns_.sex, "sex", where, &source);
    AddCoded(row, columns_.age, "age", where, &source);
    return source;
  }

 private:
  void AppendCell(const TableCell& cell, TextBuilder* out) const {
    if (cell.kind == TableCell::Kind::kJson) {
      AppendJsonString(cell.range, out);
    } else {
      AppendCsvField({cell.range, cell.kind == TableCell::Kind::kQuoted}, out);
    }
  }

  std::string Value(const TableRow& row, int column) const {
    if (column < 0 || static_cast<size_t>(column) >= row.size()) return std::string();
    TextBuilder out(t_.text);
    AppendCell(row[static_cast<size_t>(column)], &out);
    return std::string(Trim(out.text(), {0, out.text().size()}).In(out.text()));
  }

  bool AddCell(const TableRow& row, size_t column, const std::string& where,
               const std::string& section, Source* source) const {
    if (column >= row.size()) return false;
    TextBuilder text(t_.text);
    text.Reserve(row[column].range.end - row[column].range.begin);
    AppendCell(row[column], &text);
    if (Trim(text.text(), {0, text.text().size()}).empty()) return false;
    Part part;
    part.locator =
        where + "/" + (columns_.has_header ? t_.names[column] : std::to_string(column + 1));
    part.section = section;
    text.MoveTo(&part, &decoded_.map);
    source->parts.push_back(std::move(part));
    return true;
  }

  void AddCoded(const TableRow& row, int column, const std::string& code, const std::string& where,
                Source* source) const {
    const StatementRule* rule = tables_.FindStatement("table.statements", code);
    const std::string value = Value(row, column);
    Statement statement;
    if (rule == nullptr || value.empty() || !MakeStatement(*rule, {value, value, ""}, &statement)) {
      return;
    }
    if (!AddCell(row, static_cast<size_t>(column), where, "", source)) return;
    statement.part = source->parts.size() - 1;
    statement.end = static_cast<uint32_t>(source->parts.back().text.size());
    source->statements.push_back(std::move(statement));
  }

  const Table& t_;
  const TableColumns& columns_;
  const Decoded& decoded_;
  const std::string path_;
  const ReadOptions& options_;
  const FormatTables& tables_;
};

// "text column \"report\", id column \"accession\"".
std::string Describe(const Table& table, const TableColumns& columns) {
  const auto name = [&](size_t column) {
    return columns.has_header ? "\"" + table.names[column] + "\"" : std::to_string(column + 1);
  };
  std::string text = columns.by_length ? "text column by length of content: " : "text column ";
  for (size_t i = 0; i < columns.texts.size(); ++i) {
    text += (i > 0 ? ", " : "") + name(columns.texts[i].first);
  }
  return text + (columns.id < 0 ? ", no id column"
                                : ", id column " + name(static_cast<size_t>(columns.id)));
}

}  // namespace

bool LooksLikeCsv(std::string_view bytes, std::string_view path) {
  const std::string ending = Ending(path);
  for (std::string_view known : {"csv", "tsv", "tab", "psv"}) {
    if (ending == known) return true;
  }
  const std::string head = Probe(bytes);
  if (IsJson(head)) return false;
  for (const char* delimiter : {",", ";", "\t", "|"}) {
    if (HasTableShape(head, delimiter, bytes.size() > head.size())) return true;
  }
  return false;
}

bool LooksLikeJsonTable(std::string_view bytes, std::string_view path) {
  const std::string ending = Ending(path);
  return ending == "jsonl" || ending == "ndjson" || IsJson(Probe(bytes));
}

Result<std::vector<Source>> ReadTable(std::string_view bytes, std::string_view path,
                                      const ReadOptions& options) {
  const Decoded decoded = DecodeText(bytes, options.encoding);
  Table table = IsJson(decoded.text) ? JsonTable(decoded.text, options).Run()
                                     : ReadCsvTable(decoded.text, options, path);
  const bool json = table.unit == "line";
  std::vector<TableRow> sample(
      table.rows.begin() + (json || table.rows.empty() ? 0 : 1),
      table.rows.begin() + static_cast<ptrdiff_t>(std::min(table.rows.size(), kSampleRows)));
  Result<TableColumns> columns = FindColumns(table.names, sample, options);
  if (!columns) {
    Error error = columns.error();
    error.where = path;
    return error;
  }
  if (json) columns->has_header = true;
  const RowReader reader(table, *columns, decoded, path, options);
  std::vector<Source> sources;
  for (size_t i = !json && columns->has_header ? 1 : 0; i < table.rows.size(); ++i) {
    if (sources.size() > options.limits.reports) break;
    sources.push_back(reader.Read(i));
  }
  if (sources.empty()) return Error{"S057", std::string(path), "table without a row"};
  AddDiagnostic(Severity::kInfo, "S049", path, Describe(table, *columns), &sources.front());
  for (const Diagnostic& diagnostic : decoded.diagnostics) {
    sources.front().diagnostics.push_back(diagnostic);
  }
  MakeIdsUnique(&sources);
  return WithinLimits(std::move(sources), path, options);
}

}  // namespace pathex
