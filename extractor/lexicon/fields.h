// The fields of a compiled lexicon, for base/pack.h. Left out are the examples of rules and cues:
// they prove a lexicon and are never asked for when a report is read.
#ifndef PATHEX_EXTRACTOR_LEXICON_FIELDS_H_
#define PATHEX_EXTRACTOR_LEXICON_FIELDS_H_

#include <utility>
#include <vector>

#include "extractor/base/pack.h"
#include "extractor/base/regex.h"
#include "extractor/lexicon/lexicon.h"

namespace pathex {

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<Regex::Known> auto& known) {
  auto& [groups, quick, matches_empty, sensitivity, pattern, names, required] = known;
  visit(groups, quick, matches_empty, sensitivity, pattern, names, required);
}

template <typename Visit>
void VisitFields(Visit& visit, const Regex& regex) {
  const Regex::Known* known = regex.known();
  visit(known != nullptr);
  if (known != nullptr) visit(*known);
}

template <typename Visit>
void VisitFields(Visit& visit, Regex& regex) {
  bool made = false;
  visit(made);
  if (!made) return;
  Regex::Known known;
  visit(known);
  regex = Regex::From(std::move(known));
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<TermValue> auto& value) {
  auto& [name, forms, attributes] = value;
  visit(name, forms, attributes);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<Term> auto& term) {
  auto& [name, origin, values] = term;
  visit(name, origin, values);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<Entry> auto& entry) {
  auto& [meanings, symbol, panel_class] = entry;
  visit(meanings, symbol, panel_class);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<Value> auto& value) {
  auto& [kind, flag, thousandths, text, numbers] = value;
  visit(kind, flag, thousandths, text, numbers);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<Emit> auto& emit) {
  auto& [slot, groups, filters, attribute, converter, constant] = emit;
  visit(slot, groups, filters, attribute, converter, constant);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<PatternGroup> auto& group) {
  auto& [name, term, list] = group;
  visit(name, term, list);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<CompiledPattern> auto& pattern) {
  auto& [regex, groups, required, in_order, source, emit_groups] = pattern;
  visit(regex, groups, required, in_order, source, emit_groups);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<PanelGroups> auto& panel) {
  auto& [keys, key, rest, behind, ahead, consume, emits] = panel;
  visit(keys, key, rest, behind, ahead, consume, emits);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<Rule> auto& rule) {
  auto& [id, about, file, topic, mention, emits, patterns, triggers, sections, not_sections,
         section_bits, priority, weight, keep_negated, keep_overlap, panel, item, has_item, groups,
         match, reject] = rule;
  visit(id, about, file, topic, mention, emits, patterns, triggers, sections, not_sections,
        section_bits, priority, weight, keep_negated, keep_overlap, panel, item, has_item, groups);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<PanelClass> auto& of) {
  auto& [letter, term, values, shape] = of;
  visit(letter, term, values, shape);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<PanelGrammar> auto& grammar) {
  auto& [classes, shapes, shapes_from, drop_term, unknown, unknown_many, line_break, unknown_max,
         consume, key, erase, stop, rules, share_head, gates, rule_filters, erase_filters,
         shape_filters, letters, key_letters, other_letters, shape_starts] = grammar;
  visit(classes, shapes, shapes_from, drop_term, unknown, unknown_many, line_break, unknown_max,
        consume, key, erase, stop, rules, share_head, gates, rule_filters, erase_filters,
        shape_filters, letters, key_letters, other_letters, shape_starts);
}

// Without its expression, which is that of the rule.
template <typename Visit>
void VisitFields(Visit& visit, PackedAs<TopicPattern> auto& of) {
  auto& [regex, rule, pattern, triggers] = of;
  visit(rule, pattern, triggers);
}

// Without its terms, which lie in the lexicon.
template <typename Visit>
void VisitFields(Visit& visit, PackedAs<Topic> auto& topic) {
  auto& [name, file, terms, entries, entry_features, rules, patterns, gates, leads, panel] = topic;
  visit(name, file, entries, entry_features, rules, patterns, gates, leads, panel);
}

// Of a cue that has judged nothing yet.
template <typename Visit>
void VisitFields(Visit& visit, PackedAs<Context> auto& context) {
  auto& [polarity, certainty, time, subject, cues] = context;
  visit(polarity, certainty, time, subject);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<Cue> auto& cue) {
  auto& [id, sets, sets_polarity, sets_certainty, sets_time, sets_subject, pseudo, forward,
         backward, max_words, whole_block, types, not_types, match, reject] = cue;
  visit(id, sets, sets_polarity, sets_certainty, sets_time, sets_subject, pseudo, forward, backward,
        max_words, whole_block, types, not_types);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<SectionRule> auto& section) {
  auto& [id, sets, sets_time, sets_certainty, sets_subject, reset, not_types, like, label_in,
         label_among, part_of, before_specimens, before_labels, resumed, resumed_by] = section;
  visit(id, sets, sets_time, sets_certainty, sets_subject, reset, not_types, like, label_in,
        label_among, part_of, before_specimens, before_labels, resumed, resumed_by);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<LabelWords> auto& words) {
  auto& [length, answer, remark, rank] = words;
  visit(length, answer, remark, rank);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<LanguageRules> auto& rules) {
  auto& [abbreviations, specimen_words, answers, item_words, label_words, linking_words,
         joined_titles, procedure_words, detect, leading_words, numbers, relations, relation_forms,
         units, decimal_marks, list_separator] = rules;
  visit(abbreviations, specimen_words, answers, item_words, label_words, linking_words,
        joined_titles, procedure_words, detect, leading_words, numbers, relations, relation_forms,
        units, decimal_marks, list_separator);
}

template <typename Visit>
void VisitFields(Visit& visit, PackedAs<HeadingForm> auto& heading) {
  auto& [key, letters, words, section] = heading;
  visit(key, letters, words, section);
}

// Without what of its topics lies in its rules and terms.
template <typename Visit>
void VisitFields(Visit& visit, PackedAs<Lexicon> auto& lexicon) {
  auto& [language, has_own_rules, rules_of_language, vocabulary, forms, terms, topics, rules, cues,
         sections, headings, context_topic, section_topic, word_features, named_sections] = lexicon;
  visit(language, has_own_rules, rules_of_language, vocabulary, forms, terms, topics, rules, cues,
        sections, headings, context_topic, section_topic, word_features, named_sections);
}

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_LEXICON_FIELDS_H_
