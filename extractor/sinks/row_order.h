// The order in which rows go into the tables of a database.
#ifndef PATHEX_EXTRACTOR_SINKS_ROW_ORDER_H_
#define PATHEX_EXTRACTOR_SINKS_ROW_ORDER_H_

#include <cstdint>
#include <vector>

#include "extractor/sinks/rows.h"

namespace pathex {

struct Layout;

// For each table of the layout the indexes of its rows, by record and then by the table's key: in
// the order in which they stand in the database, so that each goes behind the one before.
std::vector<std::vector<uint32_t>> RowsByTable(const Layout& layout, const Rows& rows);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_SINKS_ROW_ORDER_H_
