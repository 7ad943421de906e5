// Terms of the files and of topics: their forms in the vocabulary and in the tree.
#include <algorithm>

#include "extractor/lexicon/compiler.h"
#include "extractor/lexicon/forms.h"

namespace pathex {
namespace {

std::string WithoutBlanksAndHyphens(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c != ' ' && c != '-' && c != '\n') out += c;
  }
  return out;
}

}  // namespace

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

}  // namespace pathex
