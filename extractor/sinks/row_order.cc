#include "extractor/sinks/row_order.h"

#include <algorithm>
#include <cstddef>

#include "extractor/sinks/layout.h"

namespace pathex {
namespace {

// -1, 0, 1; NULL is least, then numbers, then texts byte by byte, as SQLite sorts.
int Compare(const Rows& rows, const Cell& a, const Cell& b) {
  if (a.kind != b.kind) return a.kind < b.kind ? -1 : 1;
  if (a.kind == Cell::Kind::kText) {
    if (a.text.begin == b.text.begin && a.text.size == b.text.size) return 0;
    return rows.Text(a).compare(rows.Text(b));
  }
  if (a.kind == Cell::Kind::kReal) return a.real < b.real ? -1 : a.real > b.real ? 1 : 0;
  if (a.kind == Cell::Kind::kNull) return 0;
  return a.integer < b.integer ? -1 : a.integer > b.integer ? 1 : 0;
}

}  // namespace

std::vector<std::vector<uint32_t>> RowsByTable(const Layout& layout, const Rows& rows) {
  std::vector<std::vector<uint32_t>> out(layout.tables.size());
  for (uint32_t r = 0; r < rows.rows.size(); ++r) out[rows.rows[r].table].push_back(r);
  for (size_t t = 0; t < out.size(); ++t) {
    std::vector<size_t> keys;
    for (size_t c = 0; c < layout.tables[t].columns.size(); ++c) {
      if (layout.tables[t].columns[c].key) keys.push_back(c);
    }
    const auto before = [&](uint32_t a, uint32_t b) {
      const Row &left = rows.rows[a], &right = rows.rows[b];
      if (left.record != right.record) return left.record < right.record;
      for (const size_t c : keys) {
        const int order =
            Compare(rows, rows.cells[left.first_cell + c], rows.cells[right.first_cell + c]);
        if (order != 0) return order < 0;
      }
      return false;
    };
    if (!std::is_sorted(out[t].begin(), out[t].end(), before)) {
      std::sort(out[t].begin(), out[t].end(), before);
    }
  }
  return out;
}

}  // namespace pathex
