#include "extractor/base/regex.h"

#include <re2/re2.h>

#include <algorithm>

namespace pathex {
namespace {

constexpr int64_t kMaxMemory = 4 << 20;  // of one pattern's automata; patterns are short
constexpr int kMostGroups = 40;

}  // namespace

Result<Regex> Regex::Compile(const std::string& pattern, Case sensitivity) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_encoding(re2::RE2::Options::EncodingLatin1);
  options.set_case_sensitive(sensitivity == Case::kSensitive);
  options.set_max_mem(kMaxMemory);
  auto re = std::make_shared<re2::RE2>(pattern, options);
  if (!re->ok()) {
    std::string message = re->error();
    if (!re->error_arg().empty()) message += ": \"" + re->error_arg() + "\"";
    return Error{"L010", "", message};
  }
  if (re->NumberOfCapturingGroups() >= kMostGroups) {
    return Error{"L010", "", "more than 39 groups in one pattern: split it"};
  }
  Regex regex;
  regex.re_ = std::move(re);
  return regex;
}

bool Regex::Search(std::string_view text, size_t begin, size_t end, Anchor anchor,
                   std::vector<Capture>* captures) const {
  const re2::RE2::Anchor how = anchor == Anchor::kNone    ? re2::RE2::UNANCHORED
                               : anchor == Anchor::kStart ? re2::RE2::ANCHOR_START
                                                          : re2::RE2::ANCHOR_BOTH;
  const int groups = captures == nullptr ? 0 : re_->NumberOfCapturingGroups() + 1;
  re2::StringPiece pieces[kMostGroups];
  if (!re_->Match(re2::StringPiece(text.data(), text.size()), begin, end, how, pieces, groups)) {
    return false;
  }
  if (captures == nullptr) return true;
  captures->assign(groups, Capture());
  for (int i = 0; i < groups; ++i) {
    if (pieces[i].data() == nullptr) continue;
    (*captures)[i].begin = static_cast<int32_t>(pieces[i].data() - text.data());
    (*captures)[i].end = (*captures)[i].begin + static_cast<int32_t>(pieces[i].size());
  }
  return true;
}

int Regex::group_count() const { return re_->NumberOfCapturingGroups(); }

const std::map<std::string, int>& Regex::group_names() const { return re_->NamedCapturingGroups(); }

bool Regex::has_unnamed_group() const {
  return static_cast<int>(group_names().size()) < group_count();
}

bool Regex::matches_empty() const { return re2::RE2::FullMatch("", *re_); }

int Regex::program_size() const { return re_->ProgramSize(); }

const std::string& Regex::pattern() const { return re_->pattern(); }

}  // namespace pathex
