#include "extractor/lexicon/compile.h"

#include <algorithm>

#include "extractor/lexicon/compiler.h"

namespace pathex {

std::string LexiconCompiler::TopicOf(const Json& root) {
  return root.is_object() && root.contains("topic") && root["topic"].is_string()
             ? root["topic"].get<std::string>()
             : "";
}

void LexiconCompiler::Fault(const LexiconFile& file, const std::string& pointer,
                            std::string_view code, std::string_view message,
                            std::string_view hint) {
  faults_->Add(Severity::kError, file.document, pointer, code, message, hint);
}

bool LexiconCompiler::CheckKeys(const LexiconFile& file, const std::string& pointer,
                                const Json& object, const std::vector<std::string>& known) {
  if (!object.is_object()) {
    Fault(file, pointer, "L003", "expected an object { … }");
    return false;
  }
  for (auto it = object.begin(); it != object.end(); ++it) {
    if (std::find(known.begin(), known.end(), it.key()) != known.end()) continue;
    const std::string near = DidYouMean(it.key(), known);
    Fault(file, pointer + "/" + EscapePointer(it.key()), "L003", "unknown key \"" + it.key() + "\"",
          near.empty() ? "" : "did you mean \"" + near + "\"?");
  }
  return true;
}

std::vector<std::string> LexiconCompiler::Strings(const LexiconFile& file,
                                                  const std::string& pointer, const Json& json) {
  std::vector<std::string> out;
  if (!json.is_array()) {
    Fault(file, pointer, "L003", "expected a list of strings");
    return out;
  }
  for (size_t i = 0; i < json.size(); ++i) {
    if (json[i].is_string()) {
      out.push_back(json[i].get<std::string>());
    } else {
      Fault(file, pointer + "/" + std::to_string(i), "L003", "expected a string");
    }
  }
  return out;
}

void LexiconCompiler::DraftTopic(const LexiconFile& file) {
  const Json& root = file.document.root;
  CheckKeys(file, "", root,
            {"$schema", "language", "topic", "about", "terms", "use", "rules", "panel", "shapes",
             "correct", "confuse", "panels"});
  const bool has_rules = root.contains("rules") || root.contains("panel");
  if (root.contains("panels") && !has_rules) return;  // read where a panel takes them in
  TopicDraft* draft = nullptr;
  for (TopicDraft& known : drafts_) {
    if (out_->topics[known.index].name == TopicOf(root)) draft = &known;
  }
  if (draft == nullptr || has_rules) {
    Topic topic;
    topic.name = TopicOf(root);
    topic.file = file.name;
    out_->topics.push_back(std::move(topic));
    TopicDraft fresh;
    fresh.index = static_cast<uint16_t>(out_->topics.size() - 1);
    fresh.file = &file;
    drafts_.push_back(fresh);
    draft = &drafts_.back();
  }
  if (!has_rules) return;  // terms only: for others to use
  if (root.contains("terms")) {
    for (auto it = root["terms"].begin(); it != root["terms"].end(); ++it) AddTerm(draft, it.key());
  }
  if (root.contains("use")) {
    for (const std::string& name : Strings(file, "/use", root["use"])) {
      if (AddTerm(draft, name) < 0)
        Fault(file, "/use", "L005", "no topic has a term \"" + name + "\"");
    }
  }
}

void LexiconCompiler::Enter(const LexiconFile& file, const std::string& pointer) {
  entered_ = &file;
  entered_at_ = pointer;
}

// A lexicon with a fault is used for nothing, so that it does not matter where its compilation
// ends.
std::unique_ptr<Lexicon> LexiconCompiler::Run() {
  try {
    Compile();
  } catch (const Json::exception& error) {
    const std::string_view what = error.what();  // "[json.exception.type_error.302] type must be …"
    const size_t bracket = what.find("] ");
    Fault(*entered_, entered_at_, "L003",
          "a value here is of the wrong type: " +
              std::string(what.substr(bracket == std::string_view::npos ? 0 : bracket + 2)),
          "schemas/lexicon.schema.json says which type each key has");
  }
  return std::move(out_);
}

void LexiconCompiler::Compile() {
  out_->language = language_;
  for (const LexiconFile* file : files_) {
    Enter(*file, "");
    if (!file->document.root.is_object() || TopicOf(file->document.root).empty()) {
      Fault(*file, "", "L003",
            "a lexicon file is an object with \"language\", \"topic\" and \"about\"");
    }
  }
  for (const LexiconFile* file : files_) {
    Enter(*file, "/terms");
    ReadTerms(*file);
  }
  for (const LexiconFile* file : files_) {
    Enter(*file, "");
    if (TopicOf(file->document.root) == "language") ReadLanguage(*file);
  }
  for (const LexiconFile* file : files_) {
    Enter(*file, "/shapes");
    if (TopicOf(file->document.root) != "language") ReadShapes(*file);
  }
  for (const LexiconFile* file : files_) {
    Enter(*file, "");
    const std::string topic = TopicOf(file->document.root);
    if (topic == "sections") ReadSections(*file);
    if (topic == "context") ReadContext(*file);
    if (topic != "language" && topic != "sections" && topic != "context" && !topic.empty())
      DraftTopic(*file);
  }
  if (out_->topics.size() > TopicSet::kMost) {
    Fault(*drafts_.back().file, "/topic", "L013",
          "more than " + std::to_string(TopicSet::kMost) + " topics in one language: join some");
    return;
  }
  for (TopicDraft& draft : drafts_) {
    const bool pseudo = static_cast<int>(draft.index) == out_->context_topic ||
                        static_cast<int>(draft.index) == out_->section_topic;
    if (pseudo) AddForms(&draft, 0);
    if (!pseudo) CollectSelectors(&draft);
  }
  for (TopicDraft& draft : drafts_) DealSymbols(&draft);
  for (TopicDraft& draft : drafts_) {
    if (draft.file->document.root.contains("rules")) ReadRules(&draft);
    if (draft.file->document.root.contains("panel")) ReadPanel(&draft);
  }
  CheckPanelsAreTakenIn();
  for (const LexiconFile* file : files_) {
    Repairs(*file, "correct", true);
    Repairs(*file, "confuse", false);
  }
  FillSectionBits();
  for (Topic& topic : out_->topics) FillGates(&topic);
  FillWordFeatures();
  out_->vocabulary.Freeze();
  out_->forms.Freeze({[&](const FormOutput& output) {
                        return out_->topics[output.topic].leads.HasSymbol(output.symbol);
                      },
                      [&](uint16_t topic) { return out_->KeepsHits(topic); }});
}

std::unique_ptr<Lexicon> CompileLexicon(const std::string& language,
                                        const std::vector<const LexiconFile*>& files,
                                        Faults* faults) {
  return LexiconCompiler(language, files, faults).Run();
}

}  // namespace pathex
