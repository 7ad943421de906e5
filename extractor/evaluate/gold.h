// Gold and records as they lie on disk, and which record belongs to which gold report.
#ifndef PATHEX_EXTRACTOR_EVALUATE_GOLD_H_
#define PATHEX_EXTRACTOR_EVALUATE_GOLD_H_

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/base/json.h"
#include "extractor/base/result.h"

namespace pathex {

// One report with its truth.
struct GoldCase {
  std::string id;  // the file's "id"; in the samples layout the case's folder below GOLD_DIR
  Json report;
  std::vector<std::string> ambiguous;  // pointers that are not scored
  std::string text_path;  // the report's text, empty when there is none beside the gold
};

// Two layouts: GOLD_DIR/<any>.json with {"id", "report", "ambiguous"?}, or, when GOLD_DIR holds no
// .json itself, folders of any depth (at most 4) with one <case>/expected.json each, either of the
// same shape or the report alone. Ordered by path. The text is looked for as "text_file" in
// GOLD_DIR, in ../text and in `texts` (may be empty), then as <id>.txt there, then as
// <case>/report.txt. Errors: those of the files; D011 for a file without a report; D012 when
// nothing was found.
Result<std::vector<GoldCase>> LoadGold(const std::string& folder, const std::string& texts,
                                       const FileReader& files);

// Records, one JSON object a line, found by gold id. The first of several with one name counts.
class RecordSet {
 public:
  // Error D001 with the line number for a line that is no JSON object.
  static Result<RecordSet> Parse(const std::string& name, std::string_view ndjson);

  // The record of a gold report: whose source.id, or else source.path, has the gold id as its file
  // stem; else whose source.path lies in a folder named by the gold id ("en/case-1"); or nullptr.
  const Json* Find(std::string_view gold_id) const;

  // In input order, with the name of each: the stem of its id or path; where an earlier record has
  // that name, the path.
  std::vector<std::pair<std::string, const Json*>> All() const;
  size_t size() const { return records_.size(); }

  void Add(Json record);

 private:
  std::vector<Json> records_;
  std::map<std::string, size_t, std::less<>> by_stem_;
  std::map<std::string, size_t, std::less<>> by_folder_;
};

// "a/b/case.txt" -> "case"; ".hidden" -> ".hidden".
std::string FileStem(std::string_view path);

// A table with a header line, columns separated by tabs, optional double quotes (doubled inside):
// id -> the named column. Error D013 when there is no column "id" or no such column.
Result<std::map<std::string, std::string>> LoadIndex(const std::string& path,
                                                     const std::string& column,
                                                     const FileReader& files);

// The same id always falls on the same side: about one in `parts` documents is held out.
bool IsHeldOut(std::string_view id, int parts);

// The cases for which `keep` is true, in order.
std::vector<GoldCase> SelectGold(const std::vector<GoldCase>& gold,
                                 const std::function<bool(const std::string& id)>& keep);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_EVALUATE_GOLD_H_
