#include "extractor/lexicon/compile.h"

#include <algorithm>

#include "extractor/lexicon/compiler.h"
#include "extractor/lexicon/forms.h"

namespace pathex {
namespace {

constexpr int kFirstSymbol = 0x80;
constexpr int kLastSymbol = 0xFF;

std::string WithoutBlanksAndHyphens(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c != ' ' && c != '-' && c != '\n') out += c;
  }
  return out;
}

}  // namespace

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

void LexiconCompiler::ReadTermValue(const LexiconFile& file, const std::string& pointer,
                                    const std::string& name, const Json& json, Term* term) {
  TermValue value;
  value.name = name;
  if (json.is_array()) {
    value.forms = Strings(file, pointer, json);
  } else if (json.is_object() && json.contains("forms")) {
    value.forms = Strings(file, pointer + "/forms", json["forms"]);
    for (auto it = json.begin(); it != json.end(); ++it) {
      if (it.key() == "forms") continue;
      if (it->is_string()) {
        value.attributes[it.key()] = it->get<std::string>();
      } else {
        Fault(file, pointer + "/" + EscapePointer(it.key()), "L003", "an attribute is a string");
      }
    }
  } else {
    Fault(file, pointer, "L003", "a value has a list of forms, or an object with \"forms\"");
  }
  term->values.push_back(std::move(value));
}

void LexiconCompiler::ReadTerms(const LexiconFile& file) {
  const Json& root = file.document.root;
  if (!root.contains("terms")) return;
  for (auto it = root["terms"].begin(); it != root["terms"].end(); ++it) {
    const std::string pointer = "/terms/" + EscapePointer(it.key());
    if (!it->is_object()) {
      Fault(file, pointer, "L003", "a term is an object: value -> forms");
      continue;
    }
    Term* term = nullptr;
    for (auto& [topic, known] : terms_[it.key()]) {
      if (topic == TopicOf(root)) term = known;  // any/ and the language add to one term
    }
    if (term == nullptr) {
      term = &out_->terms.emplace_back();
      term->name = it.key();
      term->origin = file.name;
      terms_[it.key()].emplace_back(TopicOf(root), term);
    }
    for (auto value = it->begin(); value != it->end(); ++value) {
      ReadTermValue(file, pointer + "/" + EscapePointer(value.key()), value.key(), *value, term);
    }
  }
}

int LexiconCompiler::AddTerm(TopicDraft* draft, const std::string& name) {
  auto known = draft->terms.find(name);
  if (known != draft->terms.end()) return known->second;
  auto found = terms_.find(name);
  if (found == terms_.end() || found->second.empty()) return -1;
  Topic& topic = out_->topics[draft->index];
  const Term* term = nullptr;
  for (auto& [owner, candidate] : found->second) {
    if (owner == topic.name) term = candidate;
  }
  for (auto& [owner, candidate] : found->second) {
    if (term == nullptr && owner == "language") term = candidate;
  }
  if (term == nullptr) term = found->second.front().second;
  topic.terms.push_back(term);
  const int index = static_cast<int>(topic.terms.size() - 1);
  draft->terms[name] = index;
  AddForms(draft, index);
  return index;
}

LexiconCompiler::TermForm LexiconCompiler::AddPathOf(uint16_t value, const std::string& text,
                                                     bool exact) {
  std::vector<WordId> path;
  const std::vector<Word> words = CutPlain(text);
  const bool any_word = std::any_of(words.begin(), words.end(),
                                    [](const Word& word) { return word.kind != WordKind::kOther; });
  for (size_t w = 0; w < words.size(); ++w) {
    const std::string_view spelling =
        std::string_view(text).substr(words[w].begin, words[w].end - words[w].begin);
    const bool inner = w > 0 && w + 1 < words.size();
    if (any_word && inner && spelling == "-") continue;
    path.push_back(out_->vocabulary.Add(spelling));
  }
  return {value, out_->forms.AddPath(path), text, exact ? WithoutBlanksAndHyphens(text) : "", -1};
}

// Many topics use the same terms: their forms are expanded once.
const std::vector<LexiconCompiler::TermForm>& LexiconCompiler::FormsOf(const Term& term) {
  const auto [it, fresh] = forms_of_.try_emplace(&term);
  std::vector<TermForm>& out = it->second;
  if (!fresh) return out;
  for (uint16_t v = 0; v < term.values.size(); ++v) {
    for (const std::string& form : term.values[v].forms) {
      Result<ExpandedForms> forms = ExpandForm(form);
      if (!forms) {
        out.push_back({v, 0, form, "", static_cast<int>(form_faults_.size())});
        form_faults_.push_back(forms.error());
        continue;
      }
      for (const std::string& text : forms->texts) {
        out.push_back(AddPathOf(v, text, forms->exact));
      }
    }
  }
  return out;
}

void LexiconCompiler::AddForms(TopicDraft* draft, int term_index) {
  const Term& term = *out_->topics[draft->index].terms[term_index];
  const LexiconFile* origin = draft->file;
  for (const LexiconFile* file : files_) {
    if (file->name == term.origin) origin = file;
  }
  for (const TermForm& form : FormsOf(term)) {
    const std::string& value = term.values[form.value].name;
    const auto fault = [&](std::string_view code, const std::string& what) {
      Fault(*origin, "/terms/" + EscapePointer(term.name) + "/" + EscapePointer(value), code,
            "\"" + form.text + "\"" + what);
    };
    if (form.fault >= 0) {
      const Error& error = form_faults_[static_cast<size_t>(form.fault)];
      fault(error.code, ": " + error.message);
      continue;
    }
    auto& meanings = meanings_[{draft->index, {form.node, form.exact}}];
    for (auto [other_term, other_value] : meanings) {
      if (other_term == term_index && other_value != form.value) {
        fault("L007",
              " is a form of both \"" + term.values[other_value].name + "\" and \"" + value + "\"");
      }
    }
    const std::pair<uint16_t, uint16_t> meaning(static_cast<uint16_t>(term_index), form.value);
    if (std::find(meanings.begin(), meanings.end(), meaning) == meanings.end()) {
      meanings.push_back(meaning);
    }
  }
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

void LexiconCompiler::DealSymbols(TopicDraft* draft) {
  Topic& topic = out_->topics[draft->index];
  std::map<std::vector<int>, uint8_t> symbol_of;
  std::map<std::vector<std::pair<uint16_t, uint16_t>>, uint16_t> entry_of;
  int next = kFirstSymbol;
  std::map<Selector, std::set<uint8_t>> bytes;
  auto first = meanings_.lower_bound({draft->index, {0, ""}});
  for (auto it = first; it != meanings_.end() && it->first.first == draft->index; ++it) {
    auto [known, fresh] =
        entry_of.try_emplace(it->second, static_cast<uint16_t>(topic.entries.size()));
    if (fresh) {
      Entry entry;
      entry.meanings = it->second;
      Features features;
      std::vector<int> signature;
      for (const auto& row : draft->selectors) {
        // Not a structured binding: clang 14 cannot capture one in a lambda.
        const Selector& selector = row.first;
        const int bit = row.second;
        const bool fits =
            std::any_of(it->second.begin(), it->second.end(), [&](const auto& meaning) {
              return meaning.first == selector.term &&
                     (selector.values.empty() ||
                      std::find(selector.values.begin(), selector.values.end(), meaning.second) !=
                          selector.values.end());
            });
        if (!fits) continue;
        signature.push_back(bit);
      }
      if (!signature.empty()) {
        auto [symbol, new_symbol] = symbol_of.try_emplace(signature, static_cast<uint8_t>(next));
        if (new_symbol && ++next > kLastSymbol + 1) {
          Fault(*draft->file, "/topic", "L013",
                "more than 128 different kinds of forms in one topic: split the topic");
          next = kLastSymbol;
        }
        entry.symbol = symbol->second;
        features.SetSymbol(entry.symbol);
        for (const auto& [selector, bit] : draft->selectors) {
          if (std::find(signature.begin(), signature.end(), bit) != signature.end()) {
            bytes[selector].insert(entry.symbol);
          }
        }
      }
      topic.entries.push_back(std::move(entry));
      topic.entry_features.push_back(features);
    }
    FormOutput output;
    output.topic = draft->index;
    output.entry = known->second;
    output.symbol = topic.entries[known->second].symbol;
    // Exact forms are tried before the general ones of the same words.
    out_->forms.AddOutput(it->first.second.first, output, it->first.second.second);
  }
  for (const auto& [selector, bit] : draft->selectors) {
    std::string regex = "[";
    for (uint8_t byte : bytes[selector]) {
      static constexpr char kHex[] = "0123456789abcdef";
      regex += "\\x";
      regex += kHex[byte >> 4];
      regex += kHex[byte & 15];
    }
    for (const uint8_t byte : bytes[selector]) draft->selector_features[selector].SetSymbol(byte);
    draft->selector_regex[selector] = regex.size() == 1 ? "[^\\x00-\\xff]" : regex + "]";
  }
}

void LexiconCompiler::Repairs(const LexiconFile& file, const char* key, bool spelling) {
  const Json& root = file.document.root;
  if (!root.contains(key)) return;
  for (const std::string& name : Strings(file, std::string("/") + key, root[key])) {
    for (const auto& [topic, term] : terms_[name]) {
      for (const TermValue& value : term->values) {
        for (const std::string& form : value.forms) {
          Result<ExpandedForms> forms = ExpandForm(form);
          if (!forms) continue;
          for (const std::string& text : forms->texts) {
            std::vector<WordId> code;
            bool digits = false, letters = false;
            for (const Word& word : CutPlain(text)) {
              const WordId id = out_->vocabulary.Add(
                  std::string_view(text).substr(word.begin, word.end - word.begin));
              if (spelling && word.kind == WordKind::kLetters)
                out_->vocabulary.AllowMisspelling(id);
              if (word.kind == WordKind::kDigits) digits = true;
              if (word.kind == WordKind::kLetters) letters = true;
              if (word.kind != WordKind::kOther) code.push_back(id);
            }
            if (!spelling && digits && letters && code.size() <= 4)
              out_->vocabulary.AllowConfusion(code);
          }
        }
      }
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
  out_->forms.Freeze();
}

std::unique_ptr<Lexicon> CompileLexicon(const std::string& language,
                                        const std::vector<const LexiconFile*>& files,
                                        Faults* faults) {
  return LexiconCompiler(language, files, faults).Run();
}

}  // namespace pathex
