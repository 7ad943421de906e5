#include "extractor/bulk/flow.h"

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <thread>

#include "extractor/bulk/thread_notes.h"

namespace pathex {
namespace {

using Filter = tbb::filter<void, Flowing*>;

// A raw pointer travels: the pipeline copies what it carries.
Filter AddStage(const Filter& before, const FlowStage& stage) {
  const bool ordered = stage.order == FlowStage::Order::kInput;
  return before & tbb::make_filter<Flowing*, Flowing*>(
                      ordered ? tbb::filter_mode::serial_in_order : tbb::filter_mode::parallel,
                      [&stage, ordered](Flowing* piece) {
                        const ThreadNotes notes;
                        notes.Take(piece);
                        if (ordered) notes.Take(&stage);
                        stage.work(piece);
                        if (ordered) notes.Hand(&stage);
                        notes.Hand(piece);
                        return piece;
                      });
}

void RunParallel(size_t jobs, const std::function<std::unique_ptr<Flowing>()>& next,
                 const std::vector<FlowStage>& stages) {
  const ThreadNotes notes;
  Filter filter = tbb::make_filter<void, Flowing*>(tbb::filter_mode::serial_in_order,
                                                   [&](tbb::flow_control& control) {
                                                     notes.Take(&next);
                                                     Flowing* piece = next().release();
                                                     notes.Hand(&next);
                                                     if (piece == nullptr) {
                                                       control.stop();
                                                     } else {
                                                       notes.Hand(piece);
                                                     }
                                                     return piece;
                                                   });
  for (const FlowStage& stage : stages) filter = AddStage(filter, stage);
  const auto end =
      tbb::make_filter<Flowing*, void>(tbb::filter_mode::parallel, [&](Flowing* piece) {
        notes.Take(piece);
        delete piece;
        notes.Hand(&stages);
      });
  const tbb::global_control control(tbb::global_control::max_allowed_parallelism, jobs);
  tbb::task_arena arena(static_cast<int>(jobs));
  arena.execute([&] { tbb::parallel_pipeline(jobs * kPiecesAJob, filter & end); });
  notes.Take(&next);
  for (const FlowStage& stage : stages) notes.Take(&stage);
  notes.Take(&stages);
}

}  // namespace

size_t JobsOf(size_t jobs) {
  return jobs > 0 ? jobs : std::max<size_t>(1, std::thread::hardware_concurrency());
}

void RunFlow(size_t jobs, const std::function<std::unique_ptr<Flowing>()>& next,
             const std::vector<FlowStage>& stages) {
  jobs = JobsOf(jobs);
  if (jobs > 1) return RunParallel(jobs, next, stages);
  while (const std::unique_ptr<Flowing> piece = next()) {
    for (const FlowStage& stage : stages) stage.work(piece.get());
  }
}

}  // namespace pathex
