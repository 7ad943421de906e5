// pathex review: a page for spot-checking records against their reports.
#include <pwd.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <thread>

#include "extractor/cli/commands.h"
#include "extractor/cli/console.h"
#include "extractor/cli/knowledge.h"
#include "extractor/cli/output.h"
#include "extractor/cli/reading.h"
#include "extractor/review/server.h"
#include "extractor/review/session.h"
#include "extractor/review/static_page.h"

namespace pathex {
namespace {

struct ReviewOptions {
  std::string records, texts, html, verdicts = "review.sqlite", reviewer;
  int port = 0;
  SampleWish sample;
  KnowledgeOptions knowledge;
  ReadingOptions reading;
};

int Fail(const Error& error, ExitCode code) {
  PrintError(error);
  return code;
}

// The name of who is logged in, "reviewer" when there is none.
std::string LoginName() {
  for (const char* variable : {"LOGNAME", "USER"}) {
    const char* name = std::getenv(variable);
    if (name != nullptr && *name != '\0') return name;
  }
  const passwd* user = getpwuid(getuid());
  return user != nullptr && user->pw_name != nullptr ? user->pw_name : "reviewer";
}

Result<ReviewSetting> LoadSetting(const ReviewOptions& options, const std::string& schemas,
                                  const Session& session) {
  Result<FieldTable> table = LoadFieldTable(schemas + "/review.json", *session.files);
  if (!table) return table.error();
  const Result<EvaluationSpec> spec =
      LoadEvaluationSpec(schemas + "/evaluation.json", *session.files);
  if (!spec) return spec.error();
  const Result<std::string> schema = session.files->Read(schemas + "/report.schema.json");
  if (!schema) return schema.error();
  Result<Json> parsed = ParseJsonValue(*schema);
  if (!parsed) return parsed.error();
  Result<ReportSchema> checker = ReportSchema::Load(schemas, *session.files);
  if (!checker) return checker.error();
  Result<Deck> deck = LoadDeck(options.records, *table, *spec, options.sample);
  if (!deck) return deck.error();
  return ReviewSetting{std::move(*deck), std::move(*table), std::move(*parsed), std::move(*checker),
                       options.reviewer};
}

int WriteHtml(const ReviewOptions& options, const ReviewSetting& setting, ReportTexts* texts) {
  Result<Output> output = Output::Open(options.html);
  if (!output) return Fail(output.error(), kExitFailed);
  WriteStaticPage(setting, texts, [&](std::string_view piece) { output->Write(piece); });
  if (const std::optional<Error> error = output->Close()) return Fail(*error, kExitFailed);
  Say("wrote " + Count(setting.deck.cards.size(), "record") + " to " + options.html +
      "; it holds the reports, so keep it where they may be kept");
  return kExitFine;
}

// Blocks the signals that end a program, in this thread and those it starts, and waits for one.
class EndSignals {
 public:
  EndSignals() {
    sigemptyset(&signals_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals_, signal);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  }
  void Wait() const {
    int signal = 0;
    sigwait(&signals_, &signal);
  }

 private:
  sigset_t signals_;
};

int Serve(const ReviewOptions& options, const ReviewSetting& setting, ReportTexts* texts) {
  Result<Ledger> ledger = Ledger::Open(options.verdicts, Ledger::Access::kWrite);
  if (!ledger) return Fail(ledger.error(), kExitFailed);
  if (const auto error = ledger->SaveDesign(setting.deck.design)) return Fail(*error, kExitFailed);
  ReviewSession review(setting, texts, &*ledger);
  const Result<size_t> carried = review.CarryOver();
  if (!carried) return Fail(carried.error(), kExitFailed);
  if (*carried > 0) {
    Say("carried over " + Count(*carried, "verdict") + " on values that have not changed");
  }
  const EndSignals signals;
  ReviewServer server(&review);
  const Result<int> port = server.Bind(options.port);
  if (!port) return Fail(port.error(), kExitFailed);
  Say(Count(setting.deck.cards.size(), "record") + " to review as \"" + setting.reviewer +
      "\"; verdicts go to " + options.verdicts + "; open this address, end with Ctrl-C:");
  std::printf("%s\n", server.Url().c_str());
  std::fflush(stdout);
  std::thread serving([&] { server.Serve(); });
  signals.Wait();
  server.Stop();
  serving.join();
  return kExitFine;
}

int RunReview(ReviewOptions options, const Session& session) {
  if (options.reviewer.empty()) options.reviewer = LoginName();
  KnowledgeOptions wanted = options.knowledge;
  wanted.lexicons = "-";  // not needed here, so not looked for
  const Result<KnowledgeOptions> knowledge = FindKnowledge(wanted, session);
  if (!knowledge) return Fail(knowledge.error(), kExitKnowledge);
  const Result<PreparedReading> reading = PrepareReading(options.reading, *knowledge, session);
  if (!reading) return Fail(reading.error(), ExitCodeOfReading(reading.error()));
  const Result<ReviewSetting> setting = LoadSetting(options, knowledge->schemas, session);
  if (!setting) {
    const bool schemas = setting.error().where.starts_with(knowledge->schemas);
    return Fail(setting.error(), schemas ? kExitKnowledge : kExitFailed);
  }
  for (const Error& fault : setting->deck.faults) PrintError(fault);
  if (setting->deck.repeated > 0) {
    Say(Count(setting->deck.repeated, "line") + " repeated an earlier record and left out");
  }
  ReportTexts texts(options.texts, reading->options, *session.files);
  const int code = options.html.empty() ? Serve(options, *setting, &texts)
                                        : WriteHtml(options, *setting, &texts);
  return code == kExitFine && !setting->deck.faults.empty() ? kExitFailed : code;
}

}  // namespace

void AddReview(CLI::App* app, Session* session) {
  auto options = std::make_shared<ReviewOptions>();
  CLI::App* command = app->add_subcommand("review", "a page for checking records by key");
  command->add_option("RECORDS", options->records, "a file of records, one a line")->required();
  command->add_option("--texts", options->texts, "folder of the reports (default: their paths)")
      ->type_name("DIR");
  CLI::Option* html = command
                          ->add_option("--html", options->html,
                                       "write the whole page to a file instead, for a\nbrowser "
                                       "without server; not with --port or\n--verdicts")
                          ->type_name("FILE");
  CLI::Option* sample =
      command
          ->add_option("--sample", options->sample.size,
                       "review N records: half the most doubtful, half\nat random from the rest")
          ->type_name("N")
          ->check(CLI::Range(1, 1'000'000'000).description(""));
  command->add_option("--seed", options->sample.seed, "of the random half (default: 1)")
      ->type_name("S")
      ->needs(sample)
      ->check(CLI::Range(1, 1'000'000'000).description(""));
  CLI::Option* verdicts =
      command
          ->add_option("--verdicts", options->verdicts, "where verdicts are saved, review.sqlite")
          ->type_name("FILE");
  command->add_option("--reviewer", options->reviewer, "whose verdicts (default: who is logged in)")
      ->type_name("NAME");
  CLI::Option* port =
      command->add_option("--port", options->port, "of 127.0.0.1 (default: any that is free)")
          ->type_name("N")
          ->check(CLI::Range(1, 65535).description(""));
  // Not by Option::excludes: its help lists options by their address in memory.
  command->parse_complete_callback([=] {
    for (const CLI::Option* other : {port, verdicts}) {
      if (html->count() > 0 && other->count() > 0) {
        throw CLI::ExcludesError("--html", other->get_name());
      }
    }
  });
  AddReadingOptions(command, &options->reading);
  AddSchemasOption(command, &options->knowledge);
  command->footer(
      "The page lists the most doubtful records first. Each key press is on disk before the page\n"
      "says so; press ? there for all keys. It listens on 127.0.0.1 only and needs the address "
      "that\n"
      "is printed. A report is shown when its SHA-256 is that of the record; say with the reading\n"
      "options how it was read, where that was said to extract.\n\n"
      "Examples:\n"
      "  pathex review records.ndjson --texts feeds/\n"
      "  pathex review records.ndjson --texts feeds/ --sample 200 --seed 7\n"
      "  pathex review records.ndjson --texts feeds/ --html page.html\n"
      "  pathex verdicts review.sqlite --as summary");
  command->callback([=] { session->run = [=] { return RunReview(*options, *session); }; });
}

}  // namespace pathex
