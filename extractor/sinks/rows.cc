#include "extractor/sinks/rows.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "extractor/sinks/cell_writer.h"
#include "extractor/sinks/layout.h"
#include "extractor/sinks/sink.h"

namespace pathex {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::string_view kReport = "/report";
constexpr size_t kMostStars = 4;
constexpr size_t kMostPointers = 4096;  // whose split is remembered

struct Star {
  uint32_t index = 0;
  std::string_view key;  // of a member; "" for an item
};

// The two halves of pointers: evidence of one report after the other is about the same places.
class PointerSplits {
 public:
  explicit PointerSplits(const Layout& layout) : layout_(layout) {}

  const std::pair<std::string, std::string>& Of(std::string_view pointer) {
    word_.assign(pointer);
    const auto found = splits_.find(word_);
    if (found != splits_.end()) return found->second;
    if (splits_.size() >= kMostPointers) splits_.clear();
    return splits_.emplace(word_, SplitPointer(layout_, pointer)).first->second;
  }

 private:
  const Layout& layout_;
  std::string word_;
  std::unordered_map<std::string, std::pair<std::string, std::string>> splits_;
};

// One walk over one record, from its first byte to its last, fills all its rows.
class Walk {
 public:
  Walk(const Layout& layout, PointerSplits* splits, uint32_t record, Rows* out)
      : layout_(layout),
        splits_(*splits),
        record_(record),
        first_row_(out->rows.size()),
        out_(*out),
        write_(&out->arena) {
    last_row_.assign(layout.tables.size(), kNone);
  }

  // False when it was no JSON.
  bool Run(ondemand::document* document, const PathNode& root) {
    ondemand::object object;
    if (document->get_object().get(object)) return false;
    BeginRows(root);
    Members(&object, root);
    return !write_.bad() && document->current_location().error() == simdjson::OUT_OF_BOUNDS;
  }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  void At(ondemand::value value, const PathNode& node) {
    BeginRows(node);
    const bool below = node.each != nullptr || !node.members.empty();
    if (!below && node.targets.empty()) return;
    ondemand::json_type type;
    if (value.type().get(type)) return Bad();
    if (type == ondemand::json_type::object) {
      ondemand::object object;
      if (value.get_object().get(object)) return Bad();
      for (size_t t = 0; t < node.targets.size(); ++t) {
        FillFrom(&object, node.targets[t]);
        if ((below || t + 1 < node.targets.size()) && object.reset().error()) return Bad();
      }
      if (below) Members(&object, node);
    } else if (type == ondemand::json_type::array) {
      ondemand::array array;
      if (value.get_array().get(array)) return Bad();
      for (size_t t = 0; t < node.targets.size(); ++t) {
        FillFrom(&array, node.targets[t]);
        if ((below || t + 1 < node.targets.size()) && array.reset().error()) return Bad();
      }
      if (below) Items(&array, node);
    } else {
      for (const PathNode::Target& target : node.targets) FillFrom(&value, target);
    }
  }

  // ---------------------------------------------------------------------------- down the record

  void Members(ondemand::object* object, const PathNode& node) {
    uint32_t index = 0;
    size_t guess = 0;
    for (auto item : *object) {
      if (write_.bad() || item.error()) return Bad();
      ondemand::field field = item.value_unsafe();
      const std::string_view key = Key(&field);
      if (node.each != nullptr) Below(field.value(), *node.each, {index++, key});
      // Keys come in a fixed order, so the next one is nearly always the one after the last.
      for (size_t tried = 0; tried < node.members.size(); ++tried, ++guess) {
        if (guess >= node.members.size()) guess = 0;
        if (node.members[guess].first != key) continue;
        At(field.value(), *node.members[guess].second);
        ++guess;
        break;
      }
    }
  }

  // Copied only when it holds an escape.
  std::string_view Key(ondemand::field* field) {
    const char* begin = field->key().raw();
    const char* end = begin;
    while (*end != '"' && *end != '\\') ++end;
    std::string_view key(begin, static_cast<size_t>(end - begin));
    if (*end == '\\' && field->unescaped_key().get(key)) Bad();
    return key;
  }

  void Items(ondemand::array* array, const PathNode& node) {
    uint32_t index = 0;
    for (auto item : *array) {
      if (write_.bad() || item.error()) return Bad();
      const ondemand::value value = item.value_unsafe();
      if (node.each != nullptr) {
        Below(value, *node.each, {index, {}});
      } else if (const PathNode* named = node.Find(std::to_string(index))) {
        At(value, *named);
      }
      ++index;
    }
  }

  void Below(const ondemand::value& value, const PathNode& node, Star star) {
    if (depth_ == kMostStars) return;
    stars_[depth_++] = star;
    At(value, node);
    --depth_;
  }

  // --------------------------------------------------------------------------------- the rows

  void BeginRows(const PathNode& node) {
    for (const uint16_t table : node.rows) BeginRow(table);
  }

  void BeginRow(uint16_t table) {
    const size_t first = out_.cells.size();
    const Table& of = layout_.tables[table];
    last_row_[table] = static_cast<uint32_t>(out_.rows.size() - first_row_);
    out_.rows.push_back({table, record_, first});
    rows_stars_.push_back({stars_[0].index, stars_[1].index, stars_[2].index, stars_[3].index});
    out_.cells.resize(first + of.columns.size());
    for (size_t c = 0; c < of.columns.size(); ++c) {
      if (of.columns[c].made != Column::Made::kNo) Make(of, of.columns[c], &out_.cells[first + c]);
    }
  }

  void Make(const Table& table, const Column& column, Cell* cell) {
    switch (column.made) {
      case Column::Made::kNo:
        return;
      case Column::Made::kIndex:
        return write_.SetInteger(static_cast<int64_t>(stars_[column.star].index), cell);
      case Column::Made::kKey:
        return write_.SetText(stars_[column.star].key, cell);
      case Column::Made::kPointer:
        return SetPointer(table.rows, cell);
      case Column::Made::kRow:
        Split();
        *cell = split_row_;
        return;
      case Column::Made::kField:
        Split();
        *cell = split_field_;
        return;
    }
  }

  // The halves of the pointer at @key0: one text for all rows about it.
  void Split() {
    const std::string_view key = stars_[0].key;
    if (split_key_.data() == key.data() && split_key_.size() == key.size()) return;
    split_key_ = key;
    const auto& [row, field] = splits_.Of(key);
    write_.SetText(row, &split_row_);
    write_.SetText(field, &split_field_);
  }

  // "/report/trees/*/leaves/*" -> "/trees/0/leaves/2"
  void SetPointer(std::string_view path, Cell* cell) {
    if (path.starts_with(kReport)) path.remove_prefix(kReport.size());
    write_.BeginText(cell);
    size_t star = 0;
    for (const char c : path) {
      if (c == '*') {
        out_.arena += std::to_string(stars_[star++].index);
      } else {
        out_.arena += c;
      }
    }
    write_.EndText(cell);
  }

  // The cell of the row that the stars around name; nullptr when there is no such row.
  Cell* Find(const PathNode::Target& target) {
    const uint32_t last = last_row_[target.table];
    if (last == kNone) return nullptr;
    for (size_t r = last + 1; r-- > 0;) {
      const Row& row = out_.rows[first_row_ + r];
      if (row.table != target.table) continue;
      const auto& stars = rows_stars_[r];
      bool same = true;
      for (size_t s = 0; s < target.stars; ++s) same = same && stars[s] == stars_[s].index;
      if (same) return &out_.cells[row.first_cell + target.column];
    }
    return nullptr;
  }

  ColumnType TypeOf(const PathNode::Target& target) const {
    return layout_.tables[target.table].columns[target.column].type;
  }

  // -------------------------------------------------------------------------------- the cells

  void FillFrom(ondemand::object* object, const PathNode::Target& target) {
    Cell* cell = Find(target);
    if (cell == nullptr) return;
    if (target.fill == Fill::kCount) return write_.SetInteger(1, cell);
    if (target.fill == Fill::kList) return write_.SetText({}, cell);
    if (target.fill == Fill::kNumber || !IsJson(target)) return;
    std::string_view json;
    if (object->raw_json().get(json)) return Bad();
    write_.SetText(CellWriter::Trimmed(json), cell);
  }

  void FillFrom(ondemand::array* array, const PathNode::Target& target) {
    Cell* cell = Find(target);
    if (cell == nullptr) return;
    if (target.fill == Fill::kList) return write_.SetList(array, target.of, cell);
    if (target.fill == Fill::kCount) {
      size_t count = 0;
      if (array->count_elements().get(count)) return Bad();
      return write_.SetInteger(static_cast<int64_t>(count), cell);
    }
    if (target.fill == Fill::kNumber || !IsJson(target)) return;
    std::string_view json;
    if (array->raw_json().get(json)) return Bad();
    write_.SetText(CellWriter::Trimmed(json), cell);
  }

  bool IsJson(const PathNode::Target& target) const {
    return target.fill == Fill::kJson || TypeOf(target) == ColumnType::kJson;
  }

  // Of a value that is neither array nor object.
  void FillFrom(ondemand::value* value, const PathNode::Target& target) {
    Cell* cell = Find(target);
    if (cell == nullptr) return;
    const std::string_view token = CellWriter::Token(value);
    switch (target.fill) {
      case Fill::kCount:
        return write_.SetInteger(1, cell);
      case Fill::kList:
        return write_.SetText({}, cell);
      case Fill::kJson:
        return write_.SetText(token, cell);
      case Fill::kNumber:
        return write_.SetDigits(token, cell);
      case Fill::kValue:
        return write_.SetValue(value, token, TypeOf(target), cell);
    }
  }

  void Bad() { write_.Bad(); }

  const Layout& layout_;
  PointerSplits& splits_;
  const uint32_t record_;
  const size_t first_row_;
  Rows& out_;
  CellWriter write_;
  std::array<Star, kMostStars> stars_;
  size_t depth_ = 0;
  std::vector<std::array<uint32_t, kMostStars>> rows_stars_;  // of each row of this record
  std::vector<uint32_t> last_row_;                            // of each table, in rows_stars_
  std::string_view split_key_;
  Cell split_row_, split_field_;
};

}  // namespace

Rows ReadRows(const Layout& layout, RowsOf of, const RecordBatch& batch) {
  thread_local ondemand::parser parser;
  PointerSplits splits(layout);
  const PathNode& root = of == RowsOf::kDatabase ? layout.database : layout.single;
  Rows rows;
  std::string padded;
  size_t begin = 0;
  for (size_t i = 0; i < batch.ends.size(); ++i) {
    std::string_view line(batch.lines.data() + begin, batch.ends[i] - begin);
    size_t room = batch.lines.capacity() - begin;
    if (room <
        line.size() + simdjson::SIMDJSON_PADDING) {  // the last one: simdjson reads past the end
      padded.reserve(line.size() + simdjson::SIMDJSON_PADDING);
      padded.assign(line);
      line = padded;
      room = padded.capacity();
    }
    begin = batch.ends[i];
    const size_t had_rows = rows.rows.size(), had_cells = rows.cells.size(),
                 had_text = rows.arena.size();
    ondemand::document document;
    if (parser.iterate(line, room).get(document) ||
        !Walk(layout, &splits, static_cast<uint32_t>(i), &rows).Run(&document, root)) {
      rows.rows.resize(had_rows);
      rows.cells.resize(had_cells);
      rows.arena.resize(had_text);
    }
  }
  return rows;
}

}  // namespace pathex
