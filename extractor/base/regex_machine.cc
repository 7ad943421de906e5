#include "extractor/base/regex_machine.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "extractor/base/byte_set_pool.h"

namespace pathex {
namespace {

constexpr int64_t kFreeSteps = 4000;
constexpr int64_t kStepsPerByte = 32;
constexpr size_t kMostFrames = 100'000;
constexpr size_t kFirstFrames = 1'000;

constexpr std::array<bool, 256> kWordByte = [] {
  std::array<bool, 256> table{};
  for (int c = 'a'; c <= 'z'; ++c) table[c] = table[c - 0x20] = true;
  for (int c = '0'; c <= '9'; ++c) table[c] = true;
  table['_'] = true;
  return table;
}();

// What to do when the way taken leads nowhere.
struct Frame {
  enum class Kind : uint16_t {
    kGoOn,     // with step `step` at `at`
    kRestore,  // capture slot `at` to `limit`
    kRun,      // `step` is a run whose last end was `at`; it may shrink, or lazily grow, to `limit`
  };
  Kind kind = Kind::kGoOn;
  uint16_t step = 0;
  int32_t at = 0;
  int32_t limit = 0;
};

// The choices that are open, the last on top; reused from search to search by one thread.
class FrameStack {
 public:
  bool empty() const { return size_ == 0; }
  void Clear() { size_ = 0; }
  // False when there are too many.
  bool Push(const Frame& frame) {
    if (size_ == frames_.size() && !Grow()) return false;
    frames_[size_++] = frame;
    return true;
  }
  const Frame& Pop() { return frames_[--size_]; }

 private:
  [[gnu::noinline]] bool Grow() {
    if (size_ >= kMostFrames) return false;
    frames_.resize(2 * size_);
    return true;
  }

  std::vector<Frame> frames_ = std::vector<Frame>(kFirstFrames);
  size_t size_ = 0;
};

}  // namespace

class RegexMachineRun {
 public:
  using Outcome = RegexMachine::Outcome;

  RegexMachineRun(const RegexMachine& machine, const RegexMachine::Range& range, int32_t* captures)
      : machine_(machine),
        steps_(machine.steps_.data()),
        text_(reinterpret_cast<const uint8_t*>(range.text.data())),
        size_(static_cast<int32_t>(range.text.size())),
        end_(static_cast<int32_t>(range.end)),
        captures_(captures),
        frames_(Frames()),
        budget_(kFreeSteps + kStepsPerByte * static_cast<int64_t>(range.end - range.begin)) {}

  Outcome Search(const RegexMachine::Range& range) {
    int32_t at = static_cast<int32_t>(range.begin);
    if (machine_.at_text_begin_) return at > 0 ? Outcome::kNoMatch : From(at);
    if (range.only_at_begin) return MayFollow(machine_.begin_, at) ? From(at) : Outcome::kNoMatch;
    if (range.padded && ByteScan::available()) return SearchByScan(range);
    const int32_t latest = LatestBegin(at);
    for (; at <= latest; ++at) {
      if (range.closed != nullptr && range.closed[at] != 0) continue;
      if (!MayFollow(machine_.begin_, at)) continue;
      const Outcome outcome = From(at);
      if (outcome != Outcome::kNoMatch) return outcome;
    }
    return AtEnd(latest);
  }

 private:
  using Op = RegexMachine::Op;
  using Step = RegexMachine::Step;

  // A match of nothing, behind all bytes.
  Outcome AtEnd(int32_t latest) {
    const bool at_end = machine_.begin_.end && latest + 1 >= end_;
    return at_end ? From(end_) : Outcome::kNoMatch;
  }

  // The same by sixty-four places at once: of most texts few are left to be tried.
  Outcome SearchByScan(const RegexMachine::Range& range) {
    const auto begin = static_cast<int32_t>(range.begin);
    const int32_t latest = LatestBeginByScan(begin);
    const ByteHalves& first = ByteSetPool::HalvesOf(machine_.begin_.first);
    const ByteHalves& second = ByteSetPool::HalvesOf(machine_.begin_.second);
    for (int32_t from = begin; from <= latest; from += 64) {
      uint64_t places = ByteScan::Find(text_ + from, first);
      if (latest - from < 63) places &= (uint64_t{2} << (latest - from)) - 1;
      if (places == 0) continue;
      uint64_t then = ByteScan::Find(text_ + from + 1, second);
      if (end_ - 1 - from < 64) {  // the last byte has none behind it
        const uint64_t last = uint64_t{1} << (end_ - 1 - from);
        then = machine_.begin_.end_after_one ? then | last : then & ~last;
      }
      for (places &= then; places != 0; places &= places - 1) {
        const int32_t at = from + std::countr_zero(places);
        if (range.closed != nullptr && range.closed[at] != 0) continue;
        const Outcome outcome = From(at);
        if (outcome != Outcome::kNoMatch) return outcome;
      }
    }
    return AtEnd(latest);
  }

  // LatestBegin.
  int32_t LatestBeginByScan(int32_t begin) const {
    int32_t at = end_;
    for (size_t i = machine_.order_.size(); i-- > 0;) {
      const ByteHalves& set = ByteSetPool::HalvesOf(machine_.order_[i]);
      uint64_t places = 0;
      int32_t from = at;
      while (places == 0 && from > begin) {
        const int32_t to = from;
        from = std::max(to - 64, begin);
        places = ByteScan::Find(text_ + from, set);
        if (to - from < 64) places &= (uint64_t{1} << (to - from)) - 1;
      }
      if (places == 0) return begin - 1;
      at = from + 63 - std::countl_zero(places);
    }
    return std::min(at, end_ - 1);
  }

  static FrameStack& Frames() {
    thread_local FrameStack frames;
    return frames;
  }

  void Push(const Frame& frame) {
    if (!frames_.Push(frame)) budget_ = -1;
  }

  // Whether what is ahead may match at `at`, by the next two bytes.
  [[gnu::always_inline]] bool MayFollow(const RegexMachine::Ahead& ahead, int32_t at) const {
    if (at >= end_) return ahead.end;
    if (!ByteSetPool::At(ahead.first).Has(text_[at])) return false;
    return at + 1 < end_ ? ByteSetPool::At(ahead.second).Has(text_[at + 1]) : ahead.end_after_one;
  }

  bool WordEdge(int32_t at) const {
    const bool before = at > 0 && kWordByte[text_[at - 1]];
    const bool after = at < size_ && kWordByte[text_[at]];
    return before != after;
  }

  // The last place where a match may begin if what it must hold, in its order, is to lie behind;
  // before `begin` when there is none.
  int32_t LatestBegin(int32_t begin) const {
    int32_t at = end_;
    for (size_t i = machine_.order_.size(); i-- > 0;) {
      const ByteSet& set = ByteSetPool::At(machine_.order_[i]);
      --at;
      while (at >= begin && !set.Has(text_[at])) --at;
      if (at < begin) return begin - 1;
    }
    return std::min(at, end_ - 1);
  }

  // A match that begins at `at`.
  Outcome From(int32_t at) {
    frames_.Clear();
    std::fill_n(captures_, machine_.slots_, -1);
    captures_[0] = at;
    int32_t step = machine_.start_;
    while (true) {
      if (--budget_ < 0) return Outcome::kGaveUp;
      const Step& now = steps_[step];
      if (now.op == Op::kMatch) {
        captures_[1] = at;
        return Outcome::kMatch;
      }
      if (Take(now, &step, &at)) continue;
      if (!GoBack(&step, &at)) return Outcome::kNoMatch;
    }
  }

  // Does one step; false when it does not fit.
  [[gnu::always_inline]] bool Take(const Step& now, int32_t* step, int32_t* at) {
    switch (now.op) {
      case Op::kByte:
        if (*at >= end_ || text_[*at] != now.byte) return false;
        ++*at;
        break;
      case Op::kSet:
        if (*at >= end_ || !ByteSetPool::At(now.set).Has(text_[*at])) return false;
        ++*at;
        break;
      case Op::kString:
        if (end_ - *at < now.byte ||
            std::memcmp(text_ + *at, machine_.strings_.data() + now.other, now.byte) != 0) {
          return false;
        }
        *at += now.byte;
        break;
      case Op::kRun:
        return Run(now, step, at);
      case Op::kLazyRun:
        return LazyRun(now, step, at);
      case Op::kSplit: {
        const bool next = MayFollow(now.next_ahead, *at);
        const bool other = MayFollow(now.other_ahead, *at);
        if (next && other) Push({Frame::Kind::kGoOn, now.other, *at, 0});
        if (!next && !other) return false;
        *step = next ? now.next : now.other;
        return true;
      }
      case Op::kSave:
        if (!frames_.empty()) {
          Push({Frame::Kind::kRestore, 0, now.byte, captures_[now.byte]});
        }
        captures_[now.byte] = *at;
        break;
      case Op::kTextBegin:
        if (*at != 0) return false;
        break;
      case Op::kTextEnd:
        if (*at != size_) return false;
        break;
      case Op::kWordEdge:
        if (!WordEdge(*at)) return false;
        break;
      case Op::kNoWordEdge:
        if (WordEdge(*at)) return false;
        break;
      case Op::kMatch:
        break;
    }
    *step = now.next;
    return true;
  }

  void PushRun(const Step& step, int32_t at, int32_t limit) {
    const auto index = static_cast<uint16_t>(&step - steps_);
    Push({Frame::Kind::kRun, index, at, limit});
  }

  int32_t Most(const Step& run, int32_t begin) const {
    const bool endless = run.max == RegexMachine::kEndless || run.max >= end_ - begin;
    return endless ? end_ : begin + run.max;
  }

  [[gnu::always_inline]] bool Run(const Step& now, int32_t* step, int32_t* at) {
    const ByteSet& set = ByteSetPool::At(now.set);
    const int32_t begin = *at;
    const int32_t most = Most(now, begin);
    int32_t last = begin;
    while (last < most && set.Has(text_[last])) ++last;
    budget_ -= (last - begin) >> 3;
    if (last - begin < now.byte) return false;
    // Where the run's bytes cannot begin what follows, only its natural end will do.
    const int32_t least = now.apart ? last : begin + now.byte;
    return Shrink(now, last, least, step, at);
  }

  // Goes on behind the longest run that ends in [least, last] and that something may follow.
  [[gnu::always_inline]] bool Shrink(const Step& now, int32_t last, int32_t least, int32_t* step,
                                     int32_t* at) {
    for (; last >= least; --last) {
      if (MayFollow(now.next_ahead, last)) break;
    }
    if (last < least) return false;
    if (last > least) PushRun(now, last, least);
    *step = now.next;
    *at = last;
    return true;
  }

  bool LazyRun(const Step& now, int32_t* step, int32_t* at) {
    const ByteSet& set = ByteSetPool::At(now.set);
    const int32_t begin = *at;
    if (end_ - begin < now.byte) return false;
    for (int32_t i = begin; i < begin + now.byte; ++i) {
      if (!set.Has(text_[i])) return false;
    }
    const int32_t most = Most(now, begin);
    return Grow(now, begin + now.byte, most, step, at);
  }

  // Goes on behind the shortest run that ends in [least, most] and that something may follow.
  [[gnu::always_inline]] bool Grow(const Step& now, int32_t least, int32_t most, int32_t* step,
                                   int32_t* at) {
    const ByteSet& set = ByteSetPool::At(now.set);
    int32_t last = least;
    while (!MayFollow(now.next_ahead, last)) {
      if (last >= most || !set.Has(text_[last])) return false;
      ++last;
    }
    budget_ -= (last - least) >> 3;
    if (last < most) PushRun(now, last, most);
    *step = now.next;
    *at = last;
    return true;
  }

  // To the last place where there was a choice; false when there is none left.
  [[gnu::always_inline]] bool GoBack(int32_t* step, int32_t* at) {
    while (!frames_.empty()) {
      const Frame frame = frames_.Pop();
      --budget_;
      if (frame.kind == Frame::Kind::kRestore) {
        captures_[frame.at] = frame.limit;
        continue;
      }
      const Step& then = steps_[frame.step];
      if (frame.kind == Frame::Kind::kGoOn) {
        *step = frame.step;
        *at = frame.at;
        return true;
      }
      if (then.op == Op::kRun) {
        if (Shrink(then, frame.at - 1, frame.limit, step, at)) return true;
      } else if (ByteSetPool::At(then.set).Has(text_[frame.at]) &&
                 Grow(then, frame.at + 1, frame.limit, step, at)) {
        return true;
      }
    }
    return false;
  }

  const RegexMachine& machine_;
  const Step* const steps_;
  const uint8_t* text_;
  int32_t size_;
  int32_t end_;
  int32_t* captures_;
  FrameStack& frames_;
  int64_t budget_;
};

RegexMachine::Outcome RegexMachine::Search(const Range& range, int32_t* captures) const {
  return RegexMachineRun(*this, range, captures).Search(range);
}

}  // namespace pathex
