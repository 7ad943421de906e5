#include "extractor/base/regex_filter.h"

#include <algorithm>
#include <bitset>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

namespace pathex {
namespace {

constexpr size_t kMostPlaces = 96, kMostStates = 400;

// How exactly a pattern is followed. What is given up lets more through.
struct Precision {
  int most_counted = 0;  // longer repeats count as endless
  // Within which places that take the same bytes are one.
  enum class Joined : uint8_t { kNothing, kRepeats, kPieces } joined = Joined::kNothing;
};
// The first that makes a table small enough is taken.
constexpr Precision kPrecisions[] = {
    {4}, {1, Precision::Joined::kRepeats}, {1, Precision::Joined::kPieces}};

using Places = std::bitset<kMostPlaces>;

// The places of a pattern, each of which takes one byte, or stands at an end of the text
// (Glushkov's automaton).
class PlacesOf {
 public:
  PlacesOf(const RegexNode& pattern, bool at_start, Precision precision) : precision_(precision) {
    const Part whole = Add(pattern, !at_start, !at_start);
    first = whole.first;
    last = whole.last;
  }

  bool too_many() const { return sets.size() > kMostPlaces; }

  std::vector<ByteSet> sets;  // by place
  Places at_begin, at_end;    // those that stand there and take no byte
  std::vector<Places> follow;
  Places first, last;

 private:
  struct Part {
    bool empty = true;  // may be nothing
    Places first, last;
  };

  Part AddPlace(const ByteSet& set, Places* mark) {
    size_t place = mark == nullptr ? join_from_.value_or(sets.size()) : sets.size();
    while (place < sets.size() && sets[place] != set) ++place;
    if (place == sets.size()) {
      sets.push_back(set);
      follow.emplace_back();
    }
    Part part;
    part.empty = false;
    if (too_many()) return part;
    part.first.set(place);
    part.last.set(place);
    if (mark != nullptr) mark->set(place);
    return part;
  }

  void Connect(const Places& from, const Places& to) {
    for (size_t place = from._Find_first(); place < kMostPlaces; place = from._Find_next(place)) {
      follow[place] |= to;
    }
  }

  void Then(const Part& next, Part* part) {
    Connect(part->last, next.first);
    if (part->empty) part->first |= next.first;
    part->last = next.empty ? part->last | next.last : next.last;
    part->empty = part->empty && next.empty;
  }

  // `front`, `back`: nothing stands before it, behind it.
  Part Add(const RegexNode& node, bool front, bool back) {
    if (too_many()) return {};
    switch (node.kind) {
      case RegexNode::Kind::kSet:
        return AddPlace(node.set, nullptr);
      case RegexNode::Kind::kSequence:
        return AddSequence(node, front, back);
      case RegexNode::Kind::kGroup:
        return Add(node.children[0], front, back);
      case RegexNode::Kind::kChoice: {
        Part part;
        part.empty = false;
        for (const RegexNode& child : node.children) {
          const Part one = Add(child, front, back);
          part.first |= one.first;
          part.last |= one.last;
          part.empty = part.empty || one.empty;
        }
        return part;
      }
      case RegexNode::Kind::kRepeat:
        return AddRepeat(node, front, back);
      case RegexNode::Kind::kTextBegin:
        return front ? AddPlace(ByteSet(), &at_begin) : Part();
      case RegexNode::Kind::kTextEnd:
        return back ? AddPlace(ByteSet(), &at_end) : Part();
      default:
        return {};  // an edge takes nothing
    }
  }

  Part AddSequence(const RegexNode& node, bool front, bool back) {
    const bool outermost = precision_.joined == Precision::Joined::kPieces && !join_from_;
    Part part;
    for (size_t i = 0; i < node.children.size(); ++i) {
      if (outermost) join_from_ = sets.size();
      Then(Add(node.children[i], front && i == 0, back && i + 1 == node.children.size()), &part);
    }
    if (outermost) join_from_.reset();
    return part;
  }

  Part AddRepeat(const RegexNode& node, bool front, bool back) {
    if (node.max == 1) {
      Part part = Add(node.children[0], front, back);
      part.empty = part.empty || node.min == 0;
      return part;
    }
    const bool outermost = precision_.joined == Precision::Joined::kRepeats && !join_from_;
    if (outermost) join_from_ = sets.size();
    const bool endless = node.max < 0 || node.max > precision_.most_counted;
    const int min = std::min(node.min, precision_.most_counted);
    const int copies = endless ? std::max(min, 1) : node.max;
    Part part;
    for (int i = 0; i < copies; ++i) {
      Part one = Add(node.children[0], false, false);
      if (endless && i + 1 == copies) Connect(one.last, one.first);
      one.empty = one.empty || i >= min;
      Then(one, &part);
    }
    if (outermost) join_from_.reset();
    return part;
  }

  const Precision precision_;
  std::optional<size_t> join_from_;  // the first place that one to come may be joined with
};

// Bytes that no place tells apart share a column. Column 0 is the end of the text.
size_t DealColumns(const std::vector<ByteSet>& sets, std::array<uint8_t, 256>* codes) {
  std::array<size_t, 256> column = {};
  size_t columns = 1;
  for (size_t s = 0; s < sets.size(); ++s) {
    if (std::find(sets.begin(), sets.begin() + static_cast<std::ptrdiff_t>(s), sets[s]) !=
        sets.begin() + static_cast<std::ptrdiff_t>(s)) {
      continue;
    }
    std::array<std::array<size_t, 2>, 256> parts = {};  // 1 + the new column
    columns = 0;
    for (int byte = 0; byte < 256; ++byte) {
      size_t& part = parts[column[byte]][sets[s].Has(static_cast<uint8_t>(byte)) ? 1 : 0];
      if (part == 0) part = ++columns;
      column[byte] = part - 1;
    }
  }
  for (int byte = 0; byte < 256; ++byte) (*codes)[byte] = static_cast<uint8_t>(column[byte] + 1);
  return columns + 1;
}

// The states of the automaton that have been met: sets of places. A state from which nothing leads
// on is kNo when matches may only stand at the start.
class States {
 public:
  static constexpr size_t kYes = 0, kNo = 1, kBegin = 2, kMiddle = 3;

  States(const PlacesOf& places, bool at_start)
      : places_(places), at_start_(at_start), rows_(kMiddle + 1) {
    rows_[kBegin] = places.first & places.at_begin;
    numbers_.emplace(Places(), at_start ? kNo : kMiddle);
    numbers_.emplace(rows_[kBegin], kBegin);
  }

  size_t NumberOf(const Places& state) {
    if ((state & places_.last).any()) return kYes;
    const auto [found, added] = numbers_.emplace(state, rows_.size());
    if (added) rows_.push_back(state);
    return found->second;
  }
  // What may come after a state.
  Places After(size_t number) const {
    Places after;
    if (!at_start_ || number == kBegin) after = places_.first;
    const Places& state = rows_[number];
    for (size_t place = state._Find_first(); place < kMostPlaces; place = state._Find_next(place)) {
      after |= places_.follow[place];
    }
    return after;
  }
  size_t size() const { return rows_.size(); }

 private:
  const PlacesOf& places_;
  const bool at_start_;
  std::unordered_map<Places, size_t> numbers_;
  std::vector<Places> rows_;
};

// By state and column: the number of the next state; nothing when there are too many.
std::optional<std::vector<uint16_t>> MakeTable(const PlacesOf& places, bool at_start,
                                               const std::array<uint8_t, 256>& codes,
                                               size_t columns) {
  std::vector<Places> of_column(columns);
  of_column[0] = places.at_end;
  std::vector<uint8_t> byte_of(columns);
  for (int byte = 0; byte < 256; ++byte) byte_of[codes[byte]] = static_cast<uint8_t>(byte);
  for (size_t column = 1; column < columns; ++column) {
    for (size_t place = 0; place < places.sets.size(); ++place) {
      if (places.sets[place].Has(byte_of[column])) of_column[column].set(place);
    }
  }
  States states(places, at_start);
  std::vector<uint16_t> table(columns, States::kYes);
  for (size_t state = 1; state < states.size(); ++state) {
    const Places after = states.After(state);
    for (size_t column = 0; column < columns; ++column) {
      table.push_back(static_cast<uint16_t>(states.NumberOf(after & of_column[column])));
    }
    if (states.size() > kMostStates) return std::nullopt;
  }
  return table;
}

// Joins states that no text tells apart (Moore): by state, the number of its class. All states but
// the first begin in one class; they part where their next states are of different classes.
std::vector<uint16_t> JoinStates(const std::vector<uint16_t>& table, size_t columns) {
  const size_t states = table.size() / columns;
  std::vector<uint16_t> of(states, 1), parted(states);
  of[0] = 0;
  // By pair of classes: 1 + the class that it becomes; all 0 in between.
  std::vector<uint16_t> part_of(states * states, 0);
  size_t classes = 0, before = 0;
  do {
    before = classes;
    for (size_t column = 0; column < columns; ++column) {
      const auto pair_of = [&](size_t state) {
        return of[state] * states + of[table[state * columns + column]];
      };
      classes = 0;
      for (size_t state = 0; state < states; ++state) {
        uint16_t& part = part_of[pair_of(state)];
        if (part == 0) part = static_cast<uint16_t>(++classes);
        parted[state] = static_cast<uint16_t>(part - 1);
      }
      for (size_t state = 0; state < states; ++state) part_of[pair_of(state)] = 0;
      of.swap(parted);
    }
  } while (classes != before);
  return of;
}

}  // namespace

RegexFilter::RegexFilter(const RegexNode& pattern, bool at_start) {
  if (pattern.MatchesEmpty() || !Make(pattern, at_start)) tables_.clear();
}

// Adds a table for a pattern, or for each of its branches. Whether that could be done.
bool RegexFilter::Make(const RegexNode& pattern, bool at_start) {
  for (const Precision precision : kPrecisions) {
    const PlacesOf places(pattern, at_start, precision);
    if (places.too_many()) continue;
    Table made;
    const size_t columns = DealColumns(places.sets, &made.columns);
    if (columns > 0xFF) continue;
    const auto table = MakeTable(places, at_start, made.columns, columns);
    if (!table) continue;
    const std::vector<uint16_t> joined = JoinStates(*table, columns);
    const size_t states = *std::max_element(joined.begin(), joined.end()) + size_t{1};
    if (states * columns > 0xFFFF) continue;
    made.next.resize(states * columns);
    for (size_t at = 0; at < table->size(); ++at) {
      made.next[joined[at / columns] * columns + at % columns] =
          static_cast<uint16_t>(joined[(*table)[at]] * columns);
    }
    made.begin = static_cast<uint16_t>(joined[States::kBegin] * columns);
    made.middle = static_cast<uint16_t>(joined[States::kMiddle] * columns);
    made.no = at_start ? static_cast<uint16_t>(joined[States::kNo] * columns) : kYes;
    tables_.push_back(std::move(made));
    return true;
  }
  return pattern.kind == RegexNode::Kind::kChoice &&
         std::all_of(pattern.children.begin(), pattern.children.end(),
                     [&](const RegexNode& branch) { return Make(branch, at_start); });
}

}  // namespace pathex
