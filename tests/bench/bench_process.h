// Other programs as the benchmark sees them: how long they took and how much memory they needed.
#ifndef PATHEX_TESTS_BENCH_BENCH_PROCESS_H_
#define PATHEX_TESTS_BENCH_BENCH_PROCESS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace pathex {

double ThreadCpuSeconds();
double WallSeconds();

struct ProcessResult {
  bool ok = false;  // it could be started and ended with status 0
  double wall_seconds = 0;
  double cpu_seconds = 0;  // user and system
  double peak_megabytes = 0;
  std::string errors;  // what it wrote to standard error, when that was asked for
};

enum class Errors { kDrop, kKeep };

// Runs it with standard output to /dev/null, in the C locale.
ProcessResult RunProcess(const std::vector<std::string>& command, Errors errors = Errors::kDrop);

// Runs `work` in a fork of this process and returns the numbers it returned; empty when it failed
// or needed more than `cpu_limit` seconds (0 = no limit).
std::vector<double> InFork(const std::function<std::vector<double>()>& work, int cpu_limit = 0);

// A new folder for files of the benchmark; removed with all it holds when this goes.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string Path(const std::string& name) const { return path_ + "/" + name; }
  // Writes a file and returns its path.
  std::string Write(const std::string& name, const std::string& bytes) const;

 private:
  std::string path_;
};

double Median(std::vector<double> values);

}  // namespace pathex

#endif  // PATHEX_TESTS_BENCH_BENCH_PROCESS_H_
