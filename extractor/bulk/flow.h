// Flow: pieces of work through stages, several at once, in the order in which they came.
#ifndef PATHEX_EXTRACTOR_BULK_FLOW_H_
#define PATHEX_EXTRACTOR_BULK_FLOW_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace pathex {

// What flows. Stages cast it back to what they know it is.
struct Flowing {
  virtual ~Flowing() = default;
};

struct FlowStage {
  enum class Order {
    kAny,    // several pieces at once, on any thread
    kInput,  // one piece at a time, in the order of the input
  };
  Order order;
  std::function<void(Flowing*)> work;
};

// Gives every piece that `next` returns to every stage, on `jobs` threads (0: one a processor),
// until `next` returns nullptr; pieces are destroyed behind the last stage. `next` is called by one
// thread at a time and may wait. At most kPiecesAJob pieces a thread are under way, so memory is
// bounded and a slow stage slows `next`. With one job no thread is started.
inline constexpr size_t kPiecesAJob = 3;
void RunFlow(size_t jobs, const std::function<std::unique_ptr<Flowing>()>& next,
             const std::vector<FlowStage>& stages);

// `jobs`, or one a processor for 0.
size_t JobsOf(size_t jobs);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BULK_FLOW_H_
