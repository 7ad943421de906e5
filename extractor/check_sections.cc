// Names of sections: nothing else would notice a slip, a rule for "grosss" just never holds.
#include "extractor/check.h"

namespace pathex {
namespace {

constexpr std::string_view kEverySection = "*";  // of part_of

class SectionCheck {
 public:
  SectionCheck(const Assembly& assembly, Faults* faults) : faults_(faults) {
    if (assembly.rank_tables.empty()) return;
    ranks_ = &assembly.rank_tables.front();
    for (const auto& [id, rank] : ranks_->ranks) known_.push_back(id);
  }

  void CheckFile(const LexiconFile& file) {
    file_ = &file;
    const Json& root = file.document.root;
    if (!root.is_object()) return;
    if (root.contains("rules")) CheckRules(root["rules"], "/rules");
    if (root.contains("panels")) CheckRules(root["panels"], "/panels");
    if (root.contains("panel") && root["panel"].contains("panels"))
      CheckRules(root["panel"]["panels"], "/panel/panels");
    if (!root.contains("sections")) return;
    for (const auto& [id, section] : root["sections"].items()) {
      const std::string at = "/sections/" + EscapePointer(id);
      CheckName(id, at);
      if (section.is_object()) CheckSection(section, at);
    }
  }

 private:
  void CheckRules(const Json& rules, const std::string& at) {
    for (size_t i = 0; i < rules.size(); ++i) {
      if (rules[i].is_object())
        CheckKeys(rules[i], {"sections", "not_sections"}, at + "/" + std::to_string(i));
    }
  }

  void CheckSection(const Json& section, const std::string& at) {
    CheckKeys(section, {"like", "before_specimens", "before_labels", "label_in"}, at);
    if (!section.contains("part_of") || section["part_of"] != Json::array({kEverySection}))
      CheckKeys(section, {"part_of"}, at);
    if (section.contains("resumed")) CheckKeys(section["resumed"], {"section"}, at + "/resumed");
  }

  // What these keys hold: a name or a list of names.
  void CheckKeys(const Json& object, std::initializer_list<const char*> keys,
                 const std::string& at) {
    for (const char* key : keys) {
      if (!object.contains(key)) continue;
      const Json& names = object[key];
      const std::string pointer = at + "/" + key;
      if (names.is_string()) CheckName(names.get<std::string>(), pointer);
      if (!names.is_array()) continue;
      for (size_t i = 0; i < names.size(); ++i) {
        if (names[i].is_string())
          CheckName(names[i].get<std::string>(), pointer + "/" + std::to_string(i));
      }
    }
  }

  void CheckName(const std::string& name, const std::string& pointer) {
    if (ranks_ == nullptr || ranks_->ranks.contains(name)) return;
    const std::string near = DidYouMean(name, known_);
    faults_->Add(Severity::kError, file_->document, pointer, "L015",
                 "there is no section \"" + name + "\"",
                 near.empty() ? "/ranks/default of schemas/assembly.json names the sections"
                              : "did you mean \"" + near + "\"?");
  }

  Faults* faults_;
  const RankTable* ranks_ = nullptr;
  std::vector<std::string> known_;
  const LexiconFile* file_ = nullptr;
};

}  // namespace

void CheckSections(const std::vector<LexiconFile>& files, const Assembly& assembly,
                   Faults* faults) {
  SectionCheck check(assembly, faults);
  for (const LexiconFile& file : files) check.CheckFile(file);
}

}  // namespace pathex
