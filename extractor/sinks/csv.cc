#include "extractor/sinks/csv.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "extractor/sinks/durable_file.h"
#include "extractor/sinks/row_text.h"

namespace pathex {
namespace {

enum class Number { kNo, kYes };  // whether rows begin with report_id

struct CsvTable {
  uint16_t table;    // of the layout
  std::string path;  // "" when written in place
  DurableFile file;
};

class CsvSink : public Sink {
 public:
  CsvSink(std::shared_ptr<const Layout> layout, Number number, Naming naming)
      : layout_(std::move(layout)), number_(number), naming_(naming) {}

  // Opens the file of a table; a new one gets its header.
  std::optional<Error> Add(uint16_t table, const std::string& path, uint64_t keep) {
    const bool in_place = IsWrittenInPlace(path);
    const bool at_once = in_place || naming_ == Naming::kAtOnce;
    Result<DurableFile> file = in_place  ? DurableFile::OpenInPlace(path)
                               : at_once ? DurableFile::Open(path, keep)
                                         : DurableFile::OpenUnfinished(path, keep);
    if (!file) return file.error();
    files_.push_back({table, at_once ? "" : path, std::move(*file)});
    if (keep > 0) return std::nullopt;
    std::string header = number_ == Number::kYes ? "report_id" : "";
    for (const Column& column : layout_->tables[table].columns) {
      if (!header.empty()) header += ',';
      AppendCsvText(column.name, &header);
    }
    return files_.back().file.Write(header + "\n");
  }

  Encoded Encode(RecordBatch&& batch) const override {
    Encoded out;
    out.first = batch.first;
    out.records = batch.ends.size();
    const Rows rows = ReadRows(
        *layout_, number_ == Number::kYes ? RowsOf::kDatabase : RowsOf::kSingleTable, batch);
    out.tables.resize(layout_->tables.size());
    for (const Row& row : rows.rows) AppendRow(rows, row, batch.first, &out.tables[row.table]);
    return out;
  }

  std::optional<Error> Write(Encoded&& batch) override {
    for (CsvTable& of : files_) {
      if (auto error = of.file.Write(batch.tables[of.table].bytes)) return error;
    }
    return std::nullopt;
  }

  std::optional<Error> Commit() override {
    for (CsvTable& of : files_) {
      if (auto error = of.file.Sync()) return error;
    }
    return std::nullopt;
  }

  SinkPosition Position() const override {
    SinkPosition position;
    for (const CsvTable& of : files_) position.push_back(of.file.size());
    return position;
  }

  std::optional<Error> Close() override {
    for (CsvTable& of : files_) {
      auto error = of.path.empty() ? of.file.Close() : of.file.CloseAs(of.path);
      if (error) return error;
    }
    return std::nullopt;
  }

 private:
  void AppendRow(const Rows& rows, const Row& row, uint64_t first, TableText* out) const {
    const Table& table = layout_->tables[row.table];
    if (number_ == Number::kYes) out->bytes += std::to_string(first + row.record + 1);
    for (size_t c = 0; c < table.columns.size(); ++c) {
      if (c > 0 || number_ == Number::kYes) out->bytes += ',';
      AppendCsvCell(rows, rows.cells[row.first_cell + c], &out->bytes);
    }
    out->bytes += '\n';
  }

  const std::shared_ptr<const Layout> layout_;
  const Number number_;
  const Naming naming_;
  std::vector<CsvTable> files_;
};

}  // namespace

Result<std::unique_ptr<Sink>> OpenCsvFile(const std::string& path,
                                          std::shared_ptr<const Layout> layout,
                                          const SinkPosition& resume, Naming naming) {
  const std::vector<Table>& tables = layout->tables;
  auto sink = std::make_unique<CsvSink>(std::move(layout), Number::kNo, naming);
  for (size_t t = 0; t < tables.size(); ++t) {
    if (!tables[t].csv_only) continue;
    auto error = sink->Add(static_cast<uint16_t>(t), path, resume.empty() ? 0 : resume[0]);
    if (error) return *error;
    return std::unique_ptr<Sink>(std::move(sink));
  }
  return Error{"L022", "", "the layout has no table for a single CSV file"};
}

Result<std::unique_ptr<Sink>> OpenCsvFolder(const std::string& folder,
                                            std::shared_ptr<const Layout> layout,
                                            const SinkPosition& resume, Naming naming) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) {
    return Error{"U011", folder,
                 "cannot be made (" + code.message() + "); choose another folder for -o"};
  }
  const std::vector<Table>& tables = layout->tables;
  auto sink = std::make_unique<CsvSink>(std::move(layout), Number::kYes, naming);
  size_t n = 0;
  for (size_t t = 0; t < tables.size(); ++t) {
    if (tables[t].csv_only) continue;
    const std::string path = (std::filesystem::path(folder) / (tables[t].name + ".csv"));
    const uint64_t keep = n < resume.size() ? resume[n] : 0;
    ++n;
    if (auto error = sink->Add(static_cast<uint16_t>(t), path, keep)) return *error;
  }
  return std::unique_ptr<Sink>(std::move(sink));
}

}  // namespace pathex
