// pathex_bench: how fast, against what, and with how much memory. Prints one table.
//
// Absolute times depend on the machine and on who shares it. The ratios are taken in interleaved
// rounds, each on reports that were not seen before, and are what to compare between machines and
// versions. All times are CPU times but for those of starting a program.
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "extractor/base/json.h"
#include "tests/bench/bench_process.h"
#include "tests/bench/bench_work.h"

namespace pathex {
namespace {

struct Options {
  uint64_t seed = 1;
  uint64_t reports = 1000;  // a round
  uint64_t rounds = 7;
  size_t hostile_bytes = 10'000'000;
  std::string knowledge = PATHEX_SOURCE_DIR;  // folder with lexicons/ and schemas/
  bool check = false;
};

constexpr int kHostileLimit = 20;  // CPU seconds after which a hostile report is given up

enum class Goal { kNone, kAtLeast, kAtMost };

// The table, and whether the goals that stand in it were reached.
class Table {
 public:
  void Section(const char* title) { std::printf("\n%s\n", title); }

  void Row(const std::string& what, double value, const char* unit, Goal goal = Goal::kNone,
           double limit = 0) {
    const int decimals = value < 10 ? 2 : value < 1000 ? 1 : 0;
    std::printf("  %-46s %12.*f %-10s", what.c_str(), decimals, value, unit);
    if (goal != Goal::kNone) {
      const bool reached = goal == Goal::kAtLeast ? value >= limit : value <= limit;
      std::printf(" %s  (goal: at %s %g)", reached ? "ok  " : "MISS",
                  goal == Goal::kAtLeast ? "least" : "most", limit);
      missed_ += !reached;
    }
    std::printf("\n");
    std::fflush(stdout);
  }

  void Missing(const std::string& what, const char* why) {
    std::printf("  %-46s %12s %s\n", what.c_str(), "-", why);
    ++missed_;
  }

  int missed() const { return missed_; }

 private:
  int missed_ = 0;
};

uint64_t BytesOf(const std::vector<InventedReport>& reports) {
  uint64_t bytes = 0;
  for (const InventedReport& report : reports) bytes += report.text.size();
  return bytes;
}

// One JSON line a report, as the Python script reads them.
std::string JsonLines(const std::vector<InventedReport>& reports, size_t count) {
  std::string lines;
  for (size_t i = 0; i < std::min(count, reports.size()); ++i) {
    lines += Json{{"id", reports[i].id}, {"text", reports[i].text}}.dump() + "\n";
  }
  return lines;
}

// CPU seconds a report of the Python script; 0 when it cannot run.
double TimePython(const TemporaryFolder& folder, const std::vector<InventedReport>& reports) {
  const size_t count = std::max<size_t>(50, reports.size() / 10);
  const std::string input = folder.Write("python.ndjson", JsonLines(reports, count));
  const char* python = access("/usr/bin/python3", X_OK) == 0 ? "/usr/bin/python3" : "python3";
  const ProcessResult run = RunProcess(
      {python, "-B", PATHEX_SOURCE_DIR "/tests/bench/baseline.py", input}, Errors::kKeep);
  const Result<Json> said = ParseJsonValue(run.errors);
  if (!run.ok || !said) return 0;
  return said->value("cpu_seconds", 0.0) / said->value("reports", 1.0);
}

// CPU seconds of `wc -w` over the same bytes.
double TimeWords(const TemporaryFolder& folder, const std::vector<InventedReport>& reports) {
  std::string all;
  for (const InventedReport& report : reports) all += report.text;
  const std::string path = folder.Write("words.txt", all);
  const ProcessResult run = RunProcess({"wc", "-w", path});
  return run.ok ? run.cpu_seconds : 0;
}

// In a process of its own each time: what a program that has just been started needs for reports it
// has never seen, against the second time around.
void ColdAndWarm(const Options& options, Table* table) {
  std::vector<double> ratios;
  std::vector<double> loads;
  for (uint64_t i = 0; i < 3; ++i) {
    const std::vector<double> seconds = InFork([&] {
      const auto reports = InventReports(options.seed + 1000, i * options.reports, options.reports);
      const double began = ThreadCpuSeconds();
      const Extractor extractor = LoadExtractor(options.knowledge);
      const double load = ThreadCpuSeconds() - began;
      const double cold = TimeExtraction(extractor, reports);
      return std::vector<double>{load, cold, TimeExtraction(extractor, reports)};
    });
    if (seconds.size() != 3) return table->Missing("cold / warm", "the process failed");
    loads.push_back(seconds[0] * 1e3);
    ratios.push_back(seconds[1] / seconds[2]);
  }
  table->Row("loading lexicons and schemas", Median(loads), "ms");
  table->Row("cold (just started, fresh reports) / warm", Median(ratios), "x", Goal::kAtMost, 1.2);
}

void Rounds(const Options& options, const Extractor& extractor, Table* table) {
  const TemporaryFolder folder;
  std::vector<double> per_report, per_second, byte_walk, words, python;
  double bytes = 0;
  for (uint64_t round = 0; round < options.rounds; ++round) {
    const auto reports =
        InventReports(options.seed, round * options.reports, options.reports);  // fresh ones
    const double count = static_cast<double>(reports.size());
    const double whole = TimeExtraction(extractor, reports);
    const double walk = TimeByteWalk(reports);
    const double wc = TimeWords(folder, reports);
    const double script = TimePython(folder, reports);
    bytes += static_cast<double>(BytesOf(reports));
    per_report.push_back(whole / count * 1e6);
    per_second.push_back(static_cast<double>(BytesOf(reports)) / whole / 1e6);
    byte_walk.push_back(whole / walk);
    if (wc > 0) words.push_back(whole / wc);
    if (script > 0) python.push_back(script / (whole / count));
  }
  table->Section("whole extraction: bytes in, JSON out, one thread, fresh reports");
  table->Row("mean report", bytes / static_cast<double>(options.rounds * options.reports), "bytes");
  table->Row("time", Median(per_report), "us/report");
  table->Row("rate", 1e6 / Median(per_report), "reports/s", Goal::kAtLeast, 8000);
  table->Row("throughput", Median(per_second), "MB/s");
  table->Section("ratios, each the median of the rounds");
  table->Row("extraction / byte-walk", Median(byte_walk), "x", Goal::kAtMost, 14);
  if (words.empty()) {
    table->Missing("extraction / wc -w", "wc could not be run");
  } else {
    table->Row("extraction / wc -w", Median(words), "x", Goal::kAtMost, 5);
  }
  if (python.empty()) {
    table->Missing("Python re script (16 patterns) / extraction", "python3 could not be run");
  } else {
    table->Row("Python re script (16 patterns) / extraction", Median(python), "x", Goal::kAtLeast,
               5);
  }
}

// How much longer than usual the slowest hundredth of the reports take.
void SlowReports(const Options& options, const Extractor& extractor, Table* table) {
  const auto reports =
      InventReports(options.seed + 4000, 0, std::max<uint64_t>(options.reports, 300));
  std::vector<double> seconds = TimeEach(extractor, reports);
  std::sort(seconds.begin(), seconds.end());
  table->Row("slowest hundredth (p99) / median",
             seconds[seconds.size() * 99 / 100] / seconds[seconds.size() / 2], "x", Goal::kAtMost,
             5);
}

void StageTimes(const Options& options, const Extractor& extractor, Table* table) {
  const auto reports =
      InventReports(options.seed + 2000, 0, std::min<uint64_t>(options.reports, 300));
  table->Section("stages, one after the other over the same reports");
  double sum = 0;
  for (const auto& [name, microseconds] :
       TimeStages(extractor, reports, static_cast<int>(options.rounds))) {
    table->Row(name, microseconds, "us/report");
    sum += microseconds;
  }
  table->Row("sum", sum, "us/report");
}

void Hostile(const Options& options, const Extractor& extractor, Table* table) {
  table->Section("hostile reports (CPU seconds each)");
  double worst = 0;
  for (const auto& [name, text] : HostileTexts(options.hostile_bytes)) {
    const std::vector<double> seconds = InFork(
        [&] {
          std::string out;
          const double began = ThreadCpuSeconds();
          ExtractOne(extractor, "hostile", text, &out);
          return std::vector<double>{ThreadCpuSeconds() - began};
        },
        kHostileLimit);
    worst = std::max(worst, seconds.empty() ? double{kHostileLimit} : seconds[0]);
    if (seconds.empty()) {
      table->Missing(name, "stopped: too slow, or it crashed");
    } else {
      table->Row(name, seconds[0], "s");
    }
  }
  table->Row("worst of them", worst, "s", Goal::kAtMost, 2);
}

#ifdef PATHEX_PROGRAM
double MedianWallMilliseconds(const std::vector<std::string>& command) {
  std::vector<double> milliseconds;
  for (int i = 0; i < 15; ++i) {
    const ProcessResult run = RunProcess(command);
    if (run.ok) milliseconds.push_back(run.wall_seconds * 1e3);
  }
  return Median(milliseconds);
}

void Program(const Options& options, Table* table) {
  const TemporaryFolder folder;
  const uint64_t count = options.reports * 2;
  std::string first;
  for (const InventedReport& report : InventReports(options.seed + 3000, 0, count)) {
    const std::string path = folder.Write("reports/" + report.id + ".txt", report.text);
    if (first.empty()) first = path;
  }
  const std::string lexicons = options.knowledge + "/lexicons";
  const std::string schemas = options.knowledge + "/schemas";
  table->Section("the program");
  table->Row("start (--version)", MedianWallMilliseconds({PATHEX_PROGRAM, "--version"}), "ms",
             Goal::kAtMost, 50);
  const std::string script = PATHEX_SOURCE_DIR "/bin/pathex";
  // Only where the script would find everything built: this must not start a build.
  if (std::string_view(PATHEX_PROGRAM) == PATHEX_SOURCE_DIR "/build/release/pathex") {
    table->Row("start through bin/pathex", MedianWallMilliseconds({script, "--version"}), "ms",
               Goal::kAtMost, 50);
  }
  std::vector<std::string> once = {PATHEX_PROGRAM, "extract",   first,  "--lexicons",
                                   lexicons,       "--schemas", schemas};
  RunProcess(once);  // compiles the lexicons and keeps them
  table->Row("one report, from start to end", MedianWallMilliseconds(once), "ms", Goal::kAtMost,
             50);
  once.push_back("--no-cache");
  table->Row("the same, lexicons compiled anew", MedianWallMilliseconds(once), "ms");
  const std::string reports = folder.Path("reports");
  const std::string output = folder.Path("records.ndjson");
  for (unsigned threads = 1; threads <= std::thread::hardware_concurrency(); threads *= 2) {
    const ProcessResult run =
        RunProcess({PATHEX_PROGRAM, "extract", reports, "--lexicons", lexicons, "--schemas",
                    schemas, "-q", "-j", std::to_string(threads), "-o", output});
    const std::string with =
        " (" + std::to_string(threads) + (threads == 1 ? " thread)" : " threads)");
    if (!run.ok) {
      table->Missing("files in, one file out" + with, "the program failed");
      continue;
    }
    table->Row("files in, one file out" + with, static_cast<double>(count) / run.wall_seconds,
               "reports/s");
    table->Row("peak memory" + with, run.peak_megabytes, "MB", Goal::kAtMost, 150);
  }
}
#endif

int Usage() {
  std::fputs(
      "usage: bench [--reports N] [--rounds N] [--seed N] [--knowledge DIR] [--quick] [--check]\n"
      "  --reports N  reports a round (default 1000)\n"
      "  --rounds N   rounds (default 7)\n"
      "  --seed N     of the invented reports (default 1)\n"
      "  --knowledge DIR  folder with lexicons/ and schemas/ (default: the project)\n"
      "  --quick      two small rounds: shows that it runs, not how fast\n"
      "  --check      exit status 1 when a goal was missed\n",
      stderr);
  return 2;
}

bool ReadOptionsOf(int argc, char** argv, Options* options) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--quick") {
      options->reports = 100;
      options->rounds = 2;
      options->hostile_bytes = 1'000'000;
    } else if (word == "--check") {
      options->check = true;
    } else if (word == "--knowledge" && i + 1 < argc) {
      options->knowledge = argv[++i];
    } else {
      uint64_t* number = word == "--reports"  ? &options->reports
                         : word == "--rounds" ? &options->rounds
                         : word == "--seed"   ? &options->seed
                                              : nullptr;
      if (number == nullptr || ++i == argc) return false;
      const char* end = argv[i] + std::strlen(argv[i]);
      if (std::from_chars(argv[i], end, *number).ptr != end) return false;
    }
  }
  return options->reports > 0 && options->rounds > 0;
}

int Main(int argc, char** argv) {
  Options options;
  if (!ReadOptionsOf(argc, argv, &options)) return Usage();
#ifndef NDEBUG
  std::puts("this is no release build: the figures mean nothing");
#endif
  Table table;
  std::printf("%llu rounds of %llu invented reports, seed %llu\n",
              static_cast<unsigned long long>(options.rounds),
              static_cast<unsigned long long>(options.reports),
              static_cast<unsigned long long>(options.seed));
  table.Section("start");
  ColdAndWarm(options, &table);  // first: its processes must not inherit a warm extractor
#ifdef PATHEX_PROGRAM
  Program(options, &table);  // no peak of memory is told that is less than this process's own
#endif
  const Extractor extractor = LoadExtractor(options.knowledge);
  Rounds(options, extractor, &table);
  SlowReports(options, extractor, &table);
  StageTimes(options, extractor, &table);
  Hostile(options, extractor, &table);
  std::printf("\n%d of the goals missed\n", table.missed());
  return options.check && table.missed() > 0 ? 1 : 0;
}

}  // namespace
}  // namespace pathex

int main(int argc, char** argv) { return pathex::Main(argc, argv); }
