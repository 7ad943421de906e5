#include "extractor/base/regex.h"

#include <re2/re2.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

#include "extractor/base/regex_machine.h"
#include "extractor/base/regex_needs.h"
#include "extractor/base/regex_tree.h"

namespace pathex {
namespace {

constexpr int64_t kMaxMemory = 4 << 20;  // of one pattern's automata; patterns are short
constexpr int kMostGroups = 40;
constexpr size_t kMostRequired = 6;

std::unique_ptr<const re2::RE2> MakeRe2(const std::string& pattern, Regex::Case sensitivity) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_encoding(re2::RE2::Options::EncodingLatin1);
  options.set_case_sensitive(sensitivity == Regex::Case::kSensitive);
  options.set_max_mem(kMaxMemory);
  return std::make_unique<const re2::RE2>(pattern, options);
}

std::optional<Error> FaultOf(const re2::RE2& re) {
  if (re.ok()) return std::nullopt;
  std::string message = re.error();
  if (!re.error_arg().empty()) message += ": \"" + re.error_arg() + "\"";
  return Error{"L010", "", message};
}

Letters LettersOf(Regex::Case sensitivity) {
  return sensitivity == Regex::Case::kSensitive ? Letters::kAsWritten : Letters::kEitherCase;
}

}  // namespace

struct Regex::State {
  // First what every search reads.
  mutable std::atomic<const RegexMachine*> ready = nullptr;  // spares call_once
  Known known;

  const re2::RE2& re2() const {
    std::call_once(re2_once, [this] {
      if (re == nullptr) re = MakeRe2(known.pattern, known.sensitivity);
    });
    return *re;
  }

  // Nullptr when RE2 has to do it.
  const RegexMachine* machine() const {
    if (const RegexMachine* machine = ready.load(std::memory_order_acquire)) return machine;
    if (!known.quick) return nullptr;
    std::call_once(machine_once, [this] {
      const std::optional<RegexTree> tree = ParseRegex(known.pattern, LettersOf(known.sensitivity));
      if (tree) made = RegexMachine::Compile(*tree);
      ready.store(made.get(), std::memory_order_release);
    });
    return made.get();
  }

  mutable std::once_flag re2_once, machine_once;
  mutable std::unique_ptr<const re2::RE2> re;
  mutable std::unique_ptr<const RegexMachine> made;
};

Result<Regex> Regex::Compile(const std::string& pattern, Case sensitivity) {
  auto state = std::make_shared<State>();
  state->known.pattern = pattern;
  state->known.sensitivity = sensitivity;
  if (std::optional<RegexTree> tree = ParseRegex(pattern, LettersOf(sensitivity))) {
    state->known.quick = true;
    state->known.groups = tree->groups;
    state->known.names = std::move(tree->names);
    state->known.required = RequiredBytes(tree->root, kMostRequired);
    state->known.matches_empty = tree->root.MatchesEmpty();
  } else {
    state->re = MakeRe2(pattern, sensitivity);
    if (std::optional<Error> fault = FaultOf(*state->re)) return *std::move(fault);
    state->known.groups = state->re->NumberOfCapturingGroups();
    state->known.names = state->re->NamedCapturingGroups();
    state->known.matches_empty = re2::RE2::FullMatch("", *state->re);
  }
  if (state->known.groups >= kMostGroups) {
    return Error{"L010", "", "more than 39 groups in one pattern: split it"};
  }
  Regex regex;
  regex.state_ = std::move(state);
  return regex;
}

const Regex::Known* Regex::known() const { return state_ == nullptr ? nullptr : &state_->known; }

Regex Regex::From(Known known) {
  auto state = std::make_shared<State>();
  state->known = std::move(known);
  Regex regex;
  regex.state_ = std::move(state);
  return regex;
}

std::optional<Error> Regex::Verify() const { return FaultOf(state_->re2()); }

bool Regex::Search(std::string_view text, size_t begin, size_t end, Anchor anchor,
                   std::vector<Capture>* captures, const Hints& hints) const {
  const RegexMachine* machine = anchor == Anchor::kBoth ? nullptr : state_->machine();
  if (machine == nullptr) return SearchByRe2(text, begin, end, anchor, captures);
  static_assert(sizeof(Capture) == 2 * sizeof(int32_t));
  int32_t slots[2 * kMostGroups];
  const RegexMachine::Outcome outcome = machine->Search(
      {text, begin, end, anchor == Anchor::kStart, hints.closed, hints.padded}, slots);
  if (outcome == RegexMachine::Outcome::kNoMatch) return false;
  if (outcome == RegexMachine::Outcome::kGaveUp) {
    return SearchByRe2(text, begin, end, anchor, captures);
  }
  if (captures == nullptr) return true;
  captures->resize(static_cast<size_t>(state_->known.groups) + 1);
  for (size_t i = 0; i < captures->size(); ++i) {
    const bool whole = slots[2 * i] >= 0 && slots[2 * i + 1] >= 0;
    (*captures)[i] = whole ? Capture{slots[2 * i], slots[2 * i + 1]} : Capture();
  }
  return true;
}

void Regex::PrefetchState() const { __builtin_prefetch(state_.get()); }

void Regex::PrefetchMachine() const {
  const RegexMachine* machine = state_->ready.load(std::memory_order_acquire);
  if (machine != nullptr) machine->Prefetch();
}

void Regex::PrefetchSteps() const {
  const RegexMachine* machine = state_->ready.load(std::memory_order_acquire);
  if (machine != nullptr) machine->PrefetchSteps();
}

bool Regex::SearchByRe2(std::string_view text, size_t begin, size_t end, Anchor anchor,
                        std::vector<Capture>* captures) const {
  const re2::RE2::Anchor how = anchor == Anchor::kNone    ? re2::RE2::UNANCHORED
                               : anchor == Anchor::kStart ? re2::RE2::ANCHOR_START
                                                          : re2::RE2::ANCHOR_BOTH;
  const re2::RE2& re = state_->re2();
  if (!re.ok()) return false;
  const int groups = captures == nullptr ? 0 : re.NumberOfCapturingGroups() + 1;
  re2::StringPiece pieces[kMostGroups];
  if (!re.Match(re2::StringPiece(text.data(), text.size()), begin, end, how, pieces, groups)) {
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

const std::vector<ByteSet>& Regex::required() const { return state_->known.required; }

std::optional<WordHeads> Regex::Heads() const {
  const std::optional<RegexTree> tree = ParseRegex(pattern(), LettersOf(state_->known.sensitivity));
  return tree ? FindHeads(tree->root) : std::nullopt;
}

ByteSet Regex::FirstBytes() const {
  const std::optional<RegexTree> tree = ParseRegex(pattern(), LettersOf(state_->known.sensitivity));
  return tree ? pathex::FirstBytes(tree->root) : ByteSet().Complement();
}

int Regex::group_count() const { return state_->known.groups; }

const std::map<std::string, int>& Regex::group_names() const { return state_->known.names; }

bool Regex::has_unnamed_group() const {
  return static_cast<int>(group_names().size()) < group_count();
}

bool Regex::matches_empty() const { return state_->known.matches_empty; }

bool Regex::is_quick() const { return state_->known.quick; }

int Regex::program_size() const { return state_->re2().ProgramSize(); }

const std::string& Regex::pattern() const { return state_->known.pattern; }

}  // namespace pathex
