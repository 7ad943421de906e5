#include "extractor/match/column_order.h"

#include <algorithm>

namespace pathex {
namespace {

// Points for a pair; large enough that a wrong kind costs more than any gap.
constexpr int kCoded = 40, kMeasured = 40, kAnswered = 25, kRanked = 20, kRemarked = 8, kNamed = 6;
constexpr int kWrong = -15;           // a pair of so few points speaks against the column
constexpr int kNoValue = -12;         // a label without its value
constexpr int kNoValueTitle = -2;     // the same for what may be a title
constexpr int kNoLabel = -10;         // a line without a label
constexpr int kOwnLabel = -2;         // the same where it has a label of its own
constexpr int kNoLabelBefore = -1;    // the same before the first value
constexpr int kGoesOn = -30;          // a value that looks like the rest of a line
constexpr int kImpossible = -100000;  // fewer points than any order has
constexpr int kClear = 20;            // the points by which the best order must lead

int PairPoints(const ColumnLabel& asks, const ColumnValue& is) {
  using enum ColumnKind;
  const ColumnKind label = asks.kind, value = is.kind;
  if (value == kCode)
    return label == kOther ? 0 : label != kCode ? -30 : asks.code == is.code ? kCoded : -60;
  switch (label) {
    case kMeasure:
      return value == kMeasure ? kMeasured : value == kAnswer ? -10 : -60;
    case kAnswer:
      return value == kAnswer ? kAnswered : value == kMeasure ? -40 : value == kRank ? -30 : -8;
    case kRank:
      return value == kRank ? kRanked : value == kAnswer ? 5 : value == kMeasure ? -40 : 0;
    case kRemark:
      return value == kMeasure ? -10 : value == kRank ? -15 : kRemarked;
    case kCode:
      return value == kMeasure ? -40 : value == kOther ? 0 : -15;
    case kOther:
      return value == kMeasure ? -15 : value == kRank ? -10 : value == kAnswer ? 0 : kNamed;
  }
  return 0;
}

// Points of the best order of the first i labels and the first j values (Forward), and of the rest
// of both (Backward): what an order through any one pair is worth is their sum.
class Orders {
 public:
  Orders(const std::vector<ColumnLabel>& labels, const std::vector<ColumnValue>& values)
      : labels_(labels), values_(values), n_(labels.size()), m_(values.size()) {
    forward_.assign((n_ + 1) * (m_ + 1), kImpossible);
    backward_ = forward_;
    Forward();
    Backward();
  }

  int Pair(size_t i, size_t j) const {
    return PairPoints(labels_[i], values_[j]) + (values_[j].goes_on ? kGoesOn : 0);
  }
  // The best order in which label i has value j.
  int Through(size_t i, size_t j) const {
    return forward_[At(i, j)] + Pair(i, j) + backward_[At(i + 1, j + 1)];
  }
  // The best order in which label i has no value.
  int Without(size_t i) const {
    int best = kImpossible;
    for (size_t j = 0; j <= m_; ++j) {
      best = std::max(best, forward_[At(i, j)] + NoValue(i) + backward_[At(i + 1, j)]);
    }
    return best;
  }

 private:
  size_t At(size_t i, size_t j) const { return i * (m_ + 1) + j; }
  int NoValue(size_t i) const { return labels_[i].title ? kNoValueTitle : kNoValue; }
  // Lines behind the last label's value are no part of the column.
  int NoLabel(size_t i, size_t j) const {
    if (i == 0 && !values_[j].first) return kNoLabelBefore;
    if (i == n_ || values_[j].goes_on) return 0;
    return values_[j].labelled ? kOwnLabel : kNoLabel;
  }

  void Forward() {
    forward_[0] = 0;
    for (size_t i = 0; i <= n_; ++i) {
      for (size_t j = 0; j <= m_; ++j) {
        int& best = forward_[At(i, j)];
        if (i > 0) best = std::max(best, forward_[At(i - 1, j)] + NoValue(i - 1));
        if (j > 0) best = std::max(best, forward_[At(i, j - 1)] + NoLabel(i, j - 1));
        if (i > 0 && j > 0) {
          best = std::max(best, forward_[At(i - 1, j - 1)] + Pair(i - 1, j - 1));
        }
      }
    }
  }

  void Backward() {
    backward_[At(n_, m_)] = 0;
    for (size_t i = n_ + 1; i-- > 0;) {
      for (size_t j = m_ + 1; j-- > 0;) {
        int& best = backward_[At(i, j)];
        if (i < n_) best = std::max(best, backward_[At(i + 1, j)] + NoValue(i));
        if (j < m_) best = std::max(best, backward_[At(i, j + 1)] + NoLabel(i, j));
        if (i < n_ && j < m_) best = std::max(best, backward_[At(i + 1, j + 1)] + Pair(i, j));
      }
    }
  }

  const std::vector<ColumnLabel>& labels_;
  const std::vector<ColumnValue>& values_;
  size_t n_, m_;
  std::vector<int> forward_, backward_;
};

}  // namespace

std::vector<int> OrderColumn(const std::vector<ColumnLabel>& labels,
                             const std::vector<ColumnValue>& values) {
  constexpr size_t kFewestFit = 2;  // pairs of a length, an answer or a rank with its label
  const Orders orders(labels, values);
  std::vector<int> order(labels.size(), -1);
  size_t fit = 0, paired = 0;
  for (size_t i = 0; i < labels.size(); ++i) {
    int best = orders.Without(i), second = kImpossible, chosen = -1;
    for (size_t j = 0; j < values.size(); ++j) {
      const int points = orders.Through(i, j);
      if (points > best) {
        second = best;
        best = points;
        chosen = static_cast<int>(j);
      } else {
        second = std::max(second, points);
      }
    }
    if (chosen < 0) continue;
    ++paired;
    const int points = orders.Pair(i, static_cast<size_t>(chosen));
    if (points <= kWrong) return {};
    fit += points >= kRanked;
    if (best - second >= kClear) order[i] = chosen;
  }
  if (fit < kFewestFit || paired * 5 < labels.size() * 3) return {};
  return order;
}

}  // namespace pathex
