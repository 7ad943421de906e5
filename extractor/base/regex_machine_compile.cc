#include <algorithm>
#include <optional>

#include "extractor/base/byte_set_pool.h"
#include "extractor/base/regex_machine.h"
#include "extractor/base/regex_needs.h"

namespace pathex {

// From the end to the beginning: each piece is made knowing what follows it.
class RegexMachineCompiler {
 public:
  std::unique_ptr<const RegexMachine> Run(const RegexTree& tree) {
    Step match;
    match.op = Op::kMatch;
    const uint16_t end = Add(match);
    out_->start_ = Piece(tree.root, end);
    if (too_long_) return nullptr;
    out_->slots_ = 2 * (tree.groups + 1);
    FindHeads();
    StoreHeads();
    for (const ByteSet& set : OrderedBytes(tree.root, kLongestOrder)) {
      out_->order_.push_back(Set(set));
    }
    out_->begin_ = AheadOf(out_->start_);
    out_->at_text_begin_ = BeginsAtTextBegin(tree.root);
    if (too_long_) return nullptr;
    return std::move(out_);
  }

 private:
  using Op = RegexMachine::Op;
  using Step = RegexMachine::Step;
  using Kind = RegexNode::Kind;

  static constexpr size_t kMostSteps = 6000;
  static constexpr size_t kLongestOrder = 12;
  static constexpr size_t kLongestString = 200;
  static constexpr size_t kMostLetters = 60'000;

  uint16_t Add(const Step& step) {
    if (out_->steps_.size() >= kMostSteps) {
      too_long_ = true;
      return 0;
    }
    out_->steps_.push_back(step);
    return static_cast<uint16_t>(out_->steps_.size() - 1);
  }

  uint16_t Set(const ByteSet& set) {
    const std::optional<uint16_t> number = ByteSetPool::Number(set);
    too_long_ = too_long_ || !number;
    return number.value_or(0);
  }

  static int OnlyByte(const RegexNode& node) {
    return node.kind == Kind::kSet && node.set.IsSingle() ? node.set.Smallest() : -1;
  }

  uint16_t Piece(const RegexNode& node, uint16_t next) {
    if (too_long_) return 0;
    switch (node.kind) {
      case Kind::kEmpty:
        return next;
      case Kind::kSet:
        return One(node, next);
      case Kind::kSequence:
        return Sequence(node, next);
      case Kind::kChoice: {
        uint16_t entry = Piece(node.children.back(), next);
        for (size_t i = node.children.size() - 1; i-- > 0;) {
          entry = Split(Piece(node.children[i], next), entry);
        }
        return entry;
      }
      case Kind::kRepeat:
        return Repeat(node, next);
      case Kind::kGroup: {
        const uint16_t close = Save(2 * node.group + 1, next);
        return Save(2 * node.group, Piece(node.children[0], close));
      }
      case Kind::kTextBegin:
        return Edge(Op::kTextBegin, next);
      case Kind::kTextEnd:
        return Edge(Op::kTextEnd, next);
      case Kind::kWordEdge:
        return Edge(Op::kWordEdge, next);
      case Kind::kNoWordEdge:
        return Edge(Op::kNoWordEdge, next);
    }
    return next;
  }

  uint16_t Edge(Op op, uint16_t next) {
    Step step;
    step.op = op;
    step.next = next;
    return Add(step);
  }

  uint16_t Save(int slot, uint16_t next) {
    Step step;
    step.op = Op::kSave;
    step.byte = static_cast<uint8_t>(slot);
    step.next = next;
    return Add(step);
  }

  uint16_t Split(uint16_t next, uint16_t other) {
    Step step;
    step.op = Op::kSplit;
    step.next = next;
    step.other = other;
    return Add(step);
  }

  uint16_t One(const RegexNode& node, uint16_t next) {
    Step step;
    const int byte = OnlyByte(node);
    step.op = byte >= 0 ? Op::kByte : Op::kSet;
    if (byte >= 0) {
      step.byte = static_cast<uint8_t>(byte);
    } else {
      step.set = Set(node.set);
    }
    step.next = next;
    return Add(step);
  }

  // Neighbouring single bytes become one string.
  uint16_t Sequence(const RegexNode& node, uint16_t next) {
    for (size_t i = node.children.size(); i > 0;) {
      size_t begin = i;
      while (begin > 0 && i - begin < kLongestString && OnlyByte(node.children[begin - 1]) >= 0)
        --begin;
      if (i - begin < 2) {
        next = Piece(node.children[--i], next);
        continue;
      }
      Step step;
      step.op = Op::kString;
      step.other = static_cast<uint16_t>(out_->strings_.size());
      step.byte = static_cast<uint8_t>(i - begin);
      too_long_ = too_long_ || out_->strings_.size() > kMostLetters;
      for (size_t k = begin; k < i; ++k) {
        out_->strings_ += static_cast<char>(OnlyByte(node.children[k]));
      }
      step.next = next;
      next = Add(step);
      i = begin;
    }
    return next;
  }

  uint16_t Repeat(const RegexNode& node, uint16_t next) {
    const RegexNode& body = node.children[0];
    if (body.kind == Kind::kSet) {
      Step step;
      step.op = node.greedy ? Op::kRun : Op::kLazyRun;
      step.set = Set(body.set);
      step.byte = static_cast<uint8_t>(node.min);
      step.max = node.max < 0 ? RegexMachine::kEndless : static_cast<uint8_t>(node.max);
      step.next = next;
      return Add(step);
    }
    uint16_t entry = next;
    if (node.max < 0) {
      const uint16_t loop = Split(0, 0);
      const uint16_t inner = Piece(body, loop);
      if (too_long_) return 0;
      out_->steps_[loop].next = node.greedy ? inner : next;
      out_->steps_[loop].other = node.greedy ? next : inner;
      entry = loop;
    } else {
      for (int i = node.min; i < node.max; ++i) {
        const uint16_t inner = Piece(body, entry);
        entry = node.greedy ? Split(inner, next) : Split(next, inner);
      }
    }
    for (int i = 0; i < node.min; ++i) entry = Piece(body, entry);
    return entry;
  }

  // What the steps from one on may begin with.
  struct Head {
    ByteSet first, second;
    bool end = false, end_after_one = false;
    bool operator==(const Head&) const = default;
  };

  void FindHeads() {
    heads_.assign(out_->steps_.size(), Head());
    for (bool changed = true; changed;) {
      changed = false;
      for (size_t i = 0; i < heads_.size(); ++i) {
        const Head head = HeadOf(out_->steps_[i]);
        if (head == heads_[i]) continue;
        heads_[i] = head;
        changed = true;
      }
    }
  }

  static void AddHead(const Head& more, Head* head) {
    head->first.Add(more.first);
    head->second.Add(more.second);
    head->end = head->end || more.end;
    head->end_after_one = head->end_after_one || more.end_after_one;
  }

  // `rest` behind one byte of `set`.
  static void AddBefore(const ByteSet& set, const Head& rest, Head* head) {
    head->first.Add(set);
    head->second.Add(rest.first);
    head->end_after_one = head->end_after_one || rest.end;
  }

  Head HeadOf(const Step& step) const {
    Head head;
    const Head& next = heads_[step.next];
    switch (step.op) {
      case Op::kByte:
        AddBefore(Single(step.byte), next, &head);
        break;
      case Op::kSet:
        AddBefore(ByteSetPool::At(step.set), next, &head);
        break;
      case Op::kString:  // of two bytes or more
        head.first = Single(static_cast<uint8_t>(out_->strings_[step.other]));
        head.second = Single(static_cast<uint8_t>(out_->strings_[step.other + 1]));
        break;
      case Op::kRun:
      case Op::kLazyRun: {
        const ByteSet& set = ByteSetPool::At(step.set);
        if (step.byte == 0) AddHead(next, &head);
        if (step.byte <= 1) AddBefore(set, next, &head);
        head.first.Add(set);
        if (step.max > 1) head.second.Add(set);
        break;
      }
      case Op::kSplit:
        AddHead(heads_[step.other], &head);
        AddHead(next, &head);
        break;
      case Op::kMatch:
        head.first = head.second = ByteSet().Complement();
        head.end = head.end_after_one = true;
        break;
      default:
        head = next;
        break;
    }
    return head;
  }

  static ByteSet Single(uint8_t byte) {
    ByteSet set;
    set.Add(byte);
    return set;
  }

  RegexMachine::Ahead AheadOf(uint16_t step) {
    const Head& head = heads_[step];
    return {Set(head.first), Set(head.second), head.end, head.end_after_one};
  }

  void StoreHeads() {
    for (Step& step : out_->steps_) {
      if (step.op == Op::kRun || step.op == Op::kLazyRun || step.op == Op::kSplit) {
        step.next_ahead = AheadOf(step.next);
        step.apart = !ByteSetPool::At(step.set).Meets(heads_[step.next].first);
      }
      if (step.op == Op::kSplit) step.other_ahead = AheadOf(step.other);
    }
  }

  static bool BeginsAtTextBegin(const RegexNode& node) {
    switch (node.kind) {
      case Kind::kTextBegin:
        return true;
      case Kind::kSequence:
        return !node.children.empty() && BeginsAtTextBegin(node.children[0]);
      case Kind::kGroup:
        return BeginsAtTextBegin(node.children[0]);
      case Kind::kChoice:
        return std::all_of(node.children.begin(), node.children.end(), BeginsAtTextBegin);
      default:
        return false;
    }
  }

  std::unique_ptr<RegexMachine> out_ = std::make_unique<RegexMachine>();
  std::vector<Head> heads_;  // by step
  bool too_long_ = false;
};

std::unique_ptr<const RegexMachine> RegexMachine::Compile(const RegexTree& tree) {
  return RegexMachineCompiler().Run(tree);
}

}  // namespace pathex
