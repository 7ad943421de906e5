// language.jsonc, sections.jsonc, context.jsonc.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "extractor/lexicon/compiler.h"
#include "extractor/lexicon/edit_distance.h"
#include "extractor/lexicon/example.h"
#include "extractor/lexicon/forms.h"
#include "extractor/lexicon/heading_key.h"
#include "extractor/text/fold.h"

namespace pathex {
namespace {

template <typename E>
bool ReadEnum(const Json& json, const std::vector<std::pair<const char*, E>>& names, E* out) {
  for (const auto& [name, value] : names) {
    if (json == name) {
      *out = value;
      return true;
    }
  }
  return false;
}

}  // namespace

// Shapes of every file are known everywhere; a name means one thing.
void LexiconCompiler::ReadShapes(const LexiconFile& file) {
  const Json& root = file.document.root;
  if (!root.is_object() || !root.contains("shapes")) return;
  for (auto it = root["shapes"].begin(); it != root["shapes"].end(); ++it) {
    const std::string pointer = "/shapes/" + EscapePointer(it.key());
    if (!it->is_string()) {
      Fault(file, pointer, "L003", "a shape is a piece of a pattern");
    } else if (!shapes_.emplace(it.key(), it->get<std::string>()).second &&
               shapes_[it.key()] != *it) {
      Fault(file, pointer, "L011",
            "another file has a shape of this name: choose a name of its own");
    }
  }
}

void LexiconCompiler::ReadLanguage(const LexiconFile& file) {
  const Json& root = file.document.root;
  CheckKeys(file, "", root,
            {"$schema",    "language",      "topic",          "about",         "shapes",
             "terms",      "abbreviations", "specimen_words", "answers",       "procedure_words",
             "item_words", "linking_words", "detect",         "numbers",       "relations",
             "units",      "decimal_marks", "list_separator", "joiners",       "stop_words",
             "correct",    "confuse",       "label_words",    "joined_titles", "leading_words"});
  LanguageRules& language = out_->rules_of_language;
  const auto strings = [&](const char* key) {
    return root.contains(key) ? FoldedStrings(file, std::string("/") + key, root[key])
                              : std::vector<std::string>();
  };
  const auto append = [&](const char* key, std::vector<std::string>* to) {
    std::vector<std::string> more = strings(key);
    std::move(more.begin(), more.end(), std::back_inserter(*to));
  };
  language.abbreviations.Add(strings("abbreviations"));
  language.specimen_words.Add(strings("specimen_words"));
  append("procedure_words", &language.procedure_words);
  language.item_words.Add(strings("item_words"));
  append("detect", &language.detect);
  language.joined_titles.Add(strings("joined_titles"));
  language.leading_words.Add(strings("leading_words"));
  for (std::string_view answer : strings("answers")) {
    const bool no_word_behind = answer.ends_with('.');
    if (no_word_behind) answer.remove_suffix(1);
    if (!answer.empty()) language.answers.Add(answer, no_word_behind);
  }
  language.linking_words.Add(strings("linking_words"));
  std::sort(language.detect.begin(), language.detect.end());
  if (root.contains("decimal_marks")) language.decimal_marks = strings("decimal_marks");
  if (root.contains("list_separator"))
    language.list_separator = root["list_separator"].get<std::string>();
  for (std::string& word : strings("stop_words")) stop_words_.insert(std::move(word));
  for (const std::string& word : strings("joiners"))
    out_->vocabulary.AllowGlue(out_->vocabulary.Add(word));
  ReadLabelWords(file, &language.label_words);
  ReadShapes(file);
  for (auto& [word, n] : NumberTable(file, "numbers")) language.numbers.Add(word, n);
  for (auto& [word, n] : NumberTable(file, "units")) language.units.Add(word, n);
  ReadRelations(file, &language);
}

std::vector<std::string> LexiconCompiler::FoldedStrings(const LexiconFile& file,
                                                        const std::string& pointer,
                                                        const Json& json) {
  std::vector<std::string> out = Strings(file, pointer, json);
  for (std::string& text : out) text = FoldString(text);
  return out;
}

void LexiconCompiler::ReadLabelWords(const LexiconFile& file, LabelWords* label_words) {
  const Json& root = file.document.root;
  if (!root.contains("label_words")) return;
  const Json& kinds = root["label_words"];
  CheckKeys(file, "/label_words", kinds, {"length", "answer", "remark", "rank"});
  const auto words_of = [&](const char* kind, WordSet* to) {
    if (!kinds.is_object() || !kinds.contains(kind)) return;
    *to = WordSet();
    to->Add(FoldedStrings(file, std::string("/label_words/") + kind, kinds[kind]));
  };
  words_of("length", &label_words->length);
  words_of("answer", &label_words->answer);
  words_of("remark", &label_words->remark);
  words_of("rank", &label_words->rank);
}

// Words and numbers, in thousandths.
std::vector<std::pair<std::string, int64_t>> LexiconCompiler::NumberTable(const LexiconFile& file,
                                                                          const char* key) {
  std::vector<std::pair<std::string, int64_t>> out;
  const Json& root = file.document.root;
  if (!root.contains(key)) return out;
  for (auto it = root[key].begin(); it != root[key].end(); ++it) {
    if (it->is_number()) {
      out.emplace_back(FoldString(it.key()), std::llround(it->get<double>() * 1000));
    } else {
      Fault(file, std::string("/") + key + "/" + EscapePointer(it.key()), "L003",
            "expected a number");
    }
  }
  return out;
}

void LexiconCompiler::ReadRelations(const LexiconFile& file, LanguageRules* language) {
  const Json& root = file.document.root;
  if (!root.contains("relations")) return;
  for (auto it = root["relations"].begin(); it != root["relations"].end(); ++it) {
    for (const std::string& form : Strings(file, "/relations/" + EscapePointer(it.key()), *it)) {
      std::string plain;
      const std::string folded = FoldString(form);
      for (char c : folded) {
        if (static_cast<uint8_t>(c) < 0x80) plain += c;
      }
      if (plain.size() != folded.size()) AppendNotation(folded, &plain);
      language->relations.emplace_back(plain, it.key());
      const std::vector<Word> words = CutPlain(plain);
      if (!words.empty()) out_->vocabulary.Add(std::string_view(plain).substr(0, words[0].end));
    }
  }
  std::stable_sort(language->relations.begin(), language->relations.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  language->relation_forms = ByFirstByte<uint16_t>();
  uint16_t number = 0;
  for (const auto& [form, sign] : language->relations) language->relation_forms.Add(form, number++);
}

uint16_t LexiconCompiler::PseudoTopic(const std::string& name, const LexiconFile* file,
                                      Term** term) {
  for (TopicDraft& draft : drafts_) {
    if (out_->topics[draft.index].name != name) continue;
    *term = const_cast<Term*>(out_->topics[draft.index].terms[0]);
    return draft.index;
  }
  *term = &out_->terms.emplace_back();
  (*term)->name = name;
  (*term)->origin = file->name;
  Topic topic;
  topic.name = name;
  topic.file = file->name;
  topic.terms.push_back(*term);
  out_->topics.push_back(std::move(topic));
  TopicDraft draft;
  draft.index = static_cast<uint16_t>(out_->topics.size() - 1);
  draft.file = file;
  draft.terms[name] = 0;
  drafts_.push_back(draft);
  return draft.index;
}

bool LexiconCompiler::ReadSets(const LexiconFile& file, const std::string& pointer,
                               const Json& json, Cue* cue) {
  if (!CheckKeys(file, pointer, json, {"polarity", "certainty", "time", "subject"})) return false;
  bool good = true;
  if (json.contains("polarity")) {
    cue->sets_polarity = true;
    good = good &&
           ReadEnum<Polarity>(json["polarity"],
                              {{"affirmed", Polarity::kAffirmed}, {"negated", Polarity::kNegated}},
                              &cue->sets.polarity);
  }
  if (json.contains("certainty")) {
    cue->sets_certainty = true;
    good = good && ReadEnum<Certainty>(json["certainty"],
                                       {{"certain", Certainty::kCertain},
                                        {"probable", Certainty::kProbable},
                                        {"uncertain", Certainty::kUncertain},
                                        {"hypothetical", Certainty::kHypothetical}},
                                       &cue->sets.certainty);
  }
  if (json.contains("time")) {
    cue->sets_time = true;
    good = good && ReadEnum<Time>(json["time"],
                                  {{"current", Time::kCurrent},
                                   {"historical", Time::kHistorical},
                                   {"planned", Time::kPlanned}},
                                  &cue->sets.time);
  }
  if (json.contains("subject")) {
    cue->sets_subject = true;
    good = good && ReadEnum<Subject>(json["subject"],
                                     {{"patient", Subject::kPatient}, {"other", Subject::kOther}},
                                     &cue->sets.subject);
  }
  if (!good) {
    Fault(file, pointer, "L003",
          "unknown value: polarity affirmed|negated, certainty "
          "certain|probable|uncertain|hypothetical, "
          "time current|historical|planned, subject patient|other");
  }
  return good;
}

// An object instead of a list of forms.
void LexiconCompiler::ReadSection(const LexiconFile& file, const std::string& pointer,
                                  const Json& json, SectionRule* section) {
  const auto strings = [&](const char* key, std::vector<std::string>* to) {
    if (json.contains(key)) *to = Strings(file, pointer + "/" + key, json[key]);
  };
  section->like = json.value("like", "");
  section->before_specimens = json.value("before_specimens", "");
  section->before_labels = json.value("before_labels", "");
  strings("label_in", &section->label_in);
  strings("label_among", &section->label_among);
  strings("not_types", &section->not_types);
  strings("part_of", &section->part_of);
  if (json.contains("sets")) {
    Cue sets;
    ReadSets(file, pointer + "/sets", json["sets"], &sets);
    section->sets = sets.sets;
    section->sets_time = sets.sets_time;
    section->sets_certainty = sets.sets_certainty;
    section->sets_subject = sets.sets_subject;
  }
  if (!json.contains("resumed")) return;
  const Json& resumed = json["resumed"];
  const std::string at = pointer + "/resumed";
  if (!CheckKeys(file, at, resumed, {"section", "by"})) return;
  if (!resumed.contains("section") || !resumed.contains("by")) {
    return Fault(file, at, "L003", "\"resumed\" names a \"section\" and what a line begins \"by\"");
  }
  section->resumed = resumed.value("section", "");
  section->resumed_by = Strings(file, at + "/by", resumed["by"]);
}

void LexiconCompiler::ReadSections(const LexiconFile& file) {
  const Json& root = file.document.root;
  CheckKeys(file, "", root, {"$schema", "language", "topic", "about", "sections"});
  if (!root.contains("sections")) return;
  Term* term = nullptr;
  const uint16_t topic = PseudoTopic("sections", &file, &term);
  out_->section_topic = topic;
  for (auto it = root["sections"].begin(); it != root["sections"].end(); ++it) {
    const std::string pointer = "/sections/" + EscapePointer(it.key());
    Enter(file, pointer);
    SectionRule section;
    section.id = it.key();
    TermValue value;
    value.name = it.key();
    if (it->is_array()) {
      value.forms = Strings(file, pointer, *it);
    } else if (CheckKeys(file, pointer, *it,
                         {"forms", "sets", "not_types", "like", "label_in", "label_among",
                          "part_of", "before_specimens", "before_labels", "resumed"}) &&
               it->contains("forms")) {
      value.forms = Strings(file, pointer + "/forms", (*it)["forms"]);
      ReadSection(file, pointer, *it, &section);
    }
    AddHeadings(value.forms, static_cast<int>(out_->sections.size()));
    term->values.push_back(std::move(value));
    out_->sections.push_back(std::move(section));
  }
  std::stable_sort(
      out_->headings.begin(), out_->headings.end(),
      [](const HeadingForm& a, const HeadingForm& b) { return a.key.size() < b.key.size(); });
}

void LexiconCompiler::AddHeadings(const std::vector<std::string>& forms, int section) {
  for (const std::string& form : forms) {
    const Result<ExpandedForms> expanded = ExpandForm(form);
    if (!expanded) continue;
    for (const std::string& text : expanded->texts) {
      int words = 0;
      for (const Word& word : CutPlain(text)) words += word.kind == WordKind::kLetters;
      // A number alone tells "REPORT 2" from "REPORT": no error may hide it.
      if (text.find_first_of("0123456789") != std::string::npos) continue;
      const std::string key = HeadingKey(text);
      if (key.size() <= kLongestEdited)
        out_->headings.push_back({key, LetterSet(key), words, section});
    }
  }
}

void LexiconCompiler::AddAlike(std::vector<std::string>* ids) const {
  const size_t named = ids->size();
  for (size_t i = 0; i < named; ++i) {
    for (const SectionRule& section : out_->sections) {
      if (!section.like.empty() && section.like == (*ids)[i]) ids->push_back(section.id);
    }
  }
}

void LexiconCompiler::ReadCue(const LexiconFile& file, const std::string& pointer, const Json& json,
                              Term* term) {
  if (!CheckKeys(file, pointer, json,
                 {"id", "about", "sets", "direction", "forms", "scope", "types", "not_types",
                  "examples"})) {
    return;
  }
  Cue cue;
  const std::string id = json.value("id", "");
  if (id.empty()) Fault(file, pointer, "L003", "a cue needs an \"id\"");
  cue.id = file.language + "/" + id;
  cue.pseudo = !json.contains("sets");
  if (!cue.pseudo) ReadSets(file, pointer + "/sets", json["sets"], &cue);
  const std::string direction = json.value("direction", "forward");
  cue.forward = direction == "forward" || direction == "both";
  cue.backward = direction == "backward" || direction == "both";
  if (!cue.forward && !cue.backward) {
    Fault(file, pointer + "/direction", "L003", "direction is forward, backward or both");
  }
  if (json.contains("scope") &&
      CheckKeys(file, pointer + "/scope", json["scope"], {"within", "max_words"})) {
    cue.max_words = json["scope"].value("max_words", 0);
    cue.whole_block = json["scope"].value("within", "sentence") == "block";
  }
  if (json.contains("types")) cue.types = Strings(file, pointer + "/types", json["types"]);
  if (json.contains("not_types"))
    cue.not_types = Strings(file, pointer + "/not_types", json["not_types"]);
  for (const char* kind : {"match", "reject"}) {
    if (!json.contains("examples") || !json["examples"].contains(kind)) continue;
    const std::string at = pointer + "/examples/" + kind;
    const std::vector<std::string> markups = Strings(file, at, json["examples"][kind]);
    for (size_t i = 0; i < markups.size(); ++i) {
      Result<Example> example = ParseExample(markups[i]);
      if (!example) {
        Fault(file, at + "/" + std::to_string(i), example.error().code, example.error().message);
        continue;
      }
      example->pointer = at + "/" + std::to_string(i);
      (kind[0] == 'm' ? cue.match : cue.reject).push_back(std::move(*example));
    }
  }
  if (cue.match.empty() || (cue.reject.empty() && !cue.pseudo)) {
    Fault(file, pointer, "L012", "a cue needs at least one match and one reject example");
  }
  TermValue value;
  value.name = cue.id;
  if (json.contains("forms")) value.forms = Strings(file, pointer + "/forms", json["forms"]);
  term->values.push_back(std::move(value));
  out_->cues.push_back(std::move(cue));
}

void LexiconCompiler::ReadContext(const LexiconFile& file) {
  const Json& root = file.document.root;
  CheckKeys(file, "", root, {"$schema", "language", "topic", "about", "cues", "stops"});
  Term* term = nullptr;
  const uint16_t topic = PseudoTopic("context", &file, &term);
  out_->context_topic = topic;
  if (root.contains("cues") && root["cues"].is_array()) {
    for (size_t i = 0; i < root["cues"].size(); ++i) {
      const std::string pointer = "/cues/" + std::to_string(i);
      Enter(file, pointer);
      ReadCue(file, pointer, root["cues"][i], term);
    }
  }
  if (root.contains("stops")) {
    TermValue stops;
    stops.name = "";
    stops.forms = Strings(file, "/stops", root["stops"]);
    term->values.push_back(std::move(stops));
    out_->cues.emplace_back();  // keeps values and cues in step; an empty id is a stop
  }
}

}  // namespace pathex
