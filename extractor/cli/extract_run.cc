#include "extractor/cli/extract_run.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_set>

#include "extractor/base/sha256.h"
#include "extractor/bulk/again.h"
#include "extractor/bulk/failed_record.h"
#include "extractor/bulk/flow.h"
#include "extractor/bulk/run.h"
#include "extractor/bulk/watch.h"
#include "extractor/cli/console.h"
#include "extractor/cli/inputs.h"
#include "extractor/cli/progress.h"
#include "extractor/cli/shard.h"
#include "extractor/cli/stats.h"
#include "extractor/sinks/durable_file.h"
#include "extractor/sinks/open.h"

namespace pathex {
namespace {

constexpr size_t kReportsToMeasureRulesOn = 20;

int Fail(const Error& error, ExitCode code) {
  PrintError(error);
  return code;
}

// Set by a signal: a watch ends when it is told to.
std::atomic<bool> stop_watching = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal sets it");

void StopAtSignals() {
  struct sigaction action {};
  action.sa_handler = [](int) { stop_watching = true; };
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

// What cannot be asked for together, or misses something.
std::optional<Error> CheckOptions(const ExtractOptions& options) {
  const auto usage = [](const std::string& message) {
    return Error{"U001", "pathex extract", message + "; pathex extract --help tells more"};
  };
  const bool in_place = IsWrittenInPlace(options.output);
  if (options.paths.empty() && options.watch.empty() && !options.only_failed) {
    return usage("PATH is required");
  }
  if (!options.watch.empty() && !options.paths.empty()) {
    return usage("--watch DIR takes no PATH beside it");
  }
  if ((options.resume || options.only_failed) && in_place) {
    return usage(std::string(options.resume ? "--resume" : "--only-failed") +
                 " needs the file or database of the earlier run: -o FILE");
  }
  const SinkKind kind = KindOfSink(options.output);
  if (options.pretty && kind != SinkKind::kNdjson) {
    return usage("--pretty is for people; \"" + options.output + "\" is for programs");
  }
  if (options.only_failed && (kind == SinkKind::kCsvFile || kind == SinkKind::kCsvFolder)) {
    return usage("--only-failed cannot put rows into CSV; run everything again");
  }
  return std::nullopt;
}

// Costs of stages and rules, from all threads.
class Measurement {
 public:
  explicit Measurement(const Extractor& extractor) : extractor_(extractor) {}

  void Add(const Observation& seen) {
    RunStats stats;
    stats.Add(Stage::kRead, seen.read);
    stats.Add(Stage::kExtract, seen.extract);
    stats.Add(Stage::kWrite, seen.write);
    stats.bytes = seen.source->bytes;
    if (!seen.failed) MeasureStages(extractor_, *seen.record, &stats);
    const std::lock_guard<std::mutex> lock(mutex_);
    stats_.Add(stats);
  }

  // The dearest rules, measured on the first reports once the run is over.
  void AddRuleCosts(const InputWalk& walk, const PreparedReading& reading,
                    const FileReader& files) {
    size_t left = kReportsToMeasureRulesOn;
    walk([&](const std::string& path) {
      for (const Source& source : ReadInput(path, files, reading)) {
        if (left == 0 || WhyFailed(source) != nullptr) continue;
        MeasureRules(extractor_, extractor_.Extract(source), &stats_);
        --left;
      }
      return left > 0;
    });
  }

  std::string ToString(double seconds) const { return stats_.ToString(seconds); }

 private:
  const Extractor& extractor_;
  std::mutex mutex_;
  RunStats stats_;
};

// Everything that one run needs, built up step by step.
class ExtractRun {
 public:
  ExtractRun(const ExtractOptions& options, const Session& session)
      : options_(options), session_(session) {}

  int Run() {
    if (const auto error = CheckOptions(options_)) return Fail(*error, kExitUsage);
    if (const int code = Prepare(); code != kExitFine) return code;
    if (const int code = FindInputs(); code != kExitFine) return code;
    return options_.only_failed ? RunOnlyFailed() : RunAll();
  }

 private:
  int Prepare() {
    const Result<KnowledgeOptions> knowledge = FindKnowledge(options_.knowledge, session_);
    if (!knowledge) return Fail(knowledge.error(), kExitKnowledge);
    knowledge_ = *knowledge;
    Result<PreparedReading> reading = PrepareReading(options_.reading, knowledge_, session_);
    if (!reading) return Fail(reading.error(), ExitCodeOfReading(reading.error()));
    reading_ = std::move(*reading);
    Result<Extractor> extractor = Extractor::Load(
        {knowledge_.lexicons, knowledge_.schemas, options_.reading.language, knowledge_.cache},
        *session_.files);
    if (!extractor) return Fail(extractor.error(), kExitKnowledge);
    extractor_.emplace(std::move(*extractor));
    // For ever: to give all that memory back piece by piece takes as long as a report does.
    static const Extractor* const kKept = new Extractor(*extractor_);
    (void)kKept;
    if (const auto error = CheckLanguage(options_.reading.language, extractor_->lexicons())) {
      return Fail(*error, kExitUsage);
    }
    return kExitFine;
  }

  int FindInputs() {
    if (options_.only_failed) {
      Result<FailedInputs> failed = ReadFailedInputs(FailedPath(), *session_.files);
      if (!failed) return Fail(failed.error(), kExitFailed);
      failed_ = std::move(*failed);
      walk_ = [this](const std::function<bool(const std::string&)>& take) {
        for (const std::string& path : failed_.inputs) {
          if (!take(path)) return;
        }
      };
      return kExitFine;
    }
    walk_ = [this](const std::function<bool(const std::string&)>& take) {
      bool stopped = false;
      auto empty = ForEachInput(options_.paths, options_.reading.patterns, *session_.files,
                                [&](const std::string& path) {
                                  stopped = stopped || !take(path);
                                  return !stopped;
                                });
      if (stopped) return;  // cut short, as the counting one may be: it knows nothing of the rest
      const std::lock_guard<std::mutex> lock(no_reports_mutex_);
      no_reports_ = std::move(empty);
    };
    if (options_.shard.empty()) return kExitFine;
    const Result<Shard> shard = ParseShard(options_.shard);
    if (!shard) return Fail(shard.error(), kExitUsage);
    walk_ = OnlyShard(walk_, *shard);
    return kExitFine;
  }

  std::string FailedPath() const { return BesideOutput(options_.output, "failed.ndjson"); }
  std::string JournalPath() const { return BesideOutput(options_.output, "journal"); }

  // What decides the output, but for the inputs.
  std::string RunHash() const {
    const ReadingOptions& reading = options_.reading;
    std::string all = extractor_->engine().version + "\n" + extractor_->engine().lexicons_sha256 +
                      "\n" + extractor_->engine().schema_sha256;
    for (const std::string& word :
         {reading.language, reading.format, reading.encoding, reading.profile, reading.id_column,
          reading.text_column, options_.shard, options_.watch}) {
      all += "\n" + word;
    }
    for (const std::string& limit : reading.limits) all += "\nlimit " + limit;
    for (const std::string& pattern : reading.patterns) all += "\ninclude " + pattern;
    return Sha256Hex(all + (options_.pretty ? "\npretty" : ""));
  }

  BulkOptions Settings(Measurement* measurement, Progress* progress) {
    BulkOptions bulk;
    bulk.jobs = options_.line_buffered ? 1 : JobsOf(options_.jobs);
    bulk.pretty = options_.pretty;
    bulk.document_seconds = options_.time_limit;
    if (!options_.watch.empty()) bulk.mark_seconds = 0;  // what has come is there to be seen
    bulk.feed.reading = &reading_.options;
    bulk.feed.line_buffered = options_.line_buffered;
    bulk.feed.next_step = [this](Error error, const std::string& path) {
      return WithNextStep(std::move(error), path, *session_.files);
    };
    bulk.feed.consumed = &census_.consumed;
    bulk.feed.skip_inputs = options_.watch.empty() ? resume_.mark.inputs : 0;
    bulk.feed.skip_documents = resume_.mark.documents;
    bulk.resumed = resume_.mark;
    if (options_.stats) {
      bulk.observe = [measurement](const Observation& seen) { measurement->Add(seen); };
    }
    bulk.progress = [progress](const Tally& tally) { progress->Step(tally); };
    bulk.failed = [progress](const Failure& failure) {
      progress->Hide();
      PrintError({failure.reason.code, failure.reason.where, failure.reason.message});
    };
    return bulk;
  }

  // The journal of this output, and where its earlier run stands.
  std::optional<Error> OpenJournal() {
    if (IsWrittenInPlace(options_.output)) return std::nullopt;
    if (options_.resume) {
      Result<ResumePoint> point =
          options_.watch.empty()
              ? FindResumePoint(JournalPath(), RunHash(), walk_)
              : ReadJournal(JournalPath(), RunHash(),
                            [this](const InputFile& input) { had_.insert(Key(input)); });
      if (!point) return point.error();
      resume_ = std::move(*point);
    }
    Result<Journal> journal = Journal::Open(JournalPath(), RunHash(), resume_.journal_bytes);
    if (!journal) {
      Error error = journal.error();
      if (error.code == "U011") error.where = options_.output;  // the name that the user gave
      return error;
    }
    journal_.emplace(std::move(*journal));
    return std::nullopt;
  }

  static size_t Key(const InputFile& input) {
    return std::hash<std::string>()(ValidUtf8(input.path) + "\n" + std::to_string(input.size) +
                                    "\n" + std::to_string(input.time));
  }

  // How many bytes there are, counted beside the run.
  std::thread CountInputs() {
    return std::thread([this] {
      bool known = options_.watch.empty() && !options_.output.empty();
      walk_([&](const std::string& path) {
        InputFile input;
        known = known && LookAt(path, &input);
        census_.bytes += input.size;
        return known && !census_over_;
      });
      census_.complete = known;
    });
  }

  void Feeding(Feed* feed) {
    if (options_.watch.empty()) return feed->Run(walk_);
    StopAtSignals();
    const auto error = WatchFolder(options_.watch, &stop_watching, [&](const std::string& path) {
      InputFile input;
      input.path = path;
      if (!LookAt(path, &input) || !IsReport(path, options_.reading.patterns, *session_.files) ||
          !had_.insert(Key(input)).second) {
        return true;
      }
      return feed->Input(path) && feed->Flush();
    });
    if (error) watch_error_ = *error;
  }

  int RunAll() {
    if (const auto error = OpenJournal()) {
      return Fail(*error, error->code == "U014" ? kExitUsage : kExitFailed);
    }
    Result<std::unique_ptr<Sink>> sink =
        OpenSink(options_.output, knowledge_.schemas, *session_.files, resume_.mark.output,
                 options_.watch.empty() ? Naming::kWhenWhole : Naming::kAtOnce);
    if (!sink) {
      DropJournal();
      return Fail(sink.error(), sink.error().code[0] == 'L' ? kExitKnowledge : kExitFailed);
    }
    const int code = RunInto(sink->get(), journal_ ? FailedPath() : "");
    if (code == kExitFine || code == kExitFailed) {
      if (!broken_ && options_.watch.empty()) DropJournal();
    }
    return code;
  }

  void DropJournal() {
    if (!journal_ || resume_.journal_bytes > 0) {
      // An earlier run's journal is only dropped by a run that has come to its end.
      if (!finished_) return;
    }
    if (journal_) std::remove(JournalPath().c_str());
  }

  // Runs all inputs, closes the sink, says how it was.
  int RunInto(Sink* sink, const std::string& failed_path) {
    Stopwatch watch;
    Measurement measurement(*extractor_);
    BulkResult result;
    {
      std::thread counting = CountInputs();
      Progress progress(options_.quiet ? Progress::Show::kNever : Progress::Show::kYes, census_,
                        resume_.mark.tally.records);
      result = RunBulk(*extractor_, *session_.files, Settings(&measurement, &progress),
                       {sink, journal_ ? &*journal_ : nullptr, failed_path},
                       [this](Feed* feed) { Feeding(feed); });
      census_over_ = true;
      counting.join();
    }
    std::optional<Error> error = result.error ? result.error : sink->Close();
    broken_ = error.has_value();
    finished_ = !broken_;
    for (const std::string& folder : no_reports_) PrintNoReports(folder);
    if (error) PrintError(*error);
    if (watch_error_) PrintError(*watch_error_);
    if (options_.stats) {
      const double seconds = watch.Lap();
      measurement.AddRuleCosts(walk_, reading_, *session_.files);
      PrintFaults(measurement.ToString(seconds));
    }
    if (!options_.quiet) Summarize(result.tally, failed_path);
    return broken_ || watch_error_ || result.tally.failed > 0 || !no_reports_.empty() ? kExitFailed
                                                                                      : kExitFine;
  }

  static void Summarize(const Tally& tally, const std::string& failed_path) {
    Say(tally.Summary());
    const std::string frequent = tally.FrequentDiagnostics();
    if (!frequent.empty() && tally.records > 1)
      PrintFaults("most frequent diagnostics:\n" + frequent);
    if (tally.failed > 0 && !failed_path.empty()) {
      Say("failed inputs are listed in " + failed_path + "; --only-failed runs them again");
    }
  }

  // The failed inputs again; their records go where the old ones stand.
  int RunOnlyFailed() {
    const SinkKind kind = KindOfSink(options_.output);
    const bool lines = HasRecordLines(kind);
    const std::string again = lines ? BesideOutput(options_.output, "again") : options_.output;
    const std::string failed_again = FailedPath() + ".again";
    Result<std::unique_ptr<Sink>> sink =
        OpenSink(again, knowledge_.schemas, *session_.files, {}, Naming::kAtOnce);
    if (!sink) return Fail(sink.error(), kExitFailed);
    if (const auto error = (*sink)->Forget(failed_.reports)) return Fail(*error, kExitFailed);
    const int code = RunInto(sink->get(), failed_again);
    if (broken_) return code;
    if (lines) {
      const Compression compression = kind == SinkKind::kZstd   ? Compression::kZstd
                                      : kind == SinkKind::kGzip ? Compression::kGzip
                                                                : Compression::kNone;
      const auto error =
          ReplaceRecords(options_.output, again, failed_.inputs, compression, options_.output);
      if (error) return Fail(*error, kExitFailed);
      std::remove(again.c_str());
    }
    if (std::rename(failed_again.c_str(), FailedPath().c_str()) != 0) {
      std::remove(FailedPath().c_str());  // nothing failed this time
    }
    return code;
  }

  const ExtractOptions& options_;
  const Session& session_;
  KnowledgeOptions knowledge_;
  PreparedReading reading_;
  std::optional<Extractor> extractor_;
  InputWalk walk_;
  FailedInputs failed_;
  std::mutex no_reports_mutex_;
  std::vector<std::string> no_reports_;
  std::optional<Journal> journal_;
  ResumePoint resume_;
  std::unordered_set<size_t> had_;  // inputs of a watch
  Census census_;
  std::atomic<bool> census_over_ = false;
  std::optional<Error> watch_error_;
  bool broken_ = false, finished_ = false;
};

}  // namespace

int RunExtract(const ExtractOptions& options, const Session& session) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error with a message
  return ExtractRun(options, session).Run();
}

}  // namespace pathex
