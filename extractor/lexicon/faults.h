// Faults: everything that is wrong in a set of lexicon files, collected and printed together.
#ifndef PATHEX_EXTRACTOR_LEXICON_FAULTS_H_
#define PATHEX_EXTRACTOR_LEXICON_FAULTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/diagnostic.h"
#include "extractor/base/json.h"

namespace pathex {

class Faults {
 public:
  // At a JSON Pointer of `document`; `hint` goes behind the caret.
  void Add(Severity severity, const JsonDocument& document, const std::string& pointer,
           std::string_view code, std::string_view message, std::string_view hint = "");
  // Already rendered (a file that could not be read or parsed).
  void AddText(Severity severity, std::string text);

  // Those of another set, behind these.
  void Append(const Faults& other);

  bool has_errors() const { return errors_ > 0; }
  size_t error_count() const { return errors_; }
  size_t warning_count() const { return warnings_; }
  // All faults in the order of files and places, one below the other.
  std::string ToString() const;
  const std::vector<std::string>& texts() const { return texts_; }

 private:
  std::vector<std::string> texts_;
  size_t errors_ = 0;
  size_t warnings_ = 0;
};

// The candidate nearest to `word` when it is near enough to be a slip, else "".
std::string DidYouMean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_FAULTS_H_
