#include "tests/bench/bench_process.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace pathex {
namespace {

double Seconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double Seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

std::string ReadAll(int descriptor) {
  std::string all;
  std::array<char, 4096> buffer;
  for (ssize_t n = 0; (n = read(descriptor, buffer.data(), buffer.size())) > 0;) {
    all.append(buffer.data(), static_cast<size_t>(n));
  }
  return all;
}

[[noreturn]] void Become(const std::vector<std::string>& command, int errors) {
  const int null = open("/dev/null", O_RDWR);
  dup2(null, STDIN_FILENO);
  dup2(null, STDOUT_FILENO);
  dup2(errors >= 0 ? errors : null, STDERR_FILENO);
  setenv("LC_ALL", "C", 1);
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execvp(arguments[0], arguments.data());
  _exit(127);
}

}  // namespace

double ThreadCpuSeconds() { return Seconds(CLOCK_THREAD_CPUTIME_ID); }
double WallSeconds() { return Seconds(CLOCK_MONOTONIC); }

ProcessResult RunProcess(const std::vector<std::string>& command, Errors errors) {
  ProcessResult result;
  std::array<int, 2> ends = {-1, -1};
  if (errors == Errors::kKeep && pipe2(ends.data(), O_CLOEXEC) != 0) return result;
  const double began = WallSeconds();
  const pid_t child = fork();
  if (child == 0) Become(command, ends[1]);
  if (ends[1] >= 0) {
    close(ends[1]);
    result.errors = ReadAll(ends[0]);
    close(ends[0]);
  }
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) != child) return result;
  result.wall_seconds = WallSeconds() - began;
  result.ok = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  result.cpu_seconds = Seconds(usage.ru_utime) + Seconds(usage.ru_stime);
  result.peak_megabytes = static_cast<double>(usage.ru_maxrss) / 1024;
  return result;
}

std::vector<double> InFork(const std::function<std::vector<double>()>& work, int cpu_limit) {
  std::array<int, 2> ends;
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return {};
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    const rlimit limit = {static_cast<rlim_t>(cpu_limit), static_cast<rlim_t>(cpu_limit)};
    if (cpu_limit > 0) setrlimit(RLIMIT_CPU, &limit);
    const std::vector<double> numbers = work();
    const size_t bytes = numbers.size() * sizeof(double);
    const bool written = write(ends[1], numbers.data(), bytes) == static_cast<ssize_t>(bytes);
    _exit(written ? 0 : 1);
  }
  close(ends[1]);
  const std::string bytes = child < 0 ? "" : ReadAll(ends[0]);
  close(ends[0]);
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child || status != 0) return {};
  std::vector<double> numbers(bytes.size() / sizeof(double));
  std::copy_n(bytes.data(), numbers.size() * sizeof(double),
              reinterpret_cast<char*>(numbers.data()));
  return numbers;
}

TemporaryFolder::TemporaryFolder() {
  path_ = (std::filesystem::temp_directory_path() / "pathex-bench-XXXXXX").string();
  if (mkdtemp(path_.data()) == nullptr) {
    std::perror("cannot make a temporary folder");
    std::exit(1);
  }
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryFolder::Write(const std::string& name, const std::string& bytes) const {
  const std::filesystem::path path = Path(name);
  std::filesystem::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file << bytes;
  if (!file.flush()) {
    std::fprintf(stderr, "cannot write %s\n", path.c_str());
    std::exit(1);
  }
  return path.string();
}

double Median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace pathex
