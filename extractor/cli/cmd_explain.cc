// pathex explain: one report with its evidence marked, and why each value was read or not.
#include <CLI/CLI.hpp>
#include <memory>

#include "extractor/bulk/failed_record.h"
#include "extractor/cli/commands.h"
#include "extractor/cli/console.h"
#include "extractor/cli/explain.h"
#include "extractor/cli/knowledge.h"
#include "extractor/cli/output.h"
#include "extractor/cli/reading.h"
#include "extractor/pipeline.h"

namespace pathex {
namespace {

struct ExplainOptions {
  std::string path, colour = "auto", id;
  KnowledgeOptions knowledge;
  ReadingOptions reading;
};

int Fail(const Error& error, ExitCode code) {
  PrintError(error);
  return code;
}

void ExplainSource(const Source& source, const Extractor& extractor, Page* page) {
  const Record record = extractor.Extract(source);
  const ExplainContext context = MakeExplainContext(record, extractor.assembly());
  std::string about = source.format.empty() ? "unread" : source.format;
  if (!record.language.empty()) about += ", " + record.language;
  about += ", " + Count(source.bytes, "byte");
  page->Line({{Harmless(source.id), "1"}, {"  " + Harmless(source.path) + "  " + about, "2"}});
  ExplainText(context, page);
  ExplainValues(context, page);
  ExplainRest(context, page);
}

Error UnknownId(const ExplainOptions& options, const std::vector<Source>& sources) {
  std::vector<std::string> ids;
  ids.reserve(sources.size());
  for (const Source& source : sources) ids.push_back(source.id);
  return {"U013", options.path,
          "no report \"" + options.id + "\" here" + Suggestion(options.id, ids) +
              "; pathex extract writes the ids as source.id"};
}

int RunExplain(const ExplainOptions& options, const Session& session) {
  const Result<KnowledgeOptions> knowledge = FindKnowledge(options.knowledge, session);
  if (!knowledge) return Fail(knowledge.error(), kExitKnowledge);
  const Result<PreparedReading> reading = PrepareReading(options.reading, *knowledge, session);
  if (!reading) return Fail(reading.error(), ExitCodeOfReading(reading.error()));
  const Result<Extractor> extractor = Extractor::Load(
      {knowledge->lexicons, knowledge->schemas, options.reading.language, knowledge->cache},
      *session.files);
  if (!extractor) return Fail(extractor.error(), kExitKnowledge);
  if (const auto error = CheckLanguage(options.reading.language, extractor->lexicons())) {
    return Fail(*error, kExitUsage);
  }
  if (options.path != "-" && session.files->IsFolder(options.path)) {
    return Fail({"U005", options.path, "is a folder; explain takes one file"}, kExitUsage);
  }
  const std::vector<Source> sources = ReadInput(options.path, *session.files, *reading);
  Page page(TerminalWidth(), UseColour(ColourFromWord(options.colour), stdout) ? Page::Colour::kYes
                                                                               : Page::Colour::kNo);
  bool any = false, failed = false;
  for (const Source& source : sources) {
    if (!options.id.empty() && options.id != source.id) continue;
    if (any) page.Line("");
    any = true;
    if (const Diagnostic* error = WhyFailed(source)) {
      PrintError({error->code, error->where, error->message});
      failed = true;
    } else {
      ExplainSource(source, *extractor, &page);
    }
  }
  if (!any) return Fail(UnknownId(options, sources), kExitUsage);
  Result<Output> output = Output::Open("");
  if (!output) return Fail(output.error(), kExitFailed);
  output->Write(page.text());
  if (const std::optional<Error> error = output->Close()) return Fail(*error, kExitFailed);
  return failed ? kExitFailed : kExitFine;
}

}  // namespace

void AddExplain(CLI::App* app, Session* session) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = app->add_subcommand("explain", "show a report with the proof of every value");
  command->add_option("FILE", options->path, "a report, or - for standard input")->required();
  command->add_option("--id", options->id, "of several reports in the file, only this one")
      ->type_name("ID");
  command->add_option("--color,--colour", options->colour, "auto, always or never")
      ->check(CLI::IsMember(kColourWords).description(""))
      ->type_name("WHEN");
  AddReadingOptions(command, &options->reading);
  AddKnowledgeOptions(command, &options->knowledge);
  AddCacheOption(command, &options->knowledge);
  command->footer(
      "First the report: evidence in the colour of its field, what was read but not used "
      "underlined;\n"
      "without colour [evidence](m1) and {not used}(m2). Then every value with its quotation, "
      "place,\n"
      "rule and cues; then what was not used and why (negated, historical, lost to another "
      "mention);\n"
      "what was odd; and the reasons to look again. m1, m2, … are the mentions of the record.\n\n"
      "Examples:\n"
      "  pathex explain report.txt\n"
      "  pathex explain report.txt --color always | less -R\n"
      "  pathex explain messages.hl7 --id S24-1234");
  command->callback([=] { session->run = [=] { return RunExplain(*options, *session); }; });
}

}  // namespace pathex
