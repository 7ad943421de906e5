// Ordered work: many threads, one order. What is handed on does not depend on how many threads ran.
#ifndef PATHEX_EXTRACTOR_CLI_ORDERED_H_
#define PATHEX_EXTRACTOR_CLI_ORDERED_H_

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace pathex {

// work(i) for i = 0 … n-1 on `jobs` threads, in any order; take(i, result) on the calling thread in
// the order of i, while later ones are still at work. At most kWindow results a thread wait for
// their turn, so memory stays bounded. With jobs = 1 no thread is started.
template <typename T>
void RunOrdered(size_t n, size_t jobs, const std::function<T(size_t)>& work,
                const std::function<void(size_t, T)>& take) {
  constexpr size_t kWindow = 16;
  jobs = std::min(jobs, n);
  if (jobs <= 1) {
    for (size_t i = 0; i < n; ++i) take(i, work(i));
    return;
  }
  std::mutex mutex;
  std::condition_variable changed;
  std::map<size_t, T> done;
  size_t next = 0, taken = 0;
  auto run = [&] {
    std::unique_lock<std::mutex> lock(mutex);
    for (;;) {
      changed.wait(lock, [&] { return next >= n || next < taken + kWindow * jobs; });
      if (next >= n) return;
      const size_t i = next++;
      lock.unlock();
      T result = work(i);
      lock.lock();
      done.emplace(i, std::move(result));
      changed.notify_all();
    }
  };
  std::vector<std::thread> threads;
  for (size_t t = 0; t < jobs; ++t) threads.emplace_back(run);
  std::unique_lock<std::mutex> lock(mutex);
  while (taken < n) {
    changed.wait(lock, [&] { return done.count(taken) > 0; });
    auto node = done.extract(taken);
    lock.unlock();
    take(node.key(), std::move(node.mapped()));
    lock.lock();
    ++taken;
    changed.notify_all();
  }
  lock.unlock();
  for (std::thread& thread : threads) thread.join();
}

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_CLI_ORDERED_H_
