// FormatTables: what codes of the formats mean, from schemas/formats/*.json. The readers know
// syntax; which LOINC code is which section, which status letter means "corrected", which question
// of a synoptic report fills which slot is data.
//
// Immutable after Load; may be shared between threads.
#ifndef PATHEX_EXTRACTOR_TEXT_FORMAT_TABLES_H_
#define PATHEX_EXTRACTOR_TEXT_FORMAT_TABLES_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/base/regex.h"
#include "extractor/base/result.h"
#include "extractor/base/value.h"
#include "extractor/text/source.h"

namespace pathex {

// How a coded question or item becomes a Statement. One row of a "statements" list.
struct StatementRule {
  std::string id;  // "loinc/21894-1": file of the table and code
  std::string mention;
  std::string slot;                                      // where the answer goes
  std::string relation;                                  // slot for "<", ">", "~"; empty = none
  std::vector<std::pair<std::string, Value>> constants;  // further slots, always the same
  // Answer (code or text, lower case) -> value of the slot. Empty = the answer itself is the value.
  std::map<std::string, Value, std::less<>> values;
  // For an answer that is itself the value: how it begins; group 1 (or all of it) is the value.
  std::optional<Regex> pattern;
  bool number = false;                                    // the answer must be a number
  std::map<std::string, std::string, std::less<>> units;  // unit -> factor to the slot's own unit
};

class FormatTables {
 public:
  // Reads every *.json in `folder`. Errors: those of ParseJson, and S033 for a file with another
  // shape than schemas/README.md describes.
  static Result<FormatTables> Load(const std::string& folder, const FileReader& files);

  // Tables that know nothing.
  static const FormatTables& None();

  // Entry `key` of table "<file>.<name>" ("loinc.sections"); nullptr when there is none.
  const std::string* Find(std::string_view table, std::string_view key) const;
  std::string Get(std::string_view table, std::string_view key) const;  // "" when absent
  bool Has(std::string_view list, std::string_view item) const;         // lists: ["P", "F"]
  const std::vector<std::string>& List(std::string_view list) const;    // empty when absent

  // The rule of list "<file>.statements" for a code, nullptr when there is none.
  const StatementRule* FindStatement(std::string_view table, std::string_view code) const;
  // Every rule of every file, by table and code.
  std::vector<const StatementRule*> AllStatements() const;

 private:
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> tables_;
  std::map<std::string, std::vector<std::string>, std::less<>> lists_;
  std::map<std::string, std::map<std::string, StatementRule, std::less<>>, std::less<>> statements_;
};

// The answer to a coded question, as found in the input.
struct CodedAnswer {
  std::string code = {};  // "" when the answer is text or a number
  std::string text = {};
  std::string unit = {};
  std::string relation = {};  // "<", ">", "<=", ">=", "~"; empty or "=" for exactly
};

// The Statement of an answer under a rule; false when the answer has no value there (an unknown
// code, a unit that is not in the table, a relation that the mention cannot hold). Spans are left
// to the caller.
bool MakeStatement(const StatementRule& rule, const CodedAnswer& answer, Statement* statement);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_TEXT_FORMAT_TABLES_H_
