#include "extractor/sinks/rows.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "extractor/sinks/layout.h"

namespace pathex {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

constexpr std::string_view kReport = "/report";
constexpr size_t kMostStars = 4;

struct Star {
  size_t index = 0;
  std::string_view key;  // of a member; "" for an item
};

// One walk over one record fills all its rows.
class Walk {
 public:
  Walk(const Layout& layout, uint32_t record, Rows* out)
      : layout_(layout), record_(record), first_row_(out->rows.size()), out_(*out) {}

  void At(const element& value, const PathNode& node) {
    for (const uint16_t table : node.rows) BeginRow(table);
    for (const PathNode::Target& target : node.targets) FillCell(value, target);
    if (value.is_object() && (node.each != nullptr || !node.members.empty())) {
      Members(value, node);
    } else if (value.is_array() && (node.each != nullptr || !node.members.empty())) {
      Items(value, node);
    }
  }

 private:
  void Members(const element& value, const PathNode& node) {
    size_t index = 0, guess = 0;
    for (const auto& [key, member] : simdjson::dom::object(value)) {
      if (node.each != nullptr) Below(member, *node.each, {index++, key});
      // Keys come in a fixed order, so the next one is nearly always the one after the last.
      for (size_t tried = 0; tried < node.members.size(); ++tried, ++guess) {
        if (guess >= node.members.size()) guess = 0;
        if (node.members[guess].first != key) continue;
        At(member, *node.members[guess].second);
        ++guess;
        break;
      }
    }
  }

  void Items(const element& value, const PathNode& node) {
    size_t index = 0;
    for (const element item : simdjson::dom::array(value)) {
      if (node.each != nullptr) Below(item, *node.each, {index, {}});
      if (!node.members.empty()) {
        const PathNode* named = node.Find(std::to_string(index));
        if (named != nullptr) At(item, *named);
      }
      ++index;
    }
  }

  void Below(const element& value, const PathNode& node, Star star) {
    if (depth_ == kMostStars) return;
    stars_[depth_++] = star;
    At(value, node);
    --depth_;
  }

  void BeginRow(uint16_t table) {
    const size_t first = out_.cells.size();
    const Table& of = layout_.tables[table];
    out_.rows.push_back({table, record_, first});
    rows_stars_.push_back(stars_);
    out_.cells.resize(first + of.columns.size());
    for (size_t c = 0; c < of.columns.size(); ++c) {
      const Column& column = of.columns[c];
      Cell* cell = &out_.cells[first + c];
      switch (column.made) {
        case Column::Made::kNo:
          break;
        case Column::Made::kIndex:
          cell->kind = Cell::Kind::kInteger;
          cell->integer = static_cast<int64_t>(stars_[column.star].index);
          break;
        case Column::Made::kKey:
          SetText(stars_[column.star].key, cell);
          break;
        case Column::Made::kPointer:
          SetText(Pointer(of.rows), cell);
          break;
        case Column::Made::kRow:
          SetText(SplitPointer(layout_, stars_[0].key).first, cell);
          break;
        case Column::Made::kField:
          SetText(SplitPointer(layout_, stars_[0].key).second, cell);
          break;
      }
    }
  }

  // "/report/trees/*/leaves/*" -> "/trees/0/leaves/2"
  std::string Pointer(std::string_view path) const {
    if (path.starts_with(kReport)) path.remove_prefix(kReport.size());
    std::string out;
    size_t star = 0;
    for (const char c : path) {
      if (c == '*') {
        out += std::to_string(stars_[star++].index);
      } else {
        out += c;
      }
    }
    return out;
  }

  // The cell of the row that the stars around name; nullptr when there is no such row.
  Cell* Find(const PathNode::Target& target) {
    for (size_t r = out_.rows.size(); r-- > first_row_;) {
      if (out_.rows[r].table != target.table) continue;
      const auto& stars = rows_stars_[r - first_row_];
      bool same = true;
      for (size_t s = 0; s < target.stars; ++s) same = same && stars[s].index == stars_[s].index;
      if (same) return &out_.cells[out_.rows[r].first_cell + target.column];
    }
    return nullptr;
  }

  void FillCell(const element& value, const PathNode::Target& target) {
    Cell* cell = Find(target);
    if (cell == nullptr) return;
    switch (target.fill) {
      case Fill::kValue:
        return SetValue(value, layout_.tables[target.table].columns[target.column].type, cell);
      case Fill::kCount:
        cell->kind = Cell::Kind::kInteger;
        cell->integer =
            value.is_array() ? static_cast<int64_t>(simdjson::dom::array(value).size()) : 1;
        return;
      case Fill::kList:
        return SetText(List(value, target.of), cell);
      case Fill::kJson:
        return SetText(simdjson::minify(value), cell);
      case Fill::kNumber:
        return SetDigits(value, cell);
    }
  }

  void SetValue(const element& value, ColumnType type, Cell* cell) {
    int64_t integer = 0;
    double real = 0;
    switch (type) {
      case ColumnType::kInteger:
        if (!value.get(integer)) {
          cell->kind = Cell::Kind::kInteger;
          cell->integer = integer;
        }
        return;
      case ColumnType::kReal:
        if (!value.get(real)) {
          cell->kind = Cell::Kind::kReal;
          cell->real = real;
        }
        return;
      case ColumnType::kBoolean: {
        bool flag = false;
        if (value.get(flag)) return;
        cell->kind = Cell::Kind::kBoolean;
        cell->integer = flag ? 1 : 0;
        return;
      }
      case ColumnType::kText:
        if (value.type() == element_type::STRING) {
          SetText(std::string_view(value), cell);
        } else if (!value.is_object() && !value.is_array() && !value.is_null()) {
          SetText(simdjson::minify(value), cell);
        }
        return;
      case ColumnType::kJson:
        return SetText(simdjson::minify(value), cell);
    }
  }

  void SetDigits(const element& value, Cell* cell) {
    std::string_view text;
    if (value.get(text) || text.size() < 2) return;
    int64_t number = 0;
    const char* end = text.data() + text.size();
    if (std::from_chars(text.data() + 1, end, number).ptr != end) return;
    cell->kind = Cell::Kind::kInteger;
    cell->integer = number;
  }

  static std::string Plain(const element& value) {
    std::string_view text;
    if (!value.get(text)) return std::string(text);
    return simdjson::minify(value);
  }

  static std::string List(const element& value, const std::vector<std::string>& of) {
    std::string out;
    simdjson::dom::array items;
    if (value.get(items)) return out;
    for (const element item : items) {
      if (!out.empty()) out += "; ";
      if (of.empty()) out += Plain(item);
      bool first = true;
      for (const std::string& name : of) {
        element member;
        if (item[name].get(member)) continue;
        out += (first ? "" : ":") + Plain(member);
        first = false;
      }
    }
    return out;
  }

  void SetText(std::string_view text, Cell* cell) {
    cell->kind = Cell::Kind::kText;
    cell->text.begin = static_cast<uint32_t>(out_.arena.size());
    if (text.find('\0') == std::string_view::npos) {
      out_.arena.append(text);
    } else {
      for (const char c : text) c == '\0' ? out_.arena.append("\uFFFD") : out_.arena.append(1, c);
    }
    cell->text.size = static_cast<uint32_t>(out_.arena.size() - cell->text.begin);
  }

  const Layout& layout_;
  const uint32_t record_;
  const size_t first_row_;
  Rows& out_;
  std::array<Star, kMostStars> stars_;
  size_t depth_ = 0;
  std::vector<std::array<Star, kMostStars>> rows_stars_;  // of each row of this record
};

}  // namespace

struct RowReader::State {
  explicit State(const Layout& of) : layout(of) {}
  const Layout& layout;
  simdjson::dom::parser parser;
};

RowReader::RowReader(const Layout& layout) : state_(std::make_unique<State>(layout)) {}
RowReader::~RowReader() = default;

bool RowReader::Add(std::string_view line, uint32_t record, Rows* rows) {
  element root;
  if (state_->parser.parse(line.data(), line.size()).get(root) || !root.is_object()) return false;
  Walk(state_->layout, record, rows).At(root, state_->layout.root);
  return true;
}

}  // namespace pathex
